"""What a closed vote comes to besides its numbers: where a room is united or divided, what fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from labapp.domain.headlines import Stand, divided, headlines
from labapp.domain.rules import AGREE, DISAGREE, Method, Rule
from labapp.domain.shares import Difference, equal_shares, explained, greedy
from labapp.domain.voting import Tally

Ballots = Sequence[Mapping[int, int]]


class Say(StrEnum):
    """What can be said of a choice in words; of most nothing can."""

    FOR = "for"
    AGAINST = "against"
    DIVIDED = "divided"
    FITS = "fits"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """`said` is of a choice, by its id. For a budget `fair` is the other list, and how it differs.

    What `FITS` is chosen by support, as most cities do; `fair` by the Method of Equal Shares, where
    everybody has as much of the money to give.
    """

    said: Mapping[int, Say] = field(default_factory=dict)
    fair: tuple[int, ...] = ()
    difference: Difference | None = None


def outcome(rule: Rule, tally: Tally, ballots: Ballots, costs: Mapping[int, int]) -> Outcome:
    """What can be said of a vote; nothing where its rule does not ask for it."""
    if rule.method is Method.STANCE:
        return Outcome(said=_stands(tally))
    if rule.method is Method.BUDGET and tally.voted:
        return _budget(rule, ballots, costs)
    return Outcome()


def _stands(tally: Tally) -> dict[int, Say]:
    """Where the room is united beyond chance, and where it is surely divided."""
    stances = {
        row.choice: (row.levels.get(AGREE, 0), row.levels.get(DISAGREE, 0), row.answered)
        for row in tally.rows
    }
    said = {choice: Say.DIVIDED for choice, counts in stances.items() if divided(*counts)}
    for line in headlines(stances):
        said[line.choice] = Say.FOR if line.stand is Stand.FOR else Say.AGAINST
    return said


def _budget(rule: Rule, ballots: Ballots, costs: Mapping[int, int]) -> Outcome:
    usual = greedy(ballots, costs, rule.points).choices
    fair = equal_shares(ballots, costs, rule.points).choices
    return Outcome(
        said=dict.fromkeys(usual, Say.FITS),
        fair=fair,
        difference=explained(ballots, usual, fair),
    )
