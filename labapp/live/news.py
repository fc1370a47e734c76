"""THE event schema: one class an event, its name, its audience, the fragments it changes.

News is a hint, the page is the truth: it carries ids, numbers and phase keys, and names the
fragments that a screen shows anew. It is never personal.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from labapp.live.audience import EVERYBODY, LEADING, ROOM, Audience, Fragments, News
from labapp.live.tables import (
    CommitmentHidden,
    CommitmentMade,
    CommitmentShown,
    IdeaAgreed,
    IdeaPlaced,
    NameProposed,
    ProposalChanged,
    ProposalsRead,
    ReflectionGiven,
    SlipRead,
    TableAsked,
    TablesLaid,
)


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
    Audience.DESK: ("plan", "now", "board", "agreeing", "counts", "modes", "shown"),
    Audience.HOST: ("lead", "now"),
}
IDEAS: Fragments = {
    Audience.PHONES: ("others",),
    Audience.SCREEN: ("wall",),
    Audience.DESK: ("board", "share"),
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
        Audience.HOST: ("lead",),
    }
    phase: str | None
    activity: str | None
    ends_at: str | None


@dataclass(frozen=True, kw_only=True)
class WindowChanged(News):
    """Written ideas are taken before and after the meeting, or no more; or somebody keeps watch."""

    name = "window.changed"
    audience = (Audience.PHONES, Audience.DESK)
    fragments: ClassVar[Fragments] = {Audience.PHONES: ("phone",), Audience.DESK: ("now",)}


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
    audience = ROOM
    fragments = IDEAS
    idea: int


@dataclass(frozen=True, kw_only=True)
class IdeaChanged(News):
    name = "idea.changed"
    audience = ROOM
    fragments = IDEAS
    idea: int


@dataclass(frozen=True, kw_only=True)
class IdeaReported(News):
    """Somebody says that an idea should be looked at, or it was looked at and stays."""

    name = "idea.reported"
    audience = (Audience.DESK,)
    fragments: ClassVar[Fragments] = {Audience.DESK: ("now", "board")}
    idea: int


@dataclass(frozen=True, kw_only=True)
class IdeaHidden(News):
    """An idea left every screen: hidden by the facilitator or withdrawn by its author."""

    name = "idea.hidden"
    audience = EVERYBODY
    fragments: ClassVar[Fragments] = {**WHOLE, Audience.DESK: ("board", "share")}
    idea: int


@dataclass(frozen=True, kw_only=True)
class IdeaShown(News):
    name = "idea.shown"
    audience = EVERYBODY
    fragments: ClassVar[Fragments] = {**WHOLE, Audience.DESK: ("board",)}
    idea: int


@dataclass(frozen=True, kw_only=True)
class IdeaMasked(News):
    """Words of an idea are read no more, or are again: it changes wherever it stands."""

    name = "idea.masked"
    audience = EVERYBODY
    fragments: ClassVar[Fragments] = {**WHOLE, Audience.DESK: ("board", "share")}
    idea: int


@dataclass(frozen=True, kw_only=True)
class IdeaTranslated(News):
    """An idea can be read in the room's language, in other words than before, or no more."""

    name = "idea.translated"
    audience = EVERYBODY
    fragments: ClassVar[Fragments] = {**WHOLE, Audience.DESK: ("board",)}
    idea: int


@dataclass(frozen=True, kw_only=True)
class IdeasMerged(News):
    """Ideas were put together, or taken apart again."""

    name = "ideas.merged"
    audience = ROOM
    fragments = IDEAS


@dataclass(frozen=True, kw_only=True)
class ThemeChanged(News):
    name = "theme.changed"
    audience = EVERYBODY
    fragments: ClassVar[Fragments] = {
        Audience.PHONES: ("themes",),
        Audience.SCREEN: ("screen",),
        Audience.DESK: ("board", "modes", "shown"),
        Audience.HOST: ("now",),
    }
    theme: int | None


@dataclass(frozen=True, kw_only=True)
class ScreenChanged(News):
    """Something else was called up on the big screen. Phones are not touched."""

    name = "screen.changed"
    audience = LEADING
    fragments: ClassVar[Fragments] = {
        Audience.SCREEN: ("screen",),
        Audience.DESK: ("modes", "shown"),
    }
    mode: str


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
    WindowChanged,
    RoundOpened,
    RoundClosed,
    IdeaAdded,
    IdeaChanged,
    IdeaReported,
    IdeaAgreed,
    IdeaHidden,
    IdeaShown,
    IdeaMasked,
    IdeaTranslated,
    IdeasMerged,
    ThemeChanged,
    NameProposed,
    IdeaPlaced,
    TablesLaid,
    TableAsked,
    ProposalChanged,
    ProposalsRead,
    ScreenChanged,
    CommitmentMade,
    CommitmentHidden,
    CommitmentShown,
    ReflectionGiven,
    SlipRead,
    PresenceCounted,
    BallotCounted,
    ResultsShown,
    LabClosed,
    SummaryPublished,
    Goodbye,
)
