"""Whose turn it is with a phone that several share."""

import pytest

from labapp.domain.errors import NumberOutOfRange
from labapp.domain.sharing import check_people, others, whose_turn
from tests.people import a_phone


@pytest.mark.parametrize("count", [0, 7])
def test_a_phone_is_shared_by_one_to_six(count):
    with pytest.raises(NumberOutOfRange):
        check_people(count)


def test_a_phone_may_be_shared_by_all_that_fit_around_it():
    check_people(1)
    check_people(6)


def test_the_turn_goes_to_the_first_who_has_not_voted():
    assert whose_turn(3, set()) == 1
    assert whose_turn(3, {1, 3}) == 2
    assert whose_turn(3, {1, 2, 3}) is None


def test_somebody_may_ask_to_vote_again():
    assert whose_turn(3, {1, 2, 3}, asked=2) == 2
    assert whose_turn(3, {1}, asked=4) == 2


def test_the_others_are_all_but_the_first():
    assert list(others(3)) == [2, 3]
    assert not others(1)


def test_each_person_has_a_name_of_their_own_that_follows_from_the_phone():
    phone = a_phone()
    people = [phone.person(n) for n in range(1, 7)]
    assert people[0] == phone
    for of in ("participant", "seal", "votes_as"):
        assert len({getattr(person, of) for person in people}) == 6
    assert phone.person(2) == a_phone().person(2) != a_phone("other").person(2)
