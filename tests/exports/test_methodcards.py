"""Method cards on paper: A6, four on an A4."""

import json

import pytest
from outloud import check

from labapp.exports.__main__ import carry_out
from labapp.exports.kit import render_kit
from labapp.exports.methodcards import render_cards
from labapp.exports.orders import ORDER, Kit, MethodCard, MethodCards, Order, Part
from labapp.services import methods
from tests.exports.pdf import faults, heard, plain, read
from tests.exports.test_poster import NOON, poster


def order(*cards):
    return MethodCards(cards=cards, body="Lillhaga kommun", made_at=NOON)


@pytest.fixture
def library():
    return [MethodCard(method=card) for card in methods.all_methods()]


def test_the_whole_library_is_there_to_the_last_word(library, swedish, tmp_path):
    pdf = render_cards(order(*library), swedish)
    assert faults(pdf) == []
    path = tmp_path / "methods.pdf"
    text = read(pdf, path)
    assert check(path).errors == 0
    assert f"/Count {-(-len(library) // 4)}".encode() in pdf
    for card in library:
        said = (card.method.name, card.method.purpose, *card.method.steps, card.method.source)
        missing = [word for words in said for word in plain(words).split() if word not in text]
        assert missing == []


def test_one_card_comes_four_times_under_one_heading(library, speech, tmp_path):
    pdf = render_cards(order(*library[:1] * 4), speech)
    assert faults(pdf) == []
    assert b"/Count 1" in pdf
    path = tmp_path / "methods.pdf"
    name = library[0].method.name
    assert read(pdf, path).count(name) == 4
    assert heard(path).count("H1 ") == 1
    assert check(path).errors == 0


def test_in_the_kit_a_card_says_which_step_it_is_for(library, swedish, tmp_path):
    card = MethodCard(method=library[0].method, step="Skriv #[idéer], Runda två")
    kit = Kit(poster=poster(), parts=(Part.METHODS,), methods=(card,))
    text = read(render_kit(kit, swedish), tmp_path / "kit.pdf")
    assert "Till momentet: Skriv #[idéer], Runda två" in text


def test_they_are_made_in_a_process_of_their_own(library):
    wish = Order(content=order(*library[:2]), language="sv", timezone="Europe/Stockholm")
    carried = ORDER.dump_json(wish)
    assert json.loads(carried)["content"]["body"] == "Lillhaga kommun"
    assert carry_out(carried).startswith(b"%PDF")
