"""The print kit: all that a room needs on paper, in one file that can be read aloud."""

from dataclasses import replace

import pytest
from outloud import check

from labapp.exports.kit import render_kit
from labapp.exports.orders import Kit, PaperChoice, Part, TableCard
from tests.exports.conftest import HOSTILE
from tests.exports.pdf import faults, heard, plain, read, sizes
from tests.exports.test_poster import poster

POISON = '#[ <b> $x$ @ref *nej* `raw` \\ // ") #let'


def card(n, name=""):
    return TableCard(name=name or f"Bord {n}", code=f"0000 000{n}", qr_svg=poster().qr_svg)


@pytest.fixture
def kit():
    choices = (
        PaperChoice(number=12, text="Läxhjälp #[", lang="sv"),
        PaperChoice(number=40, text="ابنتي ذكية", lang="ar"),
    )
    return Kit(poster=poster(), tables=(card(1), card(2), card(3)), choices=choices)


def test_each_part_is_there_and_all_can_be_read_aloud(kit, speech, tmp_path):
    pdf = render_kit(kit, speech)
    assert faults(pdf) == []
    path = tmp_path / "kit.pdf"
    text = read(pdf, path)
    assert check(path).errors == 0
    for words in ("Bord 1", "Bord 3", "0000 0003", "Läxhjälp #[", "12", "4826 1735"):
        assert words in text
    assert b"/Count 9" in pdf  # poster, three tables, two of hosts, idea cards, ballot, slips


def test_without_tables_and_choices_it_is_what_any_room_needs(kit, swedish, tmp_path):
    pdf = render_kit(replace(kit, tables=(), choices=()), swedish)
    assert b"/Count 3" in pdf  # poster, idea cards, slips
    text = read(pdf, tmp_path / "kit.pdf")
    assert "En idé på varje kort" in text
    assert "Röstsedel" not in text


@pytest.mark.parametrize("part", [Part.POSTER, Part.CARDS, Part.BALLOTS, Part.SLIPS])
def test_a_part_alone_is_one_page_and_no_other(kit, swedish, part):
    assert b"/Count 1" in render_kit(replace(kit, parts=(part,)), swedish)


def test_what_people_wrote_is_text_on_every_sheet(kit, speech, tmp_path):
    """Question, municipality, tables and choices: none of it is markup."""
    choices = tuple(
        PaperChoice(number=at, text=text, lang="und", beside=POISON)
        for at, text in enumerate(HOSTILE, 1)
    )
    poisoned = replace(
        kit,
        poster=poster(question=POISON, body=POISON, place=POISON),
        tables=(card(1, POISON),),
        choices=choices,
    )
    pdf = render_kit(poisoned, speech)
    assert faults(pdf) == []
    text = read(pdf, tmp_path / "kit.pdf")
    assert text.count(POISON) >= 1 + 2 + 1 + len(HOSTILE)
    for written in HOSTILE:
        missing = [word for word in plain(written).split() if word not in text.replace(" x", "x")]
        assert missing == []


def test_a_ballot_of_many_choices_tells_its_pages(kit, swedish, tmp_path):
    many = tuple(PaperChoice(number=n, text=f"Idé nummer {n}", lang="sv") for n in range(1, 61))
    pdf = render_kit(replace(kit, choices=many, parts=(Part.BALLOTS,)), swedish)
    text = read(pdf, tmp_path / "kit.pdf")
    pages = len(sizes(tmp_path / "kit.pdf"))
    assert pages > 1
    assert f"Sida 1 av {pages}" in text
    assert f"Sida {pages} av {pages}" in text
    assert "Idé nummer 60" in text


def test_a_table_s_sign_is_on_both_sides_and_read_aloud_once(kit, swedish, tmp_path):
    path = tmp_path / "kit.pdf"
    pdf = render_kit(replace(kit, tables=(card(1),), parts=(Part.TABLES,)), swedish)
    assert read(pdf, path, "-raw").count("4826 1735") == 2
    assert heard(path).count("H1 ") == 1
    assert heard(path).count("4826 1735") == 1
