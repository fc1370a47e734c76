"""The vote of a lab as templates see it: what is offered, how many have voted, what it came to."""

import zlib
from collections import OrderedDict
from functools import cached_property

from flask import current_app

from labapp.domain import access
from labapp.domain.outcome import Outcome, outcome
from labapp.domain.phases import Activity
from labapp.domain.voting import RoundStatus, Tally, Vote, VoteOn, tally
from labapp.services import rounds
from labapp.store import ballot as ballots
from labapp.store.ballot import Round
from labapp.store.lab import Lab
from labapp.store.memory import recall
from labapp.store.offer import Offer, offers_of
from labapp.web.ranks import Place, place_of


class VoteView:
    """The latest round; every question is asked of the store at most once a page."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab

    @cached_property
    def round(self) -> Round | None:
        return ballots.latest_round(self.lab.id)

    @cached_property
    def offers(self) -> list[Offer]:
        at = self.round
        return recall(("offers", at.id), lambda: offers_of(at)) if at else []

    @property
    def costs(self) -> dict[int, int]:
        """What each choice costs, where the vote is within a sum."""
        return {offer.id: offer.cost for offer in self.offers if offer.cost is not None}

    @property
    def offers_version(self) -> str:
        """Changes with anything that may be read on the ballot."""
        return f"{zlib.crc32(repr(self.offers).encode()):x}"

    @cached_property
    def ballot_count(self) -> int:
        return ballots.count_ballots(self.round.id) if self.round else 0

    @property
    def vote(self) -> Vote:
        """How the present step votes, or the next one that does."""
        return rounds.vote_now(self.lab)

    @property
    def votes_next(self) -> Vote | None:
        """How the next step votes, if it does."""
        at = self.lab.phases.index(self.lab.phase) + 1 if self.lab.phase else 0
        coming = self.lab.phases[at : at + 1]
        votes = bool(coming) and coming[0].plan.activity is Activity.VOTE
        return coming[0].vote or self.lab.vote if votes else None

    @property
    def votes_on_themes(self) -> bool:
        return self.vote.on is VoteOn.THEMES

    @property
    def round_closed(self) -> bool:
        return self.round is not None and self.round.status is not RoundStatus.OPEN

    @property
    def results_shown(self) -> bool:
        """Whether counts per choice may be seen on phones and projector."""
        if self.round is None:
            return False
        released = self.round.shown_at is not None
        return access.counts_shown(self.round.status, released=released)

    @cached_property
    def _closed(self) -> tuple[Tally, Outcome] | None:
        """The closed round counted, and what can be said of it; kept, since many ask at once."""
        at = self.round
        if at is None or not access.counts_shown(at.status, released=True):
            return None
        return _count_once(at)

    @property
    def tally(self) -> Tally | None:
        """The count of the closed round. Templates of phones and projector ask `results_shown`."""
        return self._closed[0] if self._closed else None

    @property
    def outcome(self) -> Outcome:
        """What can be said of it; nothing while it is open."""
        return self._closed[1] if self._closed else Outcome()

    @property
    def fair(self) -> list[Offer]:
        """The list within a budget if everybody had as much of the money to give."""
        offers = {offer.id: offer for offer in self.offers}
        return [offers[choice] for choice in self.outcome.fair if choice in offers]

    @cached_property
    def places(self) -> list[Place]:
        """The result by rank, ties together; what was hidden since has its rank, and no line."""
        offers = {offer.id: offer for offer in self.offers}
        rows = [row for row in self.tally.rows if row.choice in offers] if self.tally else []
        ranks = sorted({row.rank for row in rows})
        return [
            place_of([(offers[row.choice], row) for row in rows if row.rank == rank])
            for rank in ranks
        ]


_MOST = 64


def _count_once(round_: Round) -> tuple[Tally, Outcome]:
    """What a closed round came to, which does not change; the latest ones are kept."""
    kept: OrderedDict[int, tuple[Tally, Outcome]]
    kept = current_app.extensions.setdefault("labapp.counted", OrderedDict())
    if round_.id not in kept:
        kept[round_.id] = _count(round_)
        while len(kept) > _MOST:
            kept.popitem(last=False)
    return kept[round_.id]


def _count(round_: Round) -> tuple[Tally, Outcome]:
    marks = [cast.marks for cast in ballots.ballots_in(round_.id)]
    choices = ballots.choices_of(round_.id)
    counted = tally([choice.id for choice in choices], marks, round_.rule)
    costs = {choice.id: choice.cost for choice in choices if choice.cost is not None}
    return counted, outcome(round_.rule, counted, marks, costs)
