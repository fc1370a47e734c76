"""Slips to take home: where the result is read, what it was about, when there is an answer."""

from dataclasses import replace
from datetime import date

import pytest

from labapp.exports.kit import render_kit
from labapp.exports.orders import Kit, Part, TakeHome
from tests.exports.pdf import faults, read
from tests.exports.test_poster import NOON, poster

HERE = "Här läser du vad labbet kom fram till, när sammanställningen är klar."


@pytest.fixture
def kit():
    told = TakeHome(held_on=NOON, recipient="Utbildningsnämnden", answer_by=date(2026, 9, 4))
    return Kit(poster=poster(), parts=(Part.SLIPS,), take_home=told)


def test_eight_slips_lead_to_the_result(kit, swedish, tmp_path):
    text = read(render_kit(kit, swedish), tmp_path / "slips.pdf")
    for words in (
        "Hur skapar vi en skola",
        "4 maj 2026",
        "labb.lillhaga.example",
        "4826 1735",
        "Lillhaga kommun",
        "Utbildningsnämnden svarar senast 4 september 2026.",
        "Utbildningsnämnden answers by 4 September 2026 at the latest.",
    ):
        assert text.count(words) == 8, words
    assert text.count(HERE) == 8


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (TakeHome(answer_by=date(2026, 9, 4)), "Ni får svar senast 4 september 2026."),
        (TakeHome(recipient="Utbildningsnämnden"), HERE),
    ],
)
def test_no_more_is_promised_than_the_lab_says(kit, swedish, told, says, tmp_path):
    text = read(render_kit(replace(kit, take_home=told), swedish), tmp_path / "slips.pdf")
    assert says in text
    assert ("senast" in text) == (told.answer_by is not None)


def test_the_longest_of_everything_has_room(kit, speech, tmp_path):
    long = replace(
        kit,
        poster=poster(
            question="Hur gör vi? " * 16,
            address="en-lang-adress.lillhaga-kommun.example:8443",
            body="Lillhaga kommun och dess omnejd, i samverkan " * 2,
        ),
        take_home=replace(kit.take_home, recipient="Barn- och utbildningsnämndens utskott " * 3),
    )
    pdf = render_kit(long, speech)
    assert faults(pdf) == []
    assert b"/Count 1" in pdf
    assert read(pdf, tmp_path / "slips.pdf").count("4826 1735") == 8
