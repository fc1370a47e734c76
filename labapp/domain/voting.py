"""What a valid ballot is, and how votes are counted."""

import hmac
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from labapp.domain.errors import (
    NothingToVoteOn,
    NumberOutOfRange,
    RoundClosed,
    Superseded,
    TooManyOnOne,
    TooManyPoints,
    UnknownChoice,
)

POINTS = range(1, 21)
MAX_PER_CHOICE = range(1, 11)


class VoteOn(StrEnum):
    IDEAS = "ideas"
    THEMES = "themes"


class RoundStatus(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Rule:
    """Dot voting as data: `points` per person, at most `max_per_choice` on one choice."""

    points: int = 3
    max_per_choice: int = 1


@dataclass(frozen=True, kw_only=True)
class OpenRound:
    """One vote as the rules see it: which choices are on offer, and under which rule."""

    id: int
    status: RoundStatus
    rule: Rule
    choices: frozenset[int]


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """One person's whole vote: choice id to points. `n` grows on the phone that sends it."""

    round: int
    n: int
    marks: Mapping[int, int]


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What one choice received; equal points share a rank (1, 2, 2, 4: standard competition)."""

    choice: int
    rank: int
    tied: bool
    points: int
    voters: int


@dataclass(frozen=True, kw_only=True)
class Tally:
    """A whole round counted. `voted` are ballots with at least one mark, `blank` the others."""

    ballots: int
    voted: int
    blank: int
    points: int
    rows: tuple[Counted, ...]


def check_rule(rule: Rule) -> None:
    """Raise `NumberOutOfRange` for a rule that nobody could follow."""
    if rule.points not in POINTS:
        raise NumberOutOfRange(field="points", least=POINTS.start, most=POINTS.stop - 1)
    most = min(rule.points, MAX_PER_CHOICE.stop - 1)
    if not MAX_PER_CHOICE.start <= rule.max_per_choice <= most:
        raise NumberOutOfRange(field="max_per_choice", least=MAX_PER_CHOICE.start, most=most)


def check_choices(choices: Sequence[int]) -> None:
    """Raise `NothingToVoteOn` when a round would have no choice."""
    if not choices:
        raise NothingToVoteOn


def check_ballot(ballot: Ballot, round_: OpenRound) -> None:
    """Return when the ballot is valid for this open round, otherwise say why not."""
    if ballot.round != round_.id or round_.status is not RoundStatus.OPEN:
        raise RoundClosed(round=ballot.round)
    if not ballot.marks.keys() <= round_.choices or any(p < 1 for p in ballot.marks.values()):
        raise UnknownChoice
    if any(points > round_.rule.max_per_choice for points in ballot.marks.values()):
        raise TooManyOnOne(limit=round_.rule.max_per_choice)
    if sum(ballot.marks.values()) > round_.rule.points:
        raise TooManyPoints(limit=round_.rule.points)


def shuffled(choices: Iterable[int], seed: bytes) -> list[int]:
    """The choices in one person's own order, the same each time they look.

    Different orders for different people spread the advantage of standing first.
    """
    return sorted(choices, key=lambda choice: hmac.digest(seed, str(choice).encode(), "sha256"))


def check_order(n: int, stored: int | None) -> None:
    """Raise `Superseded` when a newer ballot of the same person is already in (promise P13)."""
    if stored is not None and n <= stored:
        raise Superseded(n=n, stored=stored)


def left(rule: Rule, marks: Mapping[int, int]) -> int:
    """How many points this person has still to give."""
    return max(0, rule.points - sum(marks.values()))


def tally(choices: Sequence[int], ballots: Iterable[Mapping[int, int]]) -> Tally:
    """Count whole ballots.

    Choices without a mark are listed as well; the order is by points, then by voters, then as
    offered, and never breaks a tie: the rank is of points alone.
    """
    marks = [{choice: points for choice, points in ballot.items() if points} for ballot in ballots]
    points = Counter[int]()
    for ballot in marks:
        points.update(ballot)
    voters = Counter(choice for ballot in marks for choice in ballot)
    voted = sum(1 for ballot in marks if ballot)
    return Tally(
        ballots=len(marks),
        voted=voted,
        blank=len(marks) - voted,
        points=points.total(),
        rows=_ranked(choices, points, voters),
    )


def _ranked(
    choices: Sequence[int], points: Mapping[int, int], voters: Mapping[int, int]
) -> tuple[Counted, ...]:
    order = sorted(choices, key=lambda choice: (-points.get(choice, 0), -voters.get(choice, 0)))
    shared = Counter(points.get(choice, 0) for choice in choices)
    above = {p: sum(n for other, n in shared.items() if other > p) for p in shared}
    return tuple(
        Counted(
            choice=choice,
            rank=above[points.get(choice, 0)] + 1,
            tied=shared[points.get(choice, 0)] > 1,
            points=points.get(choice, 0),
            voters=voters.get(choice, 0),
        )
        for choice in order
    )
