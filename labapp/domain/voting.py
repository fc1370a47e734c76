"""What a valid ballot is, and how votes are counted."""

import hmac
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from labapp.domain.errors import (
    NothingToVoteOn,
    RoundClosed,
    Superseded,
    TooManyOnOne,
    TooManyPoints,
    UnknownChoice,
)
from labapp.domain.rules import ASKED_EACH, PASS, Method, Rule, is_for, spent, worth
from labapp.domain.vote_errors import NotInOrder, OverBudget


class VoteOn(StrEnum):
    IDEAS = "ideas"
    THEMES = "themes"
    PROPOSALS = "proposals"


class RoundStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Vote:
    """A vote as it is planned: what is voted on, and by which rule."""

    on: VoteOn = VoteOn.IDEAS
    rule: Rule = field(default_factory=Rule)


@dataclass(frozen=True, kw_only=True)
class OpenRound:
    """One vote as the rules see it: which choices are on offer, and under which rule.

    `costs` are kronor by choice, where the rule is a budget.
    """

    id: int
    status: RoundStatus
    rule: Rule
    choices: frozenset[int]
    costs: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """One person's whole vote: choice id to mark. `n` grows on the phone that sends it."""

    round: int
    n: int
    marks: Mapping[int, int]


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What one choice received; equal values share a rank (1, 2, 2, 4: standard competition).

    `value` is what ranks: the points, the mean of those who gave a score, or for a stance the share
    who agree as (A + 1/2)/(S + 1) of the S who answered, so that one of one does not beat nineteen
    of twenty (Small et al. 2021, "Polis", with Krichevsky and Trofimov's half). `voters` have said
    what they think of it, `supporters` speak for it, and `answered` counts those who passed too.
    `levels` are people by mark.
    """

    choice: int
    rank: int
    tied: bool
    value: Fraction
    points: int
    voters: int
    supporters: int
    answered: int
    levels: Mapping[int, int]


@dataclass(frozen=True, kw_only=True)
class Tally:
    """A whole round counted. `voted` are ballots with at least one mark, `blank` the others."""

    ballots: int
    voted: int
    blank: int
    points: int
    rows: tuple[Counted, ...]


def check_choices(choices: Sequence[int]) -> None:
    """Raise `NothingToVoteOn` when a round would have no choice."""
    if not choices:
        raise NothingToVoteOn


def check_ballot(ballot: Ballot, round_: OpenRound) -> None:
    """Return when the ballot is valid for this open round, otherwise say why not."""
    if ballot.round != round_.id or round_.status is not RoundStatus.OPEN:
        raise RoundClosed(round=ballot.round)
    lowest = round_.rule.marks.start
    if not ballot.marks.keys() <= round_.choices or any(m < lowest for m in ballot.marks.values()):
        raise UnknownChoice
    if any(mark > round_.rule.max_per_choice for mark in ballot.marks.values()):
        raise TooManyOnOne(limit=round_.rule.max_per_choice)
    _check_whole(ballot.marks, round_)


def _check_whole(marks: Mapping[int, int], round_: OpenRound) -> None:
    """What the marks of a ballot must be together."""
    rule = round_.rule
    if rule.method is Method.RANKING and sorted(marks.values()) != list(range(1, len(marks) + 1)):
        raise NotInOrder
    over = spent(rule, marks, round_.costs) - rule.points
    if rule.points and over > 0:
        if rule.method is Method.BUDGET:
            raise OverBudget(limit=rule.points, over=over)
        raise TooManyPoints(limit=rule.points, method=rule.method)


def shuffled(choices: Iterable[int], seed: bytes) -> list[int]:
    """The choices in one person's own order, the same each time they look.

    Different orders for different people spread the advantage of standing first.
    """
    return sorted(choices, key=lambda choice: hmac.digest(seed, str(choice).encode(), "sha256"))


def check_order(n: int, stored: int | None) -> None:
    """Raise `Superseded` when a newer ballot of the same person is already in (promise P13)."""
    if stored is not None and n <= stored:
        raise Superseded(n=n, stored=stored)


def tally(
    choices: Sequence[int], ballots: Iterable[Mapping[int, int]], rule: Rule | None = None
) -> Tally:
    """Count whole ballots by the rule, dots where none is said.

    Choices without a mark are listed as well; the order is by value, then by voters, then as
    offered, and never breaks a tie: the rank is of the value alone.
    """
    rule = rule or Rule()
    marked = [given(rule, ballot) for ballot in ballots]
    levels: dict[int, Counter[int]] = {choice: Counter() for choice in choices}
    for ballot in marked:
        for choice, mark in ballot.items():
            if choice in levels:
                levels[choice][mark] += 1
    voted = sum(1 for ballot in marked if ballot)
    rows = _ranked([_counted(rule, choice, given) for choice, given in levels.items()])
    return Tally(
        ballots=len(marked),
        voted=voted,
        blank=len(marked) - voted,
        points=sum(row.points for row in rows),
        rows=rows,
    )


def given(rule: Rule, ballot: Mapping[int, int]) -> Mapping[int, int]:
    """The marks that say something: no points are no mark, unless each choice is asked about."""
    if rule.method in ASKED_EACH:
        return ballot
    return {choice: mark for choice, mark in ballot.items() if mark}


def _counted(rule: Rule, choice: int, levels: Counter[int]) -> Counted:
    """One choice by itself; its rank comes when it stands beside the others."""
    answered = levels.total()
    voters = answered - (levels[PASS] if rule.method in ASKED_EACH else 0)
    points = sum(worth(rule, mark) * people for mark, people in levels.items())
    supporters = sum(people for mark, people in levels.items() if is_for(rule, mark))
    return Counted(
        choice=choice,
        rank=0,
        tied=False,
        value=_value(rule, points, (voters, supporters, answered)),
        points=points,
        voters=voters,
        supporters=supporters,
        answered=answered,
        levels=dict(sorted(levels.items())),
    )


def _value(rule: Rule, points: int, people: tuple[int, int, int]) -> Fraction:
    voters, supporters, answered = people
    if rule.method is Method.STANCE:
        return Fraction(2 * supporters + 1, 2 * answered + 2)
    return Fraction(points, voters or 1) if rule.method is Method.SCORE else Fraction(points)


class Answered(Protocol):
    """A choice as it was counted, here or in a summary."""

    @property
    def voters(self) -> int: ...

    @property
    def answered(self) -> int: ...


def of(rule: Rule, row: Answered, voted: int) -> int:
    """Of how many people the supporters of a choice are a share.

    Of all who voted; where each choice is asked about, of those who answered about this one: with
    those who pass where they can agree or not, without those who do not know where they score.
    """
    if rule.method is Method.STANCE:
        return row.answered
    return row.voters if rule.method is Method.SCORE else voted


def _ranked(rows: Sequence[Counted]) -> tuple[Counted, ...]:
    shared = Counter(row.value for row in rows)
    above = {value: sum(n for other, n in shared.items() if other > value) for value in shared}
    order = sorted(rows, key=lambda row: (-row.value, -row.voters))
    return tuple(
        replace(row, rank=above[row.value] + 1, tied=shared[row.value] > 1) for row in order
    )
