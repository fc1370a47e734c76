"""One run of the Method of Equal Shares: every voter has a purse, and choices are bought.

All is exact. The purses hold whole numbers, of a unit that gets finer with each purchase: adding
and comparing whole numbers is many times faster than doing so with fractions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from math import gcd, lcm
from typing import NamedTuple


class Backer(NamedTuple):
    """A voter that supports a choice, with `marks` points; `spread` is lcm / marks."""

    voter: int
    marks: int
    spread: int


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A choice on sale; a point on it is worth `worth` to who gives it."""

    choice: int
    cost: int
    worth: int
    backers: tuple[Backer, ...]


@dataclass(frozen=True)
class Bought:
    """A choice that was bought, and those that it was equal to just then, in the order offered."""

    choice: int
    equal: tuple[int, ...]


def offer(choice: int, cost: int, worth: int, marks: Mapping[int, int]) -> Offer:
    """A choice with its backers: voter to points, all above 0."""
    whole = lcm(*marks.values())
    backers = tuple(Backer(voter, given, whole // given) for voter, given in marks.items())
    return Offer(choice=choice, cost=cost, worth=worth, backers=backers)


class Purses:
    """What each voter has left, in whole units of which `unit` make one of the currency."""

    def __init__(self, voters: int, share: Fraction) -> None:
        self.unit = share.denominator
        self.held = [share.numerator] * voters

    def price(self, wanted: Offer) -> tuple[int, int] | None:
        """What is left to pay and the points to share it, once those with too little gave all.

        None when the backers cannot pay together.
        """
        held, left = self.held, wanted.cost * self.unit
        if sum(held[backer.voter] for backer in wanted.backers) < left:
            return None
        points = sum(backer.marks for backer in wanted.backers)
        for voter, marks, _ in sorted(wanted.backers, key=lambda b: held[b.voter] * b.spread):
            if left * marks <= held[voter] * points:
                break
            left -= held[voter]
            points -= marks
        return left, points

    def rate(self, wanted: Offer) -> Fraction | None:
        """What it costs a backer for what it is worth to them, in the currency."""
        price = self.price(wanted)
        return price and Fraction(price[0], price[1] * wanted.worth * self.unit)

    def pay(self, wanted: Offer) -> None:
        """Each backer pays by points, or all they have where that is less."""
        price = self.price(wanted)
        if price is None:
            return
        common = gcd(*price)
        left, finer = price[0] // common, price[1] // common
        self.unit *= finer
        self.held = [held * finer for held in self.held]
        for voter, marks, _ in wanted.backers:
            self.held[voter] = max(0, self.held[voter] - left * marks)


def run(offers: Sequence[Offer], voters: int, share: Fraction) -> list[Bought]:
    """Buy until nothing is affordable, each voter starting with `share`.

    Next is always the choice that costs its backers least for what it is worth to them; of equal
    ones the one offered first. A price never falls while purses are emptied, so that one worked
    out earlier is a floor: only what stands first by its floor is worked out anew.
    """
    purses = Purses(voters, share)
    floors = [(Fraction(0), place) for place in range(len(offers))]
    bought = []
    while (cheapest := _cheapest(floors, offers, purses)) is not None:
        equal = _equal(floors, offers, purses, cheapest[0])
        wanted = offers[cheapest[1]]
        bought.append(Bought(wanted.choice, tuple(offers[place].choice for place in equal)))
        purses.pay(wanted)
    return bought


Floors = list[tuple[Fraction, int]]
"""A heap: the least a choice can cost, and its place among the offers."""


def _cheapest(
    floors: Floors, offers: Sequence[Offer], purses: Purses
) -> tuple[Fraction, int] | None:
    while floors:
        place = heappop(floors)[1]
        rate = purses.rate(offers[place])
        if rate is not None and (not floors or (rate, place) < floors[0]):
            return rate, place
        if rate is not None:
            heappush(floors, (rate, place))
    return None


def _equal(floors: Floors, offers: Sequence[Offer], purses: Purses, rate: Fraction) -> list[int]:
    known = []
    while floors and floors[0][0] == rate:
        place = heappop(floors)[1]
        now = purses.rate(offers[place])
        if now is not None:
            known.append((now, place))
    for entry in known:
        heappush(floors, entry)
    return [place for now, place in known if now == rate]
