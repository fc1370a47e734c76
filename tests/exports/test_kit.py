"""The print kit: all that a room needs on paper, in one file that can be read aloud."""

from dataclasses import replace

import pytest
from outloud import check

from labapp.exports.kit import render_kit
from labapp.exports.orders import Kit, PaperChoice, TableCard
from tests.exports.pdf import faults, read
from tests.exports.test_poster import poster


def card(n):
    return TableCard(name=f"Bord {n}", code=f"0000 000{n}", qr_svg=poster().qr_svg)


@pytest.fixture
def kit():
    choices = (
        PaperChoice(number=12, text="Läxhjälp #[", lang="sv"),
        PaperChoice(number=40, text="ابنتي ذكية", lang="ar"),
    )
    return Kit(poster=poster(), tables=(card(1), card(2), card(3)), choices=choices, points=3)


def test_it_has_a_card_for_each_table_and_host_and_a_ballot(kit, speech, swedish, tmp_path):
    pdf = render_kit(kit, speech)
    assert faults(pdf) == []
    path = tmp_path / "kit.pdf"
    text = read(pdf, path)
    assert check(path).errors == 0
    for words in ("Bord 1", "Bord 3", "0000 0003", "Läxhjälp #[", "12", "4826 1735"):
        assert words in text
    assert b"/Count 7" in pdf  # poster, two of tables, two of hosts, idea cards, ballot


def test_without_tables_and_choices_it_is_the_poster_and_cards_for_ideas(kit, swedish, tmp_path):
    pdf = render_kit(replace(kit, tables=(), choices=()), swedish)
    assert b"/Count 2" in pdf
    text = read(pdf, tmp_path / "kit.pdf")
    assert "En idé på varje kort" in text
    assert "Röstsedel" not in text
