"""What a closed vote comes to besides its numbers."""

from hypothesis import given, settings
from hypothesis import strategies as st

from labapp.domain.outcome import Outcome, Say, outcome
from labapp.domain.rules import USUAL, Method, fitted
from labapp.domain.voting import tally

CHOICES = (1, 2, 3, 4)


def came_to(rule, ballots, costs=None):
    return outcome(rule, tally(CHOICES, ballots, rule), ballots, costs or {})


def test_a_room_is_united_or_divided_or_nothing_is_said():
    half = [{1: 1, 2: 1 if n % 2 else -1, 3: -1, 4: 0} for n in range(40)]
    assert came_to(USUAL[Method.STANCE], half).said == {
        1: Say.FOR,
        2: Say.DIVIDED,
        3: Say.AGAINST,
    }
    assert came_to(USUAL[Method.STANCE], half[:3]).said == {}


def test_of_dots_it_is_said_who_leads_and_who_cannot_be_told_apart():
    alone = came_to(USUAL[Method.DOTS], [{1: 1}] * 40)
    assert (alone.said, alone.level, alone.places[1].band, alone.places[2].band) == ({}, 1, 1, 2)
    even = came_to(USUAL[Method.DOTS], [{1: 1}] * 21 + [{2: 1}] * 20)
    assert (even.level, even.places[1].rank, even.places[1].high) == (2, 1, 2)


@given(st.sampled_from(Method), st.data())
@settings(deadline=None, max_examples=30)
def test_a_rank_is_the_same_in_its_range_as_in_the_count(method, data):
    rule = USUAL[method]
    marks = st.dictionaries(st.sampled_from(CHOICES), st.sampled_from(list(rule.marks)), min_size=1)
    ballots = data.draw(st.lists(marks, min_size=1, max_size=15))
    counted = tally(CHOICES, ballots, rule)
    found = outcome(rule, counted, ballots, dict.fromkeys(CHOICES, 1000))
    assert {row.choice: row.rank for row in counted.rows} == {
        choice: placed.rank for choice, placed in found.places.items()
    }


def test_what_fits_goes_by_support_and_the_fair_list_reaches_more():
    rule = fitted(Method.BUDGET, 2000, 1)
    ballots = [{1: 1, 2: 1}] * 6 + [{3: 1}] * 5
    found = came_to(rule, ballots, dict.fromkeys(CHOICES, 1000))
    assert found.said == {1: Say.FITS, 2: Say.FITS}
    assert set(found.fair) == {1, 3}
    assert (found.difference.reached_first, found.difference.reached_second) == (6, 11)


def test_a_budget_without_a_ballot_has_no_list():
    assert came_to(USUAL[Method.BUDGET], [{}], dict.fromkeys(CHOICES, 1000)) == Outcome()
