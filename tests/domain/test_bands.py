"""Rank bands: no border between equals, a clear favourite alone, and the same for any order."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from labapp.domain import bands
from labapp.domain.bands import FEWEST_PEOPLE, Marks, rank_bands
from tests.domain.rooms import Dice

ROOMS = 300
AT_MOST = 0.05 + 2 * (0.05 * 0.95 / ROOMS) ** 0.5  # five in a hundred, and chance of our own


def placed(given, of=(), **priors):
    choices = range(len(given[0]) if len(given) else 0)
    return rank_bands(Marks(choices=choices, given=given, of=of, **priors), seed=1)


def band_of(rows):
    return {row.choice: row.band for row in rows}


def split(rooms, pair=(0, 1)):
    """The share of rooms in which the two stand in different bands."""
    found = [band_of(placed(*room)) for room in rooms]
    return sum(bands[pair[0]] != bands[pair[1]] for bands in found) / len(found)


EQUALS = {
    "dots, two strong of six": lambda dice, n: (dice.dots([6, 6, 1, 1, 1, 1], n, 3),),
    "dots, five alike": lambda dice, n: (dice.dots([1] * 5, n, 3),),
    "one vote of two": lambda dice, n: (dice.dots([1, 1], n, 1),),
    "support by half": lambda dice, n: (dice.yes(0.5, n, 2),),
    "support by few": lambda dice, n: (dice.yes(0.1, n, 2),),
    "stance": lambda dice, n: (2 * dice.yes(0.6, n, 2), np.full((n, 2), 2)),
    "score": lambda dice, n: (1 + (5 * dice.unit(n, 2)).astype(int), np.ones((n, 2), dtype=int)),
}


@pytest.mark.parametrize("people", [FEWEST_PEOPLE, 40])
@pytest.mark.parametrize("kind", EQUALS)
def test_two_that_are_equally_liked_are_seldom_split(kind, people):
    dice = Dice(people)
    assert split([EQUALS[kind](dice, people) for _ in range(ROOMS)]) <= AT_MOST


def test_at_the_level_of_one_in_twenty_equals_would_be_split_twice_as_often(monkeypatch):
    monkeypatch.setattr(bands, "SEPARATED", 95)
    dice = Dice(5)
    assert split([(dice.yes(0.5, 30, 2),) for _ in range(ROOMS)]) > 0.07


@pytest.mark.parametrize(("people", "choices"), [(25, 12), (45, 41), (200, 60)])
def test_a_clear_favourite_stands_alone_in_the_first_band(people, choices):
    dice = Dice(choices)
    weights = [choices] + [1] * (choices - 1)
    rooms = [band_of(placed(dice.dots(weights, people, 3))) for _ in range(30)]
    alone = sum(room[0] == 1 and list(room.values()).count(1) == 1 for room in rooms)
    assert alone / len(rooms) > 0.8


def test_two_favourites_share_the_first_band_and_the_others_stand_below():
    dice = Dice(3)
    rooms = [band_of(placed(dice.dots([9, 9, 1, 1, 1, 1, 1, 1], 60, 2))) for _ in range(60)]
    together = [room for room in rooms if [c for c in room if room[c] == 1] in ([0, 1], [1, 0])]
    assert len(together) / len(rooms) > 0.8


def test_more_people_separate_more():
    dice = Dice(4)
    few, many = (
        max(band_of(placed(dice.yes([0.8, 0.7, 0.4, 0.2], n, 4))).values()) for n in (20, 600)
    )
    assert few < many == 4


def test_the_last_of_a_band_is_not_put_over_the_first_of_the_next():
    """The first is far above; the third and the fourth are as good as equal."""
    given = [[1, 1, i < 16, i < 15, 0] for i in range(20)] + [
        [1, i < 2, 0, 0, 0] for i in range(20)
    ]
    found = band_of(placed(np.array(given, dtype=int)))
    assert found[2] == found[3]


def test_all_above_a_border_are_above_all_below_it():
    """The second is surely above the third, but the first, rated by six, is not."""
    given = np.array([[0, 4, 3]] * 24 + [[5, 4, 3]] * 5 + [[1, 4, 3]])
    of = np.array([[0, 1, 1]] * 24 + [[1, 1, 1]] * 6)
    assert [(row.choice, row.band) for row in placed(given, of, prior_of=0)] == [
        (0, 1),
        (1, 1),
        (2, 1),
    ]
    assert band_of(placed(given[:, 1:], of[:, 1:], prior_of=0)) == {0: 1, 1: 2}


def test_the_range_holds_the_rank_itself():
    """Each of ninety has one vote: in a resample a few have four, and all the others are below."""
    assert {(row.rank, row.low) for row in placed(np.eye(90, dtype=int))} == {(1, 1)}


def test_equals_are_not_split_at_any_level(monkeypatch):
    monkeypatch.setattr(bands, "SEPARATED", 0)
    assert band_of(placed(np.array([[1, 0, 1, 0]] * 20))) == {0: 1, 2: 1, 1: 2, 3: 2}


def test_equal_results_are_never_split():
    given = np.array([[3, 0, 0, 1]] * 200)
    assert [(row.choice, row.rank, row.band) for row in placed(given)] == [
        (0, 1, 1),
        (3, 2, 2),
        (1, 3, 3),
        (2, 3, 3),
    ]


def test_too_few_people_separate_nothing():
    rows = placed(np.array([[1, 0, 0]] * (FEWEST_PEOPLE - 1)))
    assert [(row.rank, row.low, row.high, row.band) for row in rows] == [
        (1, 1, 3, 1),
        (2, 1, 3, 1),
        (2, 1, 3, 1),
    ]
    assert max(row.band for row in placed(np.array([[1, 0, 0]] * FEWEST_PEOPLE))) == 2


def test_nobody_and_nothing():
    assert rank_bands(Marks(choices=[], given=[]), seed=1) == ()
    assert rank_bands(Marks(choices=[], given=[[], []]), seed=1) == ()
    rows = rank_bands(Marks(choices=[8, 5], given=[]), seed=1)
    assert [(row.choice, row.rank, row.high) for row in rows] == [(5, 1, 2), (8, 1, 2)]


def test_a_mean_is_of_those_who_rated_and_the_unrated_stand_last():
    given = np.array([[5, 3, 0], [0, 4, 0]] * 20)
    of = np.array([[1, 1, 0], [0, 1, 0]] * 20)
    rows = placed(given, of, prior_of=0)
    assert [row.choice for row in rows] == [0, 1, 2]
    assert rows[2].band == 3


def test_a_seed_gives_these_very_draws():
    """Should this ever change, so does every summary that was made."""
    rows = placed(np.array([[i % 3 > 0, i % 2, i % 5 == 0, i < 9] for i in range(30)], dtype=int))
    assert [(row.choice, row.rank, row.low, row.high, row.band) for row in rows] == [
        (0, 1, 1, 2, 1),
        (1, 2, 1, 2, 1),
        (3, 3, 2, 4, 1),
        (2, 4, 3, 4, 1),
    ]


@pytest.mark.parametrize(
    "marks",
    [
        Marks(choices=[1, 1], given=[[0, 0]]),
        Marks(choices=[1], given=[[0, 0]]),
        Marks(choices=[1], given=[[1]], of=[[1], [1]]),
        Marks(choices=[1], given=[[1]], of=[[-1]]),
        Marks(choices=[1], given=[[1]], prior_of=-1),
        Marks(choices=[1], given=[[2**25]]),
    ],
)
def test_tables_that_do_not_fit_are_refused(marks):
    with pytest.raises(ValueError, match=r"\w"):
        rank_bands(marks, seed=1)


@st.composite
def rooms(draw):
    people, choices = draw(st.integers(0, 25)), draw(st.integers(1, 6))
    table = st.lists(
        st.lists(st.integers(0, 5), min_size=choices, max_size=choices),
        min_size=people,
        max_size=people,
    )
    ids = draw(st.lists(st.integers(1, 999), min_size=choices, max_size=choices, unique=True))
    prior = draw(st.integers(0, 3))
    return Marks(choices=ids, given=draw(table), of=draw(table), prior_given=prior, prior_of=prior)


def turned(marks, people, choices):
    """The same room with its people and its choices in another order."""

    def table(rows):
        return [[rows[person][choice] for choice in choices] for person in people]

    return Marks(
        choices=[marks.choices[choice] for choice in choices],
        given=table(marks.given),
        of=table(marks.of),
        prior_given=marks.prior_given,
        prior_of=marks.prior_of,
    )


@settings(deadline=None)
@given(rooms(), st.data())
def test_any_order_of_people_and_choices_gives_the_same(marks, data):
    people = data.draw(st.permutations(range(len(marks.given))))
    choices = data.draw(st.permutations(range(len(marks.choices))))
    assert rank_bands(marks, seed=3) == rank_bands(turned(marks, people, choices), seed=3)


@settings(deadline=None)
@given(rooms())
def test_ranks_are_of_exact_fractions_and_ranges_stay_in_their_band(marks):
    values = {}
    for place, choice in enumerate(marks.choices):
        top = sum(row[place] for row in marks.given) + marks.prior_given
        of = sum(row[place] for row in marks.of) + marks.prior_of
        values[choice] = Fraction(top, of) if of else Fraction(-1)
    rows = rank_bands(marks, seed=3)
    for row in rows:
        assert row.rank == 1 + sum(other > values[row.choice] for other in values.values())
        places = [place for place, other in enumerate(rows, start=1) if other.band == row.band]
        assert places[0] <= row.low <= row.rank <= row.high <= places[-1]
        assert all(o.band == row.band for o in rows if values[o.choice] == values[row.choice])


@given(*[st.integers(1, 2**25 - 1)] * 4)
@example(2**25 - 2, 2**25 - 1, 2**25 - 3, 2**25 - 2)
def test_quotients_compare_as_fractions_do(a, b, c, d):
    assert (a / b < c / d) == (a * d < c * b)
    assert (a / b == c / d) == (a * d == c * b)
