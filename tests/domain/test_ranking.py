"""Borda and Schulze: the examples of their papers, and what must hold for any ballots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.ranking import beatpaths, borda, preferences, schulze

CHOICES = range(5)
BALLOTS = st.lists(
    st.permutations(CHOICES).flatmap(
        lambda order: st.integers(0, 5).map(
            lambda ranked: {choice: place for place, choice in enumerate(order[:ranked], 1)}
        )
    ),
    max_size=12,
)

# Schulze 2011, example 1: 21 voters and four choices; the order is d, a, c, b
PAPER = [
    (8, "acdb"),
    (2, "badc"),
    (4, "cdba"),
    (4, "dbac"),
    (3, "dcba"),
]


def paper():
    return [
        {ord(letter): place for place, letter in enumerate(order, 1)}
        for voters, order in PAPER
        for _ in range(voters)
    ]


def ranks(placed):
    return [(row.choice, row.rank, row.tied) for row in placed]


def test_the_example_of_the_paper():
    placed = schulze([ord(letter) for letter in "abcd"], paper())

    assert ["".join(chr(row.choice)) for row in placed] == ["d", "a", "c", "b"]
    assert [row.rank for row in placed] == [1, 2, 3, 4]


def test_the_paths_of_the_example_are_as_strong_as_in_the_paper():
    a, b, c, d = map(ord, "abcd")
    paths = beatpaths([a, b, c, d], paper())

    assert [paths[a, x] for x in (b, c, d)] == [14, 14, 12]
    assert [paths[b, x] for x in (a, c, d)] == [13, 13, 12]
    assert [paths[c, x] for x in (a, b, d)] == [13, 15, 12]
    assert [paths[d, x] for x in (a, b, c)] == [13, 19, 13]


def test_equal_choices_share_a_rank_and_the_next_leaves_room():
    assert ranks(schulze([1, 2, 3], [{1: 1, 2: 2}, {2: 1, 1: 2}])) == [
        (1, 1, True),
        (2, 1, True),
        (3, 3, False),
    ]


def test_without_ballots_all_are_equal():
    assert ranks(schulze([1, 2], [])) == [(1, 1, True), (2, 1, True)]


def test_what_is_not_ranked_is_below_what_is_and_equal_to_the_rest():
    above = preferences([1, 2, 3, 4], [{1: 1, 2: 2}])

    assert {pair for pair, votes in above.items() if votes} == {
        (1, 2),
        (1, 3),
        (1, 4),
        (2, 3),
        (2, 4),
    }


@given(BALLOTS)
def test_whoever_beats_every_other_two_and_two_is_alone_at_the_top(ballots):
    above = preferences(CHOICES, ballots)
    placed = schulze(CHOICES, ballots)
    for choice in CHOICES:
        if all(above[choice, other] > above[other, choice] for other in set(CHOICES) - {choice}):
            assert (placed[0].choice, placed[0].tied) == (choice, False)


@given(BALLOTS)
def test_nobody_beats_the_first_and_nobody_stands_below_whom_they_beat(ballots):
    paths = beatpaths(CHOICES, ballots)
    placed = {row.choice: row.rank for row in schulze(CHOICES, ballots)}

    for (a, b), strength in paths.items():
        if strength > paths[b, a]:
            assert placed[a] < placed[b]
        if placed[a] == 1:
            assert strength >= paths[b, a]


@given(BALLOTS)
def test_turning_every_ballot_around_turns_who_beats_whom(ballots):
    """Reversal symmetry, for ballots that rank all."""
    whole = [b for b in ballots if len(b) == len(CHOICES)]
    paths = beatpaths(CHOICES, whole)
    turned = beatpaths(CHOICES, [{c: 6 - place for c, place in b.items()} for b in whole])

    assert all(turned[b, a] == strength for (a, b), strength in paths.items())


@given(BALLOTS, st.randoms())
def test_the_order_of_ballots_and_of_choices_means_nothing(ballots, chance):
    other, choices = list(ballots), list(CHOICES)
    chance.shuffle(other)
    chance.shuffle(choices)

    def by_choice(placed):
        return {row.choice: (row.rank, row.tied) for row in placed}

    assert by_choice(schulze(CHOICES, ballots)) == by_choice(schulze(choices, other))
    assert by_choice(borda(CHOICES, ballots, 3).rows) == by_choice(borda(choices, other, 3).rows)


def test_places_give_points_from_k_down_also_on_a_short_ballot():
    counted = borda([1, 2, 3, 4], [{1: 1, 2: 2, 3: 3}, {2: 1}, {}], 3)

    assert [(row.choice, row.points, row.voters) for row in counted.rows] == [
        (2, 5, 2),
        (1, 3, 1),
        (3, 1, 1),
        (4, 0, 0),
    ]
    assert (counted.voted, counted.blank) == (2, 1)


@pytest.mark.parametrize("k", [1, 3, 5])
@given(ballots=BALLOTS)
def test_all_points_that_the_ballots_gave_are_counted(k, ballots):
    counted = borda(CHOICES, ballots, k)

    given_ = sum(sum(range(k, max(0, k - len(ballot)), -1)) for ballot in ballots)
    assert counted.points == sum(row.points for row in counted.rows) == given_


@given(BALLOTS)
def test_borda_of_one_is_how_many_put_it_first(ballots):
    first = [next((c for c, place in b.items() if place == 1), None) for b in ballots]

    assert {row.choice: row.points for row in borda(CHOICES, ballots, 1).rows} == {
        choice: first.count(choice) for choice in CHOICES
    }
