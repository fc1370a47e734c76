"""News of agreement, of tables, and of what comes of the talk: proposals, promises, its worth."""

from dataclasses import dataclass
from typing import ClassVar

from labapp.live.audience import EVERYBODY, LEADING, ROOM, Audience, Fragments, News

PROMISES: Fragments = {
    Audience.PHONES: ("promised",),
    Audience.SCREEN: ("promises",),
    Audience.DESK: ("now",),
}


@dataclass(frozen=True, kw_only=True)
class IdeaAgreed(News):
    """Somebody agrees with an idea, or no more. Only the desk hears: counts pull others along."""

    name = "idea.agreed"
    audience = (Audience.DESK,)
    fragments: ClassVar[Fragments] = {Audience.DESK: ("agreeing",)}
    idea: int


@dataclass(frozen=True, kw_only=True)
class TablesLaid(News):
    """There are other tables, or they are called otherwise."""

    name = "tables.laid"
    audience = (Audience.PHONES, Audience.DESK)
    fragments: ClassVar[Fragments] = {
        Audience.PHONES: ("phone",),
        Audience.DESK: ("now",),
    }


@dataclass(frozen=True, kw_only=True)
class TableAsked(News):
    """A table asks for something, has got it (`wish` is None), or has noted something."""

    name = "table.asked"
    audience = (Audience.DESK, Audience.HOST)
    fragments: ClassVar[Fragments] = {Audience.DESK: ("now",)}
    table: int
    wish: str | None


@dataclass(frozen=True, kw_only=True)
class NameProposed(News):
    """Somebody says what a theme could be called, or such a name was dismissed."""

    name = "name.proposed"
    audience = (Audience.DESK,)
    fragments: ClassVar[Fragments] = {Audience.DESK: ("board",)}
    theme: int


@dataclass(frozen=True, kw_only=True)
class IdeaPlaced(News):
    """Somebody says in which theme an idea belongs, or the facilitator lets it be."""

    name = "idea.placed"
    audience = (Audience.DESK,)
    fragments: ClassVar[Fragments] = {Audience.DESK: ("board",)}
    idea: int


@dataclass(frozen=True, kw_only=True)
class ProposalChanged(News):
    """A proposal was begun, saved, hidden or shown again; its table asks for it."""

    name = "proposal.changed"
    audience = EVERYBODY
    fragments: ClassVar[Fragments] = {Audience.SCREEN: ("screen",), Audience.DESK: ("now",)}
    proposal: int
    table: int | None


@dataclass(frozen=True, kw_only=True)
class ProposalsRead(News):
    """What the whole room reads of proposals is another; not told while they are worked out."""

    name = "proposals.read"
    audience = (Audience.PHONES,)
    fragments: ClassVar[Fragments] = {Audience.PHONES: ("proposals",)}


@dataclass(frozen=True, kw_only=True)
class CommitmentMade(News):
    """Somebody left an offer or a handshake."""

    name = "commitment.made"
    audience = ROOM
    fragments = PROMISES


@dataclass(frozen=True, kw_only=True)
class CommitmentHidden(News):
    """An offer or a handshake left every screen: hidden, or taken back."""

    name = "commitment.hidden"
    audience = ROOM
    fragments = PROMISES


@dataclass(frozen=True, kw_only=True)
class CommitmentShown(News):
    name = "commitment.shown"
    audience = ROOM
    fragments = PROMISES


@dataclass(frozen=True, kw_only=True)
class ReflectionGiven(News):
    """One more has answered the exit questions, or has changed the answer."""

    name = "reflection.given"
    audience = LEADING
    fragments: ClassVar[Fragments] = {
        Audience.SCREEN: ("reflected",),
        Audience.DESK: ("now",),
    }


@dataclass(frozen=True, kw_only=True)
class SlipRead(News):
    """A paper ballot was typed in, typed again, or taken out of the pile."""

    name = "slip.read"
    audience = (Audience.DESK,)
    fragments: ClassVar[Fragments] = {Audience.DESK: ("now",)}
    slip: int
