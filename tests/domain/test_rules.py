"""The ways to vote: what a ballot may hold by each, and what it comes to."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain import errors, vote_errors
from labapp.domain.merging import folded
from labapp.domain.rules import USUAL, Method, Rule, check_rule, fitted, left, liked
from labapp.domain.voting import Ballot, OpenRound, RoundStatus, check_ballot, of, tally

CHOICES = range(10, 16)
COSTS = {choice: choice * 1000 for choice in CHOICES}


def a_round(rule):
    costs = COSTS if rule.method is Method.BUDGET else {}
    return OpenRound(
        id=1, status=RoundStatus.OPEN, rule=rule, choices=frozenset(CHOICES), costs=costs
    )


def check(rule, marks):
    check_ballot(Ballot(round=1, n=1, marks=marks), a_round(rule))


def rule(method, points=0):
    return fitted(method, points, 1) if points else USUAL[method]


@pytest.mark.parametrize(
    ("voted_by", "marks"),
    [
        (rule(Method.SUPPORT), dict.fromkeys(CHOICES, 1)),
        (rule(Method.SINGLE), {10: 1}),
        (rule(Method.SPREAD), {10: 5}),
        (rule(Method.POINTS), {10: 60, 11: 40}),
        (rule(Method.SCORE), {10: 5, 11: 1, 12: 0}),
        (rule(Method.STANCE), {10: 1, 11: -1, 12: 0}),
        (rule(Method.RANKING), {10: 2, 11: 1, 15: 3}),
        (rule(Method.BUDGET, 25_000), {10: 1, 15: 1}),
    ],
)
def test_a_ballot_within_each_rule_is_valid(voted_by, marks):
    check(voted_by, marks)
    check(voted_by, {})


@pytest.mark.parametrize(
    ("voted_by", "marks", "refusal"),
    [
        (rule(Method.SUPPORT), {10: 2}, errors.TooManyOnOne),
        (rule(Method.SUPPORT), {10: 0}, errors.UnknownChoice),
        (rule(Method.SINGLE), {10: 1, 11: 1}, errors.TooManyPoints),
        (rule(Method.SPREAD), {10: 4, 11: 2}, errors.TooManyPoints),
        (rule(Method.POINTS), {10: 60, 11: 41}, errors.TooManyPoints),
        (rule(Method.SCORE), {10: 6}, errors.TooManyOnOne),
        (rule(Method.SCORE), {10: -1}, errors.UnknownChoice),
        (rule(Method.STANCE), {10: 2}, errors.TooManyOnOne),
        (rule(Method.STANCE), {10: -2}, errors.UnknownChoice),
        (rule(Method.RANKING), {10: 1, 11: 1}, vote_errors.NotInOrder),
        (rule(Method.RANKING), {10: 1, 11: 3}, vote_errors.NotInOrder),
        (rule(Method.RANKING), {10: 4}, errors.TooManyOnOne),
        (rule(Method.BUDGET, 24_999), {10: 1, 15: 1}, vote_errors.OverBudget),
    ],
)
def test_a_ballot_beyond_each_rule_is_refused(voted_by, marks, refusal):
    with pytest.raises(refusal):
        check(voted_by, marks)


@pytest.mark.parametrize(
    ("voted_by", "marks", "remains"),
    [
        (rule(Method.SUPPORT), {10: 1}, None),
        (rule(Method.SCORE), {10: 5}, None),
        (rule(Method.RANKING), {10: 1, 11: 2}, 1),
        (rule(Method.POINTS), {10: 60}, 40),
        (rule(Method.BUDGET, 25_000), {10: 1}, 15_000),
    ],
)
def test_what_is_left_goes_by_the_rule(voted_by, marks, remains):
    assert left(voted_by, marks, COSTS) == remains


@pytest.mark.parametrize(
    "wrong",
    [
        Rule(1, 1, Method.RANKING),
        Rule(11, 11, Method.SPREAD),
        Rule(0, 1, Method.BUDGET),
        Rule(21, 1),
    ],
)
def test_a_rule_that_nobody_could_follow_is_refused(wrong):
    with pytest.raises(errors.NumberOutOfRange):
        check_rule(wrong)


@given(st.sampled_from(Method), st.integers(-5, 30), st.integers(-5, 30))
def test_what_a_method_does_not_ask_for_is_as_usual(method, points, most):
    made = fitted(method, points, most)
    assert made.method is method
    if made == USUAL[method]:
        check_rule(made)


def counted(voted_by, *ballots):
    found = tally(CHOICES, ballots, voted_by)
    return {row.choice: row for row in found.rows}, found


def test_scores_are_a_mean_of_those_who_gave_one():
    rows, found = counted(USUAL[Method.SCORE], {10: 5, 11: 0}, {10: 2}, {10: 0, 11: 4})
    assert (rows[10].value, rows[10].voters, rows[10].answered) == (Fraction(7, 2), 2, 3)
    assert (rows[11].value, rows[11].rank, rows[10].rank) == (4, 1, 2)
    assert (rows[10].supporters, of(USUAL[Method.SCORE], rows[10], found.voted)) == (1, 2)


def test_stances_tell_agreement_division_and_passing_apart():
    rows, found = counted(USUAL[Method.STANCE], {10: 1, 11: 1}, {10: -1}, {10: 0}, {10: 1}, {})
    assert rows[10].levels == {-1: 1, 0: 1, 1: 2}
    assert (rows[10].supporters, rows[10].answered, found.voted, found.blank) == (2, 4, 4, 1)
    assert rows[10].value == Fraction(5, 10)
    assert rows[11].value == Fraction(3, 4)  # one of one is not all of all


def test_places_are_points_and_the_first_is_worth_most():
    rows, _found = counted(USUAL[Method.RANKING], {10: 1, 11: 2, 12: 3}, {11: 1})
    assert [rows[choice].points for choice in (10, 11, 12, 13)] == [3, 5, 1, 0]
    assert [rows[choice].rank for choice in (11, 10, 12)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("method", "marks", "together"),
    [
        (Method.SUPPORT, {10: 1, 11: 1}, {10: 1}),
        (Method.SCORE, {10: 2, 11: 5}, {10: 5}),
        (Method.STANCE, {10: 1, 11: -1}, {10: 0}),
        (Method.STANCE, {10: -1, 11: -1}, {10: -1}),
        (Method.RANKING, {12: 1, 11: 2, 10: 3}, {12: 1, 10: 2}),
    ],
)
def test_of_merged_choices_a_person_counts_once(method, marks, together):
    assert folded(marks, {11: 10}, USUAL[method]) == together


@given(st.data())
def test_the_order_of_the_ballots_means_nothing_by_any_rule(data):
    voted_by = USUAL[data.draw(st.sampled_from(Method))]
    marks = st.dictionaries(st.sampled_from(CHOICES), st.sampled_from(list(voted_by.marks)))
    ballots = data.draw(st.lists(marks, max_size=8))
    other = data.draw(st.permutations(ballots))
    assert tally(CHOICES, ballots, voted_by) == tally(CHOICES, other, voted_by)


@given(st.sampled_from(Method), st.permutations(CHOICES), st.integers(0, 6))
def test_the_ballot_of_a_pretend_phone_is_valid(method, order, count):
    check(USUAL[method], liked(USUAL[method], order[:count], COSTS))
