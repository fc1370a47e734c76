"""Wherever an idea is read, the room's language comes first and the original is within reach."""

import pytest

from labapp.domain.ideas import Draft, HideReason
from labapp.domain.masking import Mask
from labapp.services import ideas, masking, tables, translations
from labapp.services.translations import Written
from labapp.store.idea import all_ideas
from labapp.store.table import tables_of
from tests.people import a_phone, leader, move, op

ARABIC, SWEDISH = "المزيد من المقاعد", "Fler bänkar"
ORIGINAL = f'dir="rtl" lang="ar">{ARABIC}<'
FIRST = f'dir="ltr" lang="sv">{SWEDISH}<'


@pytest.fixture
def table(lab, astrid):
    tables.lay_tables(lab.id, astrid, op(), 1, lambda place: f"Bord {place}")
    move(lab.id, astrid, "next")
    return tables_of(lab.id)[0]


@pytest.fixture
def host(visitor, table):
    browser = visitor()
    browser.open(f"/host/{table.code}")
    return browser


@pytest.fixture
def translated(lab, astrid, table):
    """An idea in Arabic that the facilitator has written in Swedish."""
    ideas.submit_idea(lab.id, a_phone(), op(), Draft(ARABIC, lang="ar"))
    idea = all_ideas(lab.id)[0]
    translations.translate(lab.id, leader(astrid), op(), idea.id, Written(SWEDISH))
    return idea.id


def test_a_host_writes_both_versions_without_scripts(host, table, lab):
    here = f"/host/{table.code}"
    sent = host.submit(f"{here}/ideas", text=ARABIC, lang="ar", translation=SWEDISH)
    assert sent.status_code == 303
    page = host.open(here).text
    assert FIRST in page
    assert ORIGINAL in page
    assert "original på arabiska, översatt av bordsvärden" in page


def test_a_host_corrects_and_takes_away_a_translation(host, table, lab):
    here = f"/host/{table.code}"
    host.submit(f"{here}/ideas", text=ARABIC)
    one = f"{here}/ideas/{all_ideas(lab.id)[0].id}/translation"
    assert host.submit(one, translation=SWEDISH, lang="ar").status_code == 303
    assert FIRST in host.open(here).text
    refused = host.submit(one, translation="x" * 1001)
    assert refused.status_code == 422
    assert "x" * 1001 in refused.text
    assert host.submit(f"{one}/removal").status_code == 303
    assert SWEDISH not in host.open(here).text


def test_the_desk_writes_a_translation_on_the_page_of_the_idea(desk_browser, here, lab, idea):
    at = f"{here}/ideas/{idea.id}"
    assert "Idén på svenska" in desk_browser.open(at).text
    assert desk_browser.submit(f"{at}/translation", translation="Bänkar").location == here
    refused = desk_browser.submit(f"{at}/translation", translation="x" * 1001)
    assert refused.status_code == 422
    assert "x" * 1001 in refused.text
    board = desk_browser.open(here).text
    assert "översatt av labbledaren" in board
    assert "Fler bänkar i parken" in board
    assert desk_browser.submit(f"{at}/translation/removal").location == here
    assert "översatt av labbledaren" not in desk_browser.open(here).text


def test_a_phone_reads_the_version_first_and_reaches_the_original(visitor, lab, translated):
    page = visitor().open(f"/l/{lab.code}").text
    assert page.index(FIRST) < page.index(ORIGINAL)
    assert "original på arabiska" in page
    alone = visitor().open(f"/l/{lab.code}/ideas/1").text
    assert alone.index(FIRST) < alone.index(ORIGINAL)


def test_the_phone_that_wrote_it_reads_its_own_words_first(visitor, lab, astrid, table):
    writer = visitor()
    writer.open(f"/l/{lab.code}")
    writer.submit(f"/l/{lab.code}/ideas", text=ARABIC)
    idea = all_ideas(lab.id)[0]
    translations.translate(lab.id, leader(astrid), op(), idea.id, Written(SWEDISH))
    page = writer.open(f"/l/{lab.code}").text
    assert page.index(ARABIC) < page.index(SWEDISH)


def test_projector_ballot_and_result_show_both(desk_browser, visitor, lab, astrid, translated):
    wall = desk_browser.open(f"/labs/{lab.code}/screen").text
    assert wall.index(FIRST) < wall.index(ORIGINAL)
    move(lab.id, astrid, "next", "next")
    ballot = visitor().open(f"/l/{lab.code}").text
    assert ballot.index(FIRST) < ballot.index(ORIGINAL)


def test_the_summary_and_the_files_hold_both(desk_browser, here, translated):
    page = desk_browser.open(f"{here}/summary").text
    assert "original på arabiska, översatt av labbledaren" in page
    assert page.index(SWEDISH) < page.index(ARABIC)
    table = desk_browser.client.get(f"{here}/summary.csv").text
    line = next(line for line in table.splitlines() if line.startswith("idea;"))
    assert [cell for cell in line.split(";") if cell][2:7] == [
        ARABIC,
        "ar",
        SWEDISH,
        "sv",
        "facilitator",
    ]
    kept = desk_browser.client.get(f"{here}/summary.json").get_json()["summary"]["unthemed"][0]
    assert kept["text"] == ARABIC
    assert kept["translation"] == {
        "text": SWEDISH,
        "lang": "sv",
        "by": "facilitator",
        "earlier": False,
    }


def test_a_stranger_translates_nothing(visitor, lab, translated):
    stranger = visitor()
    stranger.open("/")
    at = f"/labs/{lab.code}/ideas/{translated}/translation"
    assert stranger.send(at, translation="Annat")[0] == 401
    assert all_ideas(lab.id)[0].translation.text == SWEDISH


def test_a_mask_is_not_undone_by_the_field_of_the_translation(host, table, lab, astrid):
    here = f"/host/{table.code}"
    host.submit(f"{here}/ideas", text=ARABIC, lang="ar", translation=SWEDISH)
    idea = all_ideas(lab.id)[0].id
    mask = Mask(frozenset([0]), 1, HideReason.PERSONAL_DATA)
    masking.mask_idea(lab.id, astrid, op(), idea, mask)
    page = host.open(here).text
    assert SWEDISH not in page
    assert "[…]" in page


def test_the_desk_says_that_a_translation_holds_a_phone_number(desk_browser, lab, astrid, table):
    ideas.submit_idea(lab.id, a_phone(), op(), Draft(ARABIC, lang="ar"))
    idea = all_ideas(lab.id)[0].id
    written = Written("Ring Anna på 070-174 06 58")
    translations.translate(lab.id, leader(astrid), op(), idea, written)
    assert "telefonnummer" in desk_browser.open(f"/labs/{lab.code}").text
