"""What a closed vote comes to besides its numbers."""

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


def test_of_dots_nothing_is_said():
    assert came_to(USUAL[Method.DOTS], [{1: 1}] * 40) == Outcome()


def test_what_fits_goes_by_support_and_the_fair_list_reaches_more():
    rule = fitted(Method.BUDGET, 2000, 1)
    ballots = [{1: 1, 2: 1}] * 6 + [{3: 1}] * 5
    found = came_to(rule, ballots, dict.fromkeys(CHOICES, 1000))
    assert found.said == {1: Say.FITS, 2: Say.FITS}
    assert set(found.fair) == {1, 3}
    assert (found.difference.reached_first, found.difference.reached_second) == (6, 11)


def test_a_budget_without_a_ballot_has_no_list():
    assert came_to(USUAL[Method.BUDGET], [{}], dict.fromkeys(CHOICES, 1000)) == Outcome()
