"""What a round offers as people read it, and as the rules of voting see it."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from labapp.domain.ideas import READABLE
from labapp.domain.translations import Translation
from labapp.domain.voting import OpenRound, RoundStatus, VoteOn
from labapp.store.ballot import Choice, Round
from labapp.store.db import session
from labapp.store.idea import Idea, Theme
from labapp.store.proposal import Proposal


@dataclass(frozen=True)
class Offer:
    """A choice as people read it: its number, if it has one that is said aloud, and its words.

    `on` says what it is; `cost` is in kronor, where the vote is within a sum.
    """

    id: int
    number: int | None
    text: str
    detail: str
    lang: str
    translation: Translation | None = None
    on: VoteOn = VoteOn.IDEAS
    cost: int | None = None

    @property
    def shown_text(self) -> str:
        return self.text

    @property
    def shown_detail(self) -> str:
        return self.detail


def offers_of(round_: Round) -> list[Offer]:
    """The choices that may be read and voted for now, in canonical order.

    What was hidden after the round opened is on offer no more; what was merged after it closed
    keeps its line, since the choices of a round stand.
    """
    offered, may_be_read = _KINDS[round_.vote_on]
    wanted = (
        select(Choice, offered)
        .join(offered, offered.id == _COLUMNS[round_.vote_on])
        .where(Choice.round_id == round_.id, may_be_read)
        .order_by(Choice.position)
    )
    read = _READ[round_.vote_on]
    return [read(choice, found, round_.lab_id) for choice, found in session().execute(wanted)]


def as_open_round(round_: Round) -> OpenRound:
    """The round as the rules of `domain.voting` see it.

    Its choices without their words: asked for every ballot, so it must be quick.
    """
    offered, may_be_read = _KINDS[round_.vote_on]
    wanted = (
        select(Choice.id, Choice.cost)
        .join(offered, offered.id == _COLUMNS[round_.vote_on])
        .where(Choice.round_id == round_.id, may_be_read)
    )
    costs = {row.id: row.cost for row in session().execute(wanted)}
    return OpenRound(
        id=round_.id,
        status=round_.status,
        rule=round_.rule,
        choices=frozenset(costs),
        costs={choice: cost for choice, cost in costs.items() if cost is not None},
    )


def is_offered(what: VoteOn, which: int) -> bool:
    """Whether an idea, a theme or a proposal, by its id, is a choice of any round."""
    wanted = select(Choice.id).where(_COLUMNS[what] == which).limit(1)
    return session().scalar(wanted) is not None


def is_voted_on_now(what: VoteOn, which: int) -> bool:
    """Whether it is a choice of a round that is open, of whatever lab."""
    wanted = select(Choice.id).join(Round, Round.id == Choice.round_id)
    here = wanted.where(_COLUMNS[what] == which, Round.status == RoundStatus.OPEN)
    return session().scalar(here.limit(1)) is not None


def _idea(choice: Choice, idea: Idea, _lab_id: int) -> Offer:
    return Offer(
        id=choice.id,
        number=idea.number,
        text=idea.shown_text,
        detail=idea.shown_detail,
        lang=idea.lang,
        translation=idea.translation,
        cost=choice.cost,
    )


def _theme(choice: Choice, theme: Theme, _lab_id: int) -> Offer:
    return Offer(
        id=choice.id,
        number=None,
        text=theme.name,
        detail=theme.description,
        lang="und",
        on=VoteOn.THEMES,
        cost=choice.cost,
    )


def _proposal(choice: Choice, proposal: Proposal, lab_id: int) -> Offer:
    """A proposal of another lab is shown without a number: this one may have the same."""
    return Offer(
        id=choice.id,
        number=proposal.number if proposal.lab_id == lab_id else None,
        text=proposal.title,
        detail=proposal.says.what,
        lang="und",
        on=VoteOn.PROPOSALS,
        cost=choice.cost,
    )


_COLUMNS: dict[VoteOn, InstrumentedAttribute[int | None]] = {
    VoteOn.IDEAS: Choice.idea_id,
    VoteOn.THEMES: Choice.theme_id,
    VoteOn.PROPOSALS: Choice.proposal_id,
}
_KINDS: dict[VoteOn, tuple[type[Idea | Theme | Proposal], ColumnElement[bool]]] = {
    VoteOn.IDEAS: (Idea, Idea.status.in_(READABLE)),
    VoteOn.THEMES: (Theme, Theme.removed_at.is_(None)),
    VoteOn.PROPOSALS: (Proposal, Proposal.hide_reason.is_(None)),
}
_READ: dict[VoteOn, Callable[..., Offer]] = {
    VoteOn.IDEAS: _idea,
    VoteOn.THEMES: _theme,
    VoteOn.PROPOSALS: _proposal,
}
