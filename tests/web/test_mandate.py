"""What can be influenced and what is known: written once, shown before the first idea."""

from datetime import date

import pytest

from labapp.domain.mandate import Evidence, EvidenceCard, Influence, Mandate
from labapp.domain.phases import PlannedPhase
from labapp.services import labs
from labapp.services.summaries import summarise_lab
from labapp.store.lab import lab_by_code
from tests.people import move, op, open_lab, plan

TOLD = {
    "influence": "dialogue",
    "can_influence": "- skolvägar\n- matsalen",
    "cannot_influence": "betyg – staten",
    "promise": "Nämnden svarar på varje förslag.",
    "commissioner": "Utbildningsnämnden",
}
CARDS = {
    "card_kind": ["survey", "statistics", "survey"],
    "card_title": ["Vem frågar du?", "Behöriga", ""],
    "card_text": ["Fyra av tio vet inte.", "", ""],
    "card_figure": ["38 procent", "", ""],
    "card_source": ["Elevenkäten", "Årsstatistiken", ""],
    "card_day": ["2018-04-20", "2017-10-02", ""],
}
CARD = EvidenceCard(
    kind=Evidence.SURVEY,
    title="Vem frågar du?",
    text="Fyra av tio vet inte.",
    figure="38 procent",
    source="Elevenkäten",
    day=date(2018, 4, 20),
)
MANDATE = Mandate(
    influence=Influence.DIALOGUE,
    can_influence="skolvägar\nmatsalen",
    cannot_influence="betyg – staten",
    promise="Nämnden svarar på varje förslag.",
    commissioner="Utbildningsnämnden",
)
PHASES = (
    PlannedPhase("frame", "Utmaningen", 5),
    PlannedPhase("ideate_solo", "Skriv idéer", 10),
    PlannedPhase("vote", "Rösta", 5),
)


@pytest.fixture
def told(app, astrid):
    return lab_by_code(open_lab(astrid, mandate=MANDATE, cards=(CARD,), phases=PHASES))


def test_it_is_written_on_the_labs_form(desk_browser, fresh):
    opened = desk_browser.submit("/labs/new", question="Hur?", **TOLD, **CARDS)
    lab = lab_by_code(opened.location.removeprefix("/labs/"))
    assert lab.mandate == MANDATE
    assert [card.title for card in lab.cards] == ["Vem frågar du?", "Behöriga"]
    assert lab.cards[0].content == CARD

    page = desk_browser.open(f"/labs/{lab.code}/edit").text
    assert 'value="38 procent"' in page
    assert 'value="dialogue" checked' in page


def test_editing_lays_the_cards_anew_and_a_copy_has_them(desk_browser, told, astrid, fresh):
    swapped = (EvidenceCard(**{**vars(CARD), "title": "Ny"}), CARD)
    labs.edit_lab(told.id, astrid, op(), plan(cards=swapped, mandate=MANDATE, phases=PHASES))
    lab = lab_by_code(told.code)
    assert [card.title for card in lab.cards] == ["Ny", "Vem frågar du?"]
    page = desk_browser.open(f"/labs/{told.code}/copy").text
    assert 'value="Ny"' in page
    assert "Nämnden svarar på varje förslag." in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"card_source": ["", "", ""]}, "Skriv något först"),
        ({"card_day": ["", "2017-10-02", ""]}, "Skriv från när det är"),
        ({"card_day": ["2018-13-40", "", ""]}, "går inte att läsa"),
        ({"card_kind": ["gossip", "survey", "survey"]}, "går inte att läsa"),
    ],
)
def test_a_card_without_a_source_is_given_back_as_it_was_written(desk_browser, change, words):
    answer = desk_browser.submit("/labs/new", question="Hur?", **TOLD, **{**CARDS, **change})
    assert answer.status_code in {400, 422}
    assert words in answer.text
    assert "Fyra av tio vet inte." in answer.text
    assert 'id="cards" open' in answer.text


def test_phones_and_projector_show_it_before_the_first_idea(visitor, desk_browser, told, astrid):
    phone = visitor()
    said = ("Dialog", "skolvägar", "betyg – staten", "Nämnden svarar", "Elevenkäten", "38 procent")
    waiting = phone.open(f"/l/{told.code}").text
    assert all(words in waiting for words in said)
    move(told.id, astrid, "next")
    framing = phone.open(f"/l/{told.code}").text
    screen = desk_browser.open(f"/labs/{told.code}/screen").text
    assert all(words in framing for words in said)
    assert all(words in screen for words in said if not words.startswith("Nämnden"))
    move(told.id, astrid, "next")
    writing = phone.open(f"/l/{told.code}").text
    assert 'id="known"' in writing
    assert all(words in writing for words in said)


def test_where_no_phase_tells_it_the_projector_does_while_people_come_in(desk_browser, astrid):
    code = open_lab(astrid, mandate=MANDATE)
    assert "Ni och kommunen resonerar" in desk_browser.open(f"/labs/{code}/screen").text


def test_a_lab_that_tells_nothing_shows_nothing_of_it(visitor, desk_browser, lab):
    page = visitor().open(f"/l/{lab.code}").text
    assert 'id="mandate"' not in page
    assert 'id="known"' not in page
    assert "Du har inte berättat" in desk_browser.open(f"/labs/{lab.code}").text


def test_the_summary_says_what_could_be_influenced(desk_browser, told):
    made = summarise_lab(told.id)
    assert made.mandate.can_influence == ("skolvägar", "matsalen")
    assert made.cards[0].source == "Elevenkäten"
    page = desk_browser.open(f"/labs/{told.code}/summary").text
    assert "Det här gick att påverka: skolvägar; matsalen." in page
    assert "Enkät: Vem frågar du? 38 procent. Fyra av tio vet inte. (Elevenkäten, " in page
    table = desk_browser.open(f"/labs/{told.code}/summary.csv").data.decode("utf-8-sig")
    assert "mandate;can_influence;;;matsalen" in table
    assert "card_source;1;Enkät;;Elevenkäten" in table
