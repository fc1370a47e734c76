"""What a closed vote comes to besides its numbers: where a room is united or divided, what fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from labapp.domain.bands import Marks, Placed, rank_bands
from labapp.domain.headlines import Stand, divided, headlines
from labapp.domain.rules import AGREE, DISAGREE, PASS, Method, Rule, worth
from labapp.domain.shares import Difference, equal_shares, explained, greedy
from labapp.domain.voting import Tally

SEED = 1  # of the rooms that are drawn: the same ballots always give the same ranges
Ballots = Sequence[Mapping[int, int]]


class Say(StrEnum):
    """What can be said of a choice in words; of most nothing can."""

    FOR = "for"
    AGAINST = "against"
    DIVIDED = "divided"
    FITS = "fits"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What can be said. `said` is of a choice, by its id, and `places` how sure its rank is.

    `level` choices may have the first place. For a budget `fair` is the other list, and
    `difference` how it differs: what `FITS` is chosen by support, as most cities do; `fair` by the
    Method of Equal Shares, where everybody has as much of the money to give.
    """

    said: Mapping[int, Say] = field(default_factory=dict)
    places: Mapping[int, Placed] = field(default_factory=dict)
    level: int = 0
    fair: tuple[int, ...] = ()
    difference: Difference | None = None


def outcome(rule: Rule, tally: Tally, ballots: Ballots, costs: Mapping[int, int]) -> Outcome:
    """What can be said of a vote; nothing where nobody voted."""
    cast = [ballot for ballot in ballots if ballot]
    if not cast:
        return Outcome()
    found = _budget(rule, cast, costs) if rule.method is Method.BUDGET else Outcome()
    if rule.method is Method.STANCE:
        found = Outcome(said=_stands(tally))
    placed = rank_bands(_marks(rule, [row.choice for row in tally.rows], cast), SEED)
    level = sum(1 for each in placed if each.low == 1)
    return replace(found, places={each.choice: each for each in placed}, level=level)


def _marks(rule: Rule, choices: Sequence[int], ballots: Ballots) -> Marks:
    """What each ballot adds to the value of each choice, as `voting.tally` ranks them."""
    if rule.method is Method.STANCE:
        agrees = [[2 * (ballot.get(c) == AGREE) for c in choices] for ballot in ballots]
        asked = [[2 * (c in ballot) for c in choices] for ballot in ballots]
        return Marks(choices=choices, given=agrees, of=asked, prior_given=1, prior_of=2)
    given = [[worth(rule, ballot[c]) if c in ballot else 0 for c in choices] for ballot in ballots]
    if rule.method is Method.SCORE:
        rated = [[int(ballot.get(c, PASS) != PASS) for c in choices] for ballot in ballots]
        return Marks(choices=choices, given=given, of=rated, prior_of=0)
    return Marks(choices=choices, given=given)


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
