"""How sure a ranking is: the places each choice may have, and bands inside which nobody leads.

The people are drawn anew with replacement, as many as there were, each ballot kept whole (the
bootstrap: B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7:1
(1979) 1-26; for ranks: H. Goldstein and D. J. Spiegelhalter, "League tables and their limitations",
Journal of the Royal Statistical Society A 159:3 (1996) 385-443). Each such room is ranked exactly.

**Where a border is.** The choices stand in the order of the result. A border is after place i
when, in at least `SEPARATED` of the resampled rooms, *every* choice above it stands strictly above
*every* choice below it: the first i are the same ones, whoever had come of people like these. Equal
in a resample is not above. A band is what stands between two borders, so each printed order of two
choices in different bands holds in that share of resamples, and all orders across one border hold
at once. To separate only the first of a band from what is below would be weaker: it would print
the last of one band over the first of the next though they may be as good as equal.

**Why 0.99 and not 0.95.** The room itself says which choice is called the upper one, so of two
choices that are equally liked either can come out ahead: at 0.95 a border stands between them in
about 10 rooms of a hundred (simulated: 7 to 13), twice what the number seems to say. 0.975 would do
in a large room; in a small one the bootstrap is too sure (with 15 people up to 9 in a hundred). At
0.99 it is 2 or 3 in a large room and at most 5 with `FEWEST_PEOPLE` (tests/domain/test_bands.py; up
to 6 where a mean is of three or four who rated). With fewer it is more, so nothing is separated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import PCG64
from numpy.typing import NDArray

from labapp.domain.draws import below, stream

RESAMPLES = 2_000
SEPARATED = 99  # percent of the resamples
RANGE = (5, 95)  # percent
FEWEST_PEOPLE = 12  # with fewer, equals are split in more than 5 rooms of a hundred
BLOCK = 2**17  # numbers at a time: a megabyte for each step
MOST = 2**25  # of a sum; see `_values`

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Marks:
    """What each person gave each choice: a row is a person, a column one of `choices` (ids).

    The value of a choice is (sum of its column in `given` + `prior_given`) over (sum of its column
    in `of` + `prior_of`). Points: `of` empty. The mean of those who rated: `of` is 1 where a person
    rated, and the priors 0. A smoothed share who agree, (A + 1/2) / (S + 1): 2 and 2 for each who
    agrees, 0 and 2 for the others who answered, priors 1 and 2. Where nobody rated, and there
    is no prior, a choice stands last.
    """

    choices: Sequence[int]
    given: Sequence[Sequence[int]]
    of: Sequence[Sequence[int]] = ()
    prior_given: int = 0
    prior_of: int = 1


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A choice's rank (1, 2, 2, 4: standard competition), the range of it, and its band from 1.

    `low` and `high` are the 5th and 95th percentile of the rank in the resamples, widened to hold
    the rank itself where they do not. They never leave the band's own places.
    """

    choice: int
    rank: int
    low: int
    high: int
    band: int


def rank_bands(marks: Marks, seed: int) -> tuple[Placed, ...]:
    """Every choice with its range and band, by value, equal ones by id.

    The same for any order of the people and of the choices. Equal values are never in different
    bands. With fewer than `FEWEST_PEOPLE` all are in band 1 and may have any place.

    Raises `ValueError` when the tables do not fit the choices, when an id stands twice, when a
    part of `of` is below zero, or when a sum could reach `MOST` (then a fraction might be rounded).
    """
    choices, table = _table(marks)
    room = _values(table, np.ones((1, table.shape[0])), marks)
    order = np.argsort(-room[0], kind="stable")
    rank = _ranks(room[:, order])[0]
    if table.shape[0] < FEWEST_PEOPLE:
        return _placed(choices[order], rank, np.tile([[1], [len(rank)]], len(rank)), rank < 0)
    ranks = np.concatenate([_ranks(drawn[:, order]) for drawn in _resampled(table, marks, seed)])
    return _placed(choices[order], rank, _range(ranks, rank), _borders(ranks, rank))


def _table(marks: Marks) -> tuple[Whole, Real]:
    """The ids in order, and a table people × (given, of), in an order that nobody chose."""
    choices = np.array(marks.choices, dtype=np.int64)
    given = _matrix(marks.given, len(choices))
    of = _matrix(marks.of, len(choices)) if len(marks.of) else np.zeros_like(given)
    _check(choices, given, of)
    _check_size(marks, given, of)
    by_id = np.argsort(choices)
    table = np.hstack([given[:, by_id], of[:, by_id]])
    if table.size:
        table = table[np.lexsort(table.T[::-1])]
    return choices[by_id], table.astype(np.float64)


