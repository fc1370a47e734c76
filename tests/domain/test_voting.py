"""Ballots and counting, as tables and as properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain import errors
from labapp.domain.rules import Rule, check_rule, left
from labapp.domain.voting import (
    Ballot,
    OpenRound,
    RoundStatus,
    check_ballot,
    check_choices,
    check_order,
    shuffled,
    tally,
)

ROUND = OpenRound(
    id=1, status=RoundStatus.OPEN, rule=Rule(5, 2), choices=frozenset({10, 11, 12, 13})
)


def ballot(marks, round_=1):
    return Ballot(round=round_, n=1, marks=marks)


@pytest.mark.parametrize("marks", [{}, {10: 1}, {10: 2, 11: 2, 12: 1}])
def test_a_ballot_within_the_rule_is_valid(marks):
    check_ballot(ballot(marks), ROUND)


@pytest.mark.parametrize(
    ("marks", "refusal"),
    [
        ({10: 3}, errors.TooManyOnOne),
        ({10: 2, 11: 2, 12: 2}, errors.TooManyPoints),
        ({14: 1}, errors.UnknownChoice),
        ({10: 0}, errors.UnknownChoice),
        ({10: -2}, errors.UnknownChoice),
    ],
)
def test_a_ballot_beyond_the_rule_is_refused(marks, refusal):
    with pytest.raises(refusal):
        check_ballot(ballot(marks), ROUND)


@pytest.mark.parametrize("status", [RoundStatus.CLOSED, RoundStatus.SUPERSEDED])
def test_a_ballot_for_a_closed_round_is_refused(status):
    closed = OpenRound(id=1, status=status, rule=ROUND.rule, choices=ROUND.choices)
    with pytest.raises(errors.RoundClosed):
        check_ballot(ballot({10: 1}), closed)


def test_a_ballot_for_another_round_is_refused():
    with pytest.raises(errors.RoundClosed):
        check_ballot(ballot({10: 1}, round_=2), ROUND)


def test_a_ballot_that_is_not_newer_is_superseded():
    check_order(1, None)
    check_order(3, 2)
    for n in (1, 2):
        with pytest.raises(errors.Superseded):
            check_order(n, 2)


@pytest.mark.parametrize("rule", [Rule(0, 1), Rule(21, 1), Rule(3, 0), Rule(3, 4)])
def test_a_rule_that_nobody_could_follow_is_refused(rule):
    with pytest.raises(errors.NumberOutOfRange):
        check_rule(rule)


def test_a_round_needs_a_choice():
    with pytest.raises(errors.NothingToVoteOn):
        check_choices([])


def test_ties_share_a_rank_and_the_next_rank_leaves_room():
    counted = tally([1, 2, 3, 4, 5], [{1: 1, 2: 1}, {2: 1, 3: 1}, {1: 1, 3: 1, 4: 1}, {}])

    assert [(row.choice, row.rank, row.tied, row.points) for row in counted.rows] == [
        (1, 1, True, 2),
        (2, 1, True, 2),
        (3, 1, True, 2),
        (4, 4, False, 1),
        (5, 5, False, 0),
    ]
    assert (counted.ballots, counted.voted, counted.blank, counted.points) == (4, 3, 1, 7)


def test_equal_points_are_a_tie_also_with_unequal_voters():
    counted = tally([1, 2], [{1: 2}, {2: 1}, {2: 1}])

    assert [(row.choice, row.rank, row.tied, row.voters) for row in counted.rows] == [
        (2, 1, True, 2),
        (1, 1, True, 1),
    ]


MARKS = st.dictionaries(st.integers(1, 6), st.integers(0, 3))


@given(st.lists(MARKS))
def test_no_point_and_no_ballot_is_lost_in_counting(ballots):
    counted = tally(range(1, 7), ballots)

    assert sum(row.points for row in counted.rows) == sum(sum(b.values()) for b in ballots)
    assert counted.voted + counted.blank == len(ballots)
    assert all(row.voters <= min(row.points, counted.voted) for row in counted.rows)


@given(st.lists(MARKS), st.randoms())
def test_the_order_of_the_ballots_means_nothing(ballots, chance):
    other = list(ballots)
    chance.shuffle(other)

    assert tally(range(1, 7), ballots) == tally(range(1, 7), other)


@given(st.lists(MARKS))
def test_ranks_follow_points_alone(ballots):
    rows = tally(range(1, 7), ballots).rows

    for row in rows:
        assert row.rank == 1 + sum(1 for other in rows if other.points > row.points)
        assert row.tied == any(o.points == row.points for o in rows if o is not row)


def test_what_is_left_is_never_negative():
    assert left(Rule(3, 1), {1: 1}, {}) == 2
    assert left(Rule(2, 1), {1: 1, 2: 1, 3: 1}, {}) == 0


def test_each_person_has_an_order_of_their_own_that_stays():
    choices = list(range(20))
    orders = {tuple(shuffled(choices, seed)) for seed in (b"a", b"b", b"c")}

    assert len(orders) == 3
    assert all(sorted(order) == choices for order in orders)
    assert shuffled(choices, b"a") == shuffled(reversed(choices), b"a")
