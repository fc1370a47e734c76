"""Rounds: opened on what may be read, closed for good, and the keys that go with them."""

from collections.abc import Sequence
from datetime import datetime

from labapp.domain import voting as rules
from labapp.domain.ideas import SHOWN
from labapp.domain.rules import Method
from labapp.domain.values import Verdict
from labapp.domain.vote_errors import WithoutCost
from labapp.domain.voting import RoundStatus, Vote, VoteOn
from labapp.live.audience import News
from labapp.live.news import RoundClosed
from labapp.store import ballot as store
from labapp.store import keys
from labapp.store.ballot import Choice, Round
from labapp.store.db import session
from labapp.store.gallery import earlier_ids
from labapp.store.idea import Idea, Theme, all_ideas, themes_of
from labapp.store.lab import Lab
from labapp.store.proposal import Proposal, all_proposals
from labapp.store.slip import forget_slips

Offered = Idea | Theme | Proposal


def open_round(lab: Lab, now: datetime) -> Round:
    """Open a new round on what may be read now; an earlier one of the same step is superseded.

    Inside a piece of work. Its rule and its choices stand from now on. Raises `NothingToVoteOn`,
    and `WithoutCost` where it is voted on within a sum and a choice has no cost.
    """
    vote = vote_now(lab)
    offered = on_offer(lab, vote.on)
    rules.check_choices([each.id for each in offered])
    _check_costs(vote, offered)
    earlier = store.rounds_of(lab.id)
    for round_ in earlier:
        if round_.phase_id == lab.phase_id:
            round_.status = RoundStatus.SUPERSEDED
    fresh = Round(
        lab_id=lab.id,
        phase_id=lab.phase_id,
        number=len(earlier) + 1,
        vote_on=vote.on,
        points=vote.rule.points,
        max_per_choice=vote.rule.max_per_choice,
        method=vote.rule.method,
        opened_at=now,
    )
    session().add(fresh)
    session().flush()
    keys.make_round_key(fresh.id)
    session().add_all(_choices(fresh, offered))
    session().flush()
    return fresh


def vote_now(lab: Lab) -> Vote:
    """How the present step votes: as it says itself, or as the lab does."""
    return (lab.phase.vote if lab.phase else None) or lab.vote


def _choices(round_: Round, offered: Sequence[Offered]) -> list[Choice]:
    column = {VoteOn.THEMES: "theme_id", VoteOn.PROPOSALS: "proposal_id"}
    priced = round_.method is Method.BUDGET
    return [
        Choice(
            round_id=round_.id,
            position=at,
            cost=each.cost if priced else None,
            **{column.get(round_.vote_on, "idea_id"): each.id},
        )
        for at, each in enumerate(offered, start=1)
    ]


def on_offer(lab: Lab, on: VoteOn) -> Sequence[Offered]:
    """What can be voted on now, in canonical order.

    Of proposals also those of the labs that this one shows, lab by lab.
    """
    if on is VoteOn.THEMES:
        return themes_of(lab.id)
    if on is VoteOn.PROPOSALS:
        found = [each for of in (lab.id, *earlier_ids(lab.id)) for each in all_proposals(of)]
        return [each for each in found if each.hide_reason is None]
    return [idea for idea in all_ideas(lab.id) if idea.status in SHOWN]


def _check_costs(vote: Vote, offered: Sequence[Offered]) -> None:
    missing = sum(1 for each in offered if each.cost is None)
    if vote.rule.method is Method.BUDGET and missing:
        raise WithoutCost(missing=missing)


def close_round(lab: Lab, now: datetime) -> Round | None:
    """Close the lab's open round, if any, and cut the tie from ballot to voter.

    Inside a piece of work whose effect is to be scrubbed; `destroy_keys` comes after its commit.
    """
    round_ = store.latest_round(lab.id)
    if round_ is None or round_.status is not RoundStatus.OPEN:
        return None
    round_.status, round_.closed_at = RoundStatus.CLOSED, now
    session().flush()
    store.cut_ties(round_.id)
    forget_slips(round_)
    return round_


def destroy_keys(verdict: Verdict[News]) -> None:
    """Destroy the keys of the rounds that this change closed."""
    for news in verdict.news:
        if isinstance(news, RoundClosed):
            keys.destroy_round_key(news.round)


def destroy_old_keys() -> None:
    """Destroy the keys of all rounds that are not open: at every start, before anybody writes."""
    for round_id in keys.kept_round_keys() - {round_.id for round_ in store.open_rounds()}:
        keys.destroy_round_key(round_id)
