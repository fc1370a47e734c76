"""THE event schema: one class an event, its name, its audience, the fragments it changes.

News is a hint, the page is the truth: it carries ids, numbers and phase keys, and names the
fragments that a screen shows anew. It is never personal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, ClassVar


class Audience(StrEnum):
    PHONES = "phones"
    SCREEN = "screen"
    DESK = "desk"


EVERYBODY = (Audience.PHONES, Audience.SCREEN, Audience.DESK)
LEADING = (Audience.SCREEN, Audience.DESK)
Fragments = dict[Audience, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class News:
    """Something that happened in a lab, told after its commit.

    `seq` is the lab's number after it. What is `counted` is not kept in the log: its numbers are
    counted when it is told.
    """

    name: ClassVar[str]
    audience: ClassVar[tuple[Audience, ...]]
    fragments: ClassVar[Fragments] = {}
    counted: ClassVar[bool] = False

    lab: int
    seq: int

    def facts(self) -> dict[str, object]:
        """What is told besides the fragments."""
        mine = (item.name for item in fields(self) if item.name not in {"lab", "seq"})
        return {name: getattr(self, name) for name in mine}


def from_log(lab: int, seq: int, name: str, facts: Mapping[str, Any]) -> News:
    """A piece of news as the log has it. Raises `KeyError` for a name that there is not."""
    return _kinds()[name](lab=lab, seq=seq, **facts)


def fragments_changed(names: Iterable[str], audience: Audience) -> frozenset[str]:
    """The fragments that an audience shows anew when it hears news of these names.

    Raises `KeyError` for a name that there is not.
    """
    kinds = _kinds()
    return frozenset(part for name in names for part in kinds[name].fragments.get(audience, ()))


def _kinds() -> dict[str, type[News]]:
    return {kind.name: kind for kind in ALL_NEWS}


WHOLE: Fragments = {
    Audience.PHONES: ("phone",),
    Audience.SCREEN: ("screen",),
    Audience.DESK: ("plan", "now", "board", "counts"),
}
IDEAS: Fragments = {
    Audience.PHONES: ("others",),
    Audience.SCREEN: ("wall",),
    Audience.DESK: ("board",),
}


@dataclass(frozen=True, kw_only=True)
class PhaseMoved(News):
    name = "phase.moved"
    audience = EVERYBODY
    fragments = WHOLE
    phase: str | None
    activity: str | None
    ends_at: str | None


@dataclass(frozen=True, kw_only=True)
class AgendaChanged(News):
    """Time was added, the clock was paused, or what is planned was edited."""

    name = "agenda.changed"
    audience = EVERYBODY
    fragments: ClassVar[Fragments] = {
        Audience.PHONES: ("where",),
        Audience.SCREEN: ("screen",),
        Audience.DESK: ("plan", "now"),
    }
    phase: str | None
    activity: str | None
    ends_at: str | None


@dataclass(frozen=True, kw_only=True)
class RoundOpened(News):
    name = "round.opened"
    audience = EVERYBODY
    fragments = WHOLE
    round: int


@dataclass(frozen=True, kw_only=True)
class RoundClosed(News):
    name = "round.closed"
    audience = EVERYBODY
    fragments = WHOLE
    round: int


@dataclass(frozen=True, kw_only=True)
class IdeaAdded(News):
    name = "idea.added"
    audience = EVERYBODY
    fragments = IDEAS
    idea: int


@dataclass(frozen=True, kw_only=True)
class IdeaChanged(News):
    name = "idea.changed"
    audience = EVERYBODY
    fragments = IDEAS
    idea: int


@dataclass(frozen=True, kw_only=True)
class IdeaHidden(News):
    """An idea left every screen: hidden by the facilitator or withdrawn by its author."""

    name = "idea.hidden"
    audience = EVERYBODY
    fragments: ClassVar[Fragments] = {**WHOLE, Audience.DESK: ("board",)}
    idea: int


@dataclass(frozen=True, kw_only=True)
class IdeaShown(News):
    name = "idea.shown"
    audience = EVERYBODY
    fragments: ClassVar[Fragments] = {**WHOLE, Audience.DESK: ("board",)}
    idea: int


@dataclass(frozen=True, kw_only=True)
class IdeasMerged(News):
    """Ideas were put together, or taken apart again."""

    name = "ideas.merged"
    audience = EVERYBODY
    fragments = IDEAS


@dataclass(frozen=True, kw_only=True)
class ThemeChanged(News):
    name = "theme.changed"
    audience = EVERYBODY
    fragments: ClassVar[Fragments] = {
        Audience.PHONES: ("themes",),
        Audience.SCREEN: ("screen",),
        Audience.DESK: ("board",),
    }
    theme: int | None


@dataclass(frozen=True, kw_only=True)
class PresenceCounted(News):
    """How many sockets are open now, and how many have joined."""

    name = "presence.counted"
    audience = LEADING
    counted = True
    connected: int
    joined: int


@dataclass(frozen=True, kw_only=True)
class BallotCounted(News):
    name = "ballot.counted"
    audience = LEADING
    counted = True
    ballots: int


@dataclass(frozen=True, kw_only=True)
class ResultsShown(News):
    name = "results.shown"
    audience = EVERYBODY
    fragments = WHOLE
    round: int


@dataclass(frozen=True, kw_only=True)
class LabClosed(News):
    name = "lab.closed"
    audience = EVERYBODY
    fragments = WHOLE


@dataclass(frozen=True, kw_only=True)
class SummaryPublished(News):
    name = "summary.published"
    audience = EVERYBODY
    fragments = WHOLE
    slug: str


@dataclass(frozen=True, kw_only=True)
class Goodbye(News):
    """The server restarts: come back, spread out over `after_ms`."""

    name = "goodbye"
    audience = EVERYBODY
    after_ms: int


ALL_NEWS: tuple[type[News], ...] = (
    PhaseMoved,
    AgendaChanged,
    RoundOpened,
    RoundClosed,
    IdeaAdded,
    IdeaChanged,
    IdeaHidden,
    IdeaShown,
    IdeasMerged,
    ThemeChanged,
    PresenceCounted,
    BallotCounted,
    ResultsShown,
    LabClosed,
    SummaryPublished,
    Goodbye,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where those are who see a lab in one way and one language."""

    lab: int
    audience: Audience
    lang: str

    @property
    def room(self) -> str:
        return f"lab:{self.lab}:{self.audience.value}:{self.lang}"
