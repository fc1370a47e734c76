"""What a lab may lead to, and what is known already: what may be written of it."""

from datetime import date

import pytest

from labapp.domain.errors import (
    DateMissing,
    NumberOutOfRange,
    TextMissing,
    TextTooLong,
    TooManyCards,
)
from labapp.domain.mandate import (
    MOST_CARDS,
    EvidenceCard,
    Influence,
    Mandate,
    check_cards,
    check_mandate,
    points,
)

CARD = EvidenceCard(title="Enkät", source="Elevenkäten 2018", day=date(2018, 4, 20))


def test_points_are_lines_without_the_signs_before_them():
    written = "- skolvägar\n• busstider\n\n  * matsalen\n–  läxor"
    assert points(written) == ("skolvägar", "busstider", "matsalen", "läxor")
    kept = check_mandate(Mandate(can_influence=written)).can_influence
    assert points(kept) == points(written)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, False),
        ({"commissioner": "Nämnden"}, False),
        ({"influence": Influence.DIALOGUE}, True),
        ({"cannot_influence": "busslinjer"}, True),
        ({"promise": "Ni får svar."}, True),
    ],
)
def test_residents_are_told_when_something_of_their_influence_is_said(said, told):
    assert Mandate(**said).told is told


def test_a_promise_that_is_too_long_is_refused_by_its_field():
    with pytest.raises(TextTooLong) as refusal:
        check_mandate(Mandate(promise="x" * 301))
    assert refusal.value.facts["field"] == "promise"


@pytest.mark.parametrize(
    ("change", "refusal", "field"),
    [
        ({"title": " "}, TextMissing, "card_title"),
        ({"source": ""}, TextMissing, "card_source"),
        ({"day": None}, DateMissing, "card_day"),
    ],
)
def test_a_card_has_a_heading_a_source_and_a_day(change, refusal, field):
    card = EvidenceCard(**{**vars(CARD), **change})
    with pytest.raises(refusal) as raised:
        check_cards([card])
    assert raised.value.facts["field"] == field


def test_there_is_room_for_so_many_cards():
    assert len(check_cards([CARD] * MOST_CARDS)) == MOST_CARDS
    with pytest.raises(TooManyCards):
        check_cards([CARD] * (MOST_CARDS + 1))


def test_goals_stand_one_a_line_each_once_and_twelve_at_most():
    assert check_mandate(Mandate(goals="- Jobb\n\n• Vatten \nJobb")).goals == "Jobb\nVatten"
    with pytest.raises(NumberOutOfRange) as refusal:
        check_mandate(Mandate(goals="\n".join(map(str, range(13)))))
    assert (refusal.value.facts["field"], refusal.value.facts["most"]) == ("goals", 12)
    with pytest.raises(TextTooLong):
        check_mandate(Mandate(goals="x" * 101))
