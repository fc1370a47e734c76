"""What a room is united on, and what divides it, from stances: agree, disagree, pass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import comb

from labapp.domain.wilson import wilson

RATE = Fraction(1, 20)
"""The false discovery rate: of a room's headlines at most one in twenty is chance, on average over
rooms (a room without any has none that are)."""

LEAST_STANDS = 6
"""The fewest stands a headline may rest on. With six alike, chance alone does as much once in 32
rooms (2 of 2 ** 6); with five once in 16, which no rate of one in twenty lets through, not even
where only one idea was asked about."""

QUARTER = 0.25

Stances = Mapping[int, tuple[int, int, int]]
"""Per idea: how many agree, how many disagree, and how many answered; the others passed."""


class Stand(StrEnum):
    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, kw_only=True)
class Headline:
    """The room is united on this idea. `q` is the least false discovery rate that lets it in."""

    choice: int
    stand: Stand
    agree: int
    disagree: int
    answered: int
    q: Fraction


def headlines(stances: Stances, rate: Fraction = RATE) -> tuple[Headline, ...]:
    """The ideas of one round that the room is united on, for or against, in the order given.

    Each idea is tested exactly: were agreeing and disagreeing equally likely, how often would so
    many of those who took a stand take the same? The tail is counted twice, since a headline can
    say either. An idea is left out (its chance set to 1, which keeps the test valid) when fewer
    than `LEAST_STANDS` took a stand, when that stand is not of more than half of all who
    answered, and when the room is `divided`: that more agree than disagree is not unity.

    Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal
    Statistical Society B 57 (1995) 289-300, over all ideas of the round. It holds when ideas are
    independent, and when agreeing with one goes with agreeing with others (Benjamini and
    Yekutieli, Annals of Statistics 29 (2001) 1165-1188).
    """
    adjusted = benjamini_hochberg([chance(*counts) for counts in stances.values()])
    return tuple(
        Headline(
            choice=choice,
            stand=Stand.FOR if agree > disagree else Stand.AGAINST,
            agree=agree,
            disagree=disagree,
            answered=answered,
            q=q,
        )
        for (choice, (agree, disagree, answered)), q in zip(stances.items(), adjusted, strict=True)
        if q <= rate
    )


def chance(agree: int, disagree: int, answered: int) -> Fraction:
    """How often chance alone does as much, either way; 1 for what is never a headline."""
    more = max(agree, disagree)
    stands = agree + disagree
    if stands < LEAST_STANDS or 2 * more <= answered or divided(agree, disagree, answered):
        return Fraction(1)
    return min(Fraction(1), 2 * at_least(more, stands))


def at_least(hits: int, of: int) -> Fraction:
    """The one-sided exact binomial test of a half: how likely `hits` or more are by chance."""
    return Fraction(sum(comb(of, k) for k in range(hits, of + 1)), 2**of)


def benjamini_hochberg(chances: Sequence[Fraction]) -> list[Fraction]:
    """Each chance adjusted: at most the rate, where the procedure at that rate lets it in."""
    order = sorted(range(len(chances)), key=chances.__getitem__, reverse=True)
    adjusted = [Fraction(1)] * len(chances)
    least = Fraction(1)
    for rank, index in zip(range(len(chances), 0, -1), order, strict=True):
        least = min(least, chances[index] * len(chances) / rank)
        adjusted[index] = least
    return adjusted


def divided(agree: int, disagree: int, n: int) -> bool:
    """Whether surely more than a quarter agree and surely more than a quarter disagree.

    Of the `n` who answered, passes among them; surely: the lower end of the 95 percent Wilson
    interval (method.md 3).
    """
    return wilson(agree, n)[0] > QUARTER and wilson(disagree, n)[0] > QUARTER
