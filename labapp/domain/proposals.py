"""Proposals: worked out at tables from ideas, in versions, leading back to what is behind them.

A proposal of a lab is not a *medborgarförslag* (kommunallagen 8 kap. 1 §), which is a formal right.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from labapp.domain import text
from labapp.domain.errors import ProposalChanged, TooManyProposals, UnknownIdea
from labapp.domain.text import Limit

MOST_AT_A_TABLE = 6
MOST_IDEAS = 60  # behind one proposal


class Start(StrEnum):
    """Where a proposal starts from."""

    EXISTING = "existing"
    EXTENSION = "extension"
    NEW = "new"


class CostLevel(StrEnum):
    """What a proposal costs, about: as the table sees it, and nobody has worked it out."""

    NONE = "none"
    SMALL = "small"
    MIDDLE = "middle"
    LARGE = "large"
    UNKNOWN = "unknown"


class Size(StrEnum):
    """How much there is to do: weeks, up to a year, or several years."""

    SMALL = "small"
    MIDDLE = "middle"
    LARGE = "large"


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a proposal says. `ideas` are the numbers of the ideas behind it.

    `goals` are those of the lab's goals that it serves, in the words they had then. `minority` is
    what the table does not agree on; the four of `trial` are a small test: where, how long, what is
    measured, when it is stopped.
    """

    title: str
    what: str = ""
    why: str = ""
    for_whom: str = ""
    first_step: str = ""
    who: str = ""
    cost: str = ""
    risk: str = ""
    minority: str = ""
    start: Start | None = None
    cost_level: CostLevel | None = None
    size: Size | None = None
    goals: tuple[str, ...] = ()
    ideas: tuple[int, ...] = ()
    trial_where: str = ""
    trial_time: str = ""
    trial_measure: str = ""
    trial_stop: str = ""


LIMITS: dict[str, Limit] = {
    "title": Limit("title", 100),
    "what": Limit("what", 800, lines=20, needed=False),
    "why": Limit("why", 500, lines=12, needed=False),
    "for_whom": Limit("for_whom", 200, lines=4, needed=False),
    "first_step": Limit("first_step", 300, lines=6, needed=False),
    "who": Limit("who", 300, lines=6, needed=False),
    "cost": Limit("cost", 150, lines=2, needed=False),
    "risk": Limit("risk", 300, lines=6, needed=False),
    "minority": Limit("minority", 400, lines=10, needed=False),
    "trial_where": Limit("trial_where", 150, needed=False),
    "trial_time": Limit("trial_time", 80, needed=False),
    "trial_measure": Limit("trial_measure", 200, lines=4, needed=False),
    "trial_stop": Limit("trial_stop", 200, lines=4, needed=False),
}
TRIAL = tuple(field.name for field in fields(Content) if field.name.startswith("trial_"))


def numbers(written: str) -> tuple[int, ...]:
    """The numbers in what somebody wrote, "12, 40 och 7", each once and in the order written."""
    found = (int(digits) for digits in re.findall(r"[0-9]{1,6}", written))
    return tuple(dict.fromkeys(found))


def content_of(kept: Mapping[str, Any]) -> Content:
    """A content that was kept as data, also by an older program, which knew fewer parts."""
    parts = {**kept, "ideas": tuple(kept["ideas"]), "goals": tuple(kept.get("goals", ()))}
    kinds = {"start": Start, "cost_level": CostLevel, "size": Size}
    return Content(
        **{**parts, **{name: kind(kept[name]) for name, kind in kinds.items() if kept.get(name)}}
    )


def check_content(content: Content, shown: Collection[int], goals: Collection[str] = ()) -> Content:
    """The content as it will be stored; `shown` are those of its ideas that may be read, by number.

    Of its goals those stay that are among the lab's `goals`, in their order: what the facilitator
    has taken away since falls away.

    Raises the refusals of `domain.text.clean`, and `UnknownIdea` for a number that is none.
    """
    unknown = [number for number in content.ideas if number not in shown]
    if unknown or len(content.ideas) > MOST_IDEAS:
        raise UnknownIdea(
            number=unknown[0] if unknown else content.ideas[MOST_IDEAS], field="ideas"
        )
    cleaned: dict[str, Any] = {
        name: text.clean(getattr(content, name), limit) for name, limit in LIMITS.items()
    }
    served = tuple(goal for goal in goals if goal in content.goals)
    return replace(content, goals=served, **cleaned)


def check_version(read: int, now: int) -> None:
    """Raise `ProposalChanged` when somebody else has saved since the writer read it."""
    if read != now:
        raise ProposalChanged(version=now)


def check_count(there: int) -> None:
    """Raise `TooManyProposals` when a table begins more than it can work out."""
    if there >= MOST_AT_A_TABLE:
        raise TooManyProposals(limit=MOST_AT_A_TABLE)
