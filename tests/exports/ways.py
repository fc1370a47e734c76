"""A small vote for each way to vote: its ballots, and the summary that they come to."""

from dataclasses import replace

from labapp.domain.proposals import Content
from labapp.domain.rules import USUAL, Method, Rule
from labapp.domain.summary import ProposalLine, ResultRow, RoundSummary
from labapp.domain.voting import VoteOn, of, tally
from labapp.domain.wilson import DECIMALS, wilson
from tests.exports.almedalen import school_lab

RULES = USUAL | {Method.DOTS: Rule(3, 2, Method.DOTS)}
BALLOTS = {
    Method.SUPPORT: [{1: 1, 2: 1}, {1: 1}, {1: 1, 3: 1}, {}],
    Method.SINGLE: [{1: 1}, {1: 1}, {2: 1}, {}],
    Method.DOTS: [{1: 2, 2: 1}, {1: 1}, {3: 1}, {}],
    Method.SPREAD: [{1: 5}, {1: 2, 2: 3}, {2: 1, 3: 1}, {}],
    Method.POINTS: [{1: 100}, {1: 40, 2: 60}, {3: 70}, {}],
    Method.SCORE: [{1: 5, 2: 3}, {1: 4, 2: 0, 3: 1}, {1: 0, 2: 4}, {}],
    Method.STANCE: [{1: 1, 2: -1, 3: -1}, {1: 1, 2: 1, 3: -1}, {1: 0, 2: -1}, {}],
    Method.RANKING: [{1: 1, 2: 2, 3: 3}, {1: 1, 3: 2}, {2: 1}, {}],
    Method.BUDGET: [{1: 1, 2: 1}, {1: 1}, {1: 1, 3: 1}, {}],
}
COSTS = {1: 40_000, 2: 55_000, 3: 60_000, 4: 10_000}
NAMES = {1: "Bänkar", 2: "Träd", 3: "Lampor", 4: "Gungor"}


def vote(method, on=VoteOn.PROPOSALS, number=1, ballots=None):
    """The vote of `BALLOTS`, or of others, as `services.counting` would sum it up."""
    rule = RULES[method]
    cast = BALLOTS[method] if ballots is None else ballots
    counted = tally(list(NAMES), cast, rule)
    first = school_lab().rounds[0]
    return RoundSummary(
        number=number,
        on=on,
        method=method,
        points=rule.points,
        max_per_choice=rule.max_per_choice,
        opened_at=first.opened_at,
        closed_at=first.closed_at,
        superseded=False,
        ballots=counted.ballots,
        voted=counted.voted,
        blank=counted.blank,
        dots=counted.points,
        channels=(),
        rows=tuple(_row(row, on, rule, of(rule, row, counted.voted)) for row in counted.rows),
    )


def lab(*votes):
    """The school lab with these votes and no other, and proposals to vote on."""
    last = votes[-1]
    proposals = tuple(
        ProposalLine(number=number, table="", version=1, says=Content(title=name, what="", why=""))
        for number, name in NAMES.items()
    )
    return replace(
        school_lab(), voted=last.voted, blank=last.blank, rounds=votes, proposals=proposals
    )


def _row(row, on, rule, asked):
    low, high = wilson(row.supporters, asked)
    return ResultRow(
        rank=row.rank,
        tied=row.tied,
        label=NAMES[row.choice],
        lang="sv",
        idea_number=row.choice if on is VoteOn.IDEAS else None,
        theme_id=row.choice if on is VoteOn.THEMES else None,
        proposal_number=row.choice if on is VoteOn.PROPOSALS else None,
        dots=row.points,
        voters=row.voters,
        supporters=row.supporters,
        answered=row.answered,
        value=round(float(row.value), DECIMALS),
        levels={str(mark): people for mark, people in row.levels.items()},
        cost=COSTS[row.choice] if rule.method is Method.BUDGET else None,
        share_low=low,
        share_high=high,
    )
