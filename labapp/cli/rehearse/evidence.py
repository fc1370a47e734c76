"""What the lab says of itself, read from its exported summary."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from labapp.cli.rehearse.history import Kind

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Counted:
    """What one choice received."""

    dots: int
    voters: int


@dataclass(frozen=True)
class Left:
    """What was left of one kind: the texts that may be read, how many in all, how many hidden."""

    texts: tuple[str, ...]
    count: int
    hidden: int = 0


@dataclass(frozen=True, kw_only=True)
class LabSays:
    """The lab's own account. What it does not tell is None.

    `agreeing` is how many agree with an idea, by number, of those that stand by themselves.
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
    agreeing: Mapping[int, int] = field(default_factory=dict)
    left: Mapping[Kind, Left] = field(default_factory=dict)


def from_summary(document: Json) -> LabSays:
    """From `summary.json`, which the desk and everybody can download."""
    summary: Json = document["summary"]
    lines = list(_lines(summary))
    vote = _standing(summary)
    return LabSays(
        ideas=tuple((line["number"], line["text"]) for line in lines),
        masked=frozenset(line["number"] for line in lines if line["masked"]),
        taken_away=summary["withdrawn"] + _hidden(summary["hidden"]),
        joined=summary["joined"],
        submitted=summary["submitted"],
        ballots=vote["ballots"] if vote else None,
        rows={_name(row): Counted(row["dots"], row["voters"]) for row in vote.get("rows", ())},
        agreeing={
            line["number"]: line["agreeing"]
            for line in _kept(summary)
            if "agreeing" in line and not line["merged"]
        },
        left=_left(summary),
    )


def _left(summary: Json) -> dict[Kind, Left]:
    """A server that does not tell of one of them has none of it."""
    answers = summary.get("reflection", {})
    proposals = tuple(line["says"]["title"] for line in summary.get("proposals", ()))
    promised = tuple(line["what"] for line in summary.get("commitments", ()))
    away = summary.get("proposals_hidden", 0)
    taken = _hidden(summary.get("commitments_hidden", ()))
    sentences = tuple(answers.get("sentences", ()))
    return {
        Kind.PROPOSAL: Left(proposals, len(proposals) + away, away),
        Kind.COMMITMENT: Left(promised, len(promised) + taken, taken),
        Kind.ANSWER: Left(
            sentences, answers.get("answered", 0), _hidden(answers.get("hidden", ()))
        ),
    }


def _hidden(by_reason: Iterable[Json]) -> int:
    return sum(each["count"] for each in by_reason)


def from_own_pages(ideas: list[tuple[int, str]]) -> LabSays:
    """From what each phone was told of its own: all that a participant may know."""
    return LabSays(ideas=tuple(ideas))


def _kept(summary: Json) -> list[Json]:
    """The ideas that stand by themselves."""
    return [*summary["unthemed"], *(line for home in summary["themes"] for line in home["ideas"])]


def _lines(summary: Json) -> Iterator[Json]:
    for line in _kept(summary):
        yield line
        yield from line["merged"]


def _standing(summary: Json) -> Json:
    """The vote that counts, or nothing."""
    rounds: list[Json] = [vote for vote in summary["rounds"] if not vote["superseded"]]
    return rounds[-1] if rounds else {}


def _name(row: Json) -> str:
    return str(row["idea_number"] or row["label"])
