"""Method cards, and steps that are put in."""

import pytest

from labapp.domain.errors import NoSuchPhase
from labapp.domain.methods import Method, fitting
from labapp.domain.phases import AGAIN, KINDS, MINUTES, QUICK, Activity, PlannedPhase, Who, quick

PRESENT = PlannedPhase("pair", "Prata", 4, 7, Who.PAIR, "Prata nu", "Säg", "ja-och")


def a_card(key, *kinds):
    return Method(
        key=key,
        name=key,
        purpose="",
        minutes=5,
        people="",
        kinds=kinds,
        steps=(),
        source="",
    )


def test_what_fits_a_kind_comes_first_in_its_order():
    one, two, three = a_card("one", "vote"), a_card("two", "pair"), a_card("three", "vote", "pair")
    assert fitting([one, two, three], "pair") == ([two, three], [one])
    assert three.activities == {Activity.VOTE, Activity.COLLECT}


def test_every_quick_step_is_of_a_kind_and_has_its_minutes():
    assert QUICK.keys() <= KINDS.keys()
    assert all(minutes in MINUTES for minutes in QUICK.values())
    assert quick("ideate_solo", PRESENT, "Tänk själv") == PlannedPhase(
        "ideate_solo", "Tänk själv", 2, who=Who.SOLO
    )


def test_another_like_this_is_a_step_of_its_own():
    again = quick(AGAIN, PRESENT, "")
    assert again == PRESENT
    assert (PRESENT.id, again.id) == (7, None)


@pytest.mark.parametrize("what", ["", "arrive", "deepen", "nothing"])
def test_nothing_else_is_put_in_quickly(what):
    with pytest.raises(NoSuchPhase):
        quick(what, PRESENT, "x")