def _matrix(rows: Sequence[Sequence[int]], width: int) -> Whole:
    return np.array(rows, dtype=np.int64).reshape(len(rows), width)


def _check(choices: Whole, given: Whole, of: Whole) -> None:
    if len(np.unique(choices)) != len(choices):
        raise ValueError("a choice stands twice")
    if given.shape != of.shape:
        raise ValueError("the tables are not of the same people")


def _check_size(marks: Marks, given: Whole, of: Whole) -> None:
    if marks.prior_of < 0 or (of < 0).any():
        raise ValueError("a value is of less than nothing")
    largest = max(int(np.abs(part).max(initial=0)) for part in (given, of))
    if largest * len(given) + max(abs(marks.prior_given), marks.prior_of) >= MOST:
        raise ValueError("the marks are too large to compare exactly")


def _resampled(table: Real, marks: Marks, seed: int) -> Iterator[Real]:
    """The values of all choices, a row for each resampled room, a block at a time."""
    source = stream(seed)
    block = max(1, BLOCK // max(table.shape))
    for done in range(0, RESAMPLES, block):
        yield _values(table, _drawn(source, min(block, RESAMPLES - done), len(table)), marks)


def _drawn(source: PCG64, rooms: int, people: int) -> Real:
    """How many times each person is in each room; the block does not change what is drawn."""
    who = below(source, (rooms, people), people) + np.arange(rooms)[:, None] * people
    times: Whole = np.bincount(who.ravel(), minlength=rooms * people)
    return times.reshape(rooms, people).astype(np.float64)


def _values(table: Real, times: Real, marks: Marks) -> Real:
    """The values of the choices in each room, as floats that compare as the fractions do.

    The sums are whole and below 2**53, so exact in any order of adding. A quotient is rounded
    once, which keeps the order and makes equal fractions equal; a/b and c/d that differ do so by
    at least one part in b*c, which is below `MOST` squared, so they stay apart in 53 bits.
    """
    given, of = np.hsplit(times @ table, 2)
    given, of = given + marks.prior_given, of + marks.prior_of
    values: Real = np.divide(given, of, out=np.full(given.shape, -np.inf), where=of > 0)
    return values


def _ranks(values: Real) -> Whole:
    """Standard competition ranks in each row: one more than how many are strictly above."""
    order = np.argsort(-values, axis=1, kind="stable")
    falling = np.take_along_axis(values, order, axis=1)
    first = np.ones(values.shape, dtype=bool)
    first[:, 1:] = falling[:, 1:] < falling[:, :-1]
    place = np.where(first, np.arange(1, values.shape[1] + 1), 0)
    ranks = np.empty(values.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.maximum.accumulate(place, axis=1), axis=1)
    return ranks


def _range(ranks: Whole, rank: Whole) -> Whole:
    """The least rank that this share of the resamples does not exceed, low and high."""
    at = [-(-len(ranks) * percent // 100) - 1 for percent in RANGE]
    low, high = np.sort(ranks, axis=0)[at]
    return np.stack([np.minimum(low, rank), np.maximum(high, rank)])


def _borders(ranks: Whole, rank: Whole) -> NDArray[np.bool_]:
    """Whether a border is just above each choice; the columns stand in the room's order."""
    border = np.zeros(len(rank), dtype=bool)
    above = np.maximum.accumulate(ranks, axis=1)[:, :-1]
    beneath = np.minimum.accumulate(ranks[:, ::-1], axis=1)[:, ::-1][:, 1:]
    apart = (above < beneath).sum(axis=0)
    border[1:] = (apart * 100 >= len(ranks) * SEPARATED) & (rank[1:] > rank[:-1])
    return border


def _placed(
    choices: Whole, rank: Whole, between: Whole, border: NDArray[np.bool_]
) -> tuple[Placed, ...]:
    rows = zip(choices, rank, *between, 1 + np.cumsum(border), strict=True)
    return tuple(
        Placed(choice=int(c), rank=int(r), low=int(low), high=int(high), band=int(band))
        for c, r, low, high, band in rows
    )
