"""What the lab says of itself, read from its exported summary."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Counted:
    """What one choice received."""

    dots: int
    voters: int


@dataclass(frozen=True, kw_only=True)
class LabSays:
    """The lab's own account. What it does not tell is None.

    `taken_away` are ideas that were hidden or withdrawn: they are in no list. The desk's numbers
    are the highest it showed.
    """

    ideas: tuple[tuple[int, str], ...]
    masked: frozenset[int] = frozenset()
    taken_away: int = 0
    joined: int | None = None
    submitted: int | None = None
    ballots: int | None = None
    desk_joined: int | None = None
    desk_ballots: int | None = None
    rows: Mapping[str, Counted] = field(default_factory=dict)


def from_summary(document: Json) -> LabSays:
    """From `summary.json`, which the desk and everybody can download."""
    summary: Json = document["summary"]
    lines = list(_lines(summary))
    vote = _standing(summary)
    return LabSays(
        ideas=tuple((line["number"], line["text"]) for line in lines),
        masked=frozenset(line["number"] for line in lines if line["masked"]),
        taken_away=summary["withdrawn"] + sum(hidden["count"] for hidden in summary["hidden"]),
        joined=summary["joined"],
        submitted=summary["submitted"],
        ballots=vote["ballots"] if vote else None,
        rows={_name(row): Counted(row["dots"], row["voters"]) for row in vote.get("rows", ())},
    )


def from_own_pages(ideas: list[tuple[int, str]]) -> LabSays:
    """From what each phone was told of its own: all that a participant may know."""
    return LabSays(ideas=tuple(ideas))


def _lines(summary: Json) -> Iterator[Json]:
    kept = [*summary["unthemed"]]
    for theme in summary["themes"]:
        kept += theme["ideas"]
    for line in kept:
        yield line
        yield from line["merged"]


def _standing(summary: Json) -> Json:
    """The vote that counts, or nothing."""
    rounds: list[Json] = [vote for vote in summary["rounds"] if not vote["superseded"]]
    return rounds[-1] if rounds else {}


def _name(row: Json) -> str:
    return str(row["idea_number"] or row["label"])
