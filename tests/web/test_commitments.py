"""Handshakes and exit questions at the doors: plain forms, who may, and what each screen shows."""

import pytest

from labapp.domain.commitments import CommitmentKind, Pledge
from labapp.domain.phases import PlannedPhase
from labapp.domain.reflections import Answer
from labapp.live.audience import Audience
from labapp.services import commitments, reflections, tables
from labapp.store.commitment import kept_commitments
from labapp.store.lab import lab_by_code
from labapp.store.reflection import reflections_of
from labapp.store.table import tables_of
from labapp.web.fragments import render_fragment
from tests.people import a_phone, leader, move, op, open_lab

JSON = {"Accept": "application/json"}
SENT = {"kind": "offer", "what": "Läxhjälp på torsdagar", "when": "till hösten"}


@pytest.fixture
def lab(astrid):
    phases = (
        PlannedPhase("commit", "Handslag", 10),
        PlannedPhase("reflect", "Tillbakablick", 5),
        PlannedPhase("close", "Tack", 5),
    )
    code = open_lab(astrid, phases=phases)
    move(lab_by_code(code).id, astrid, "next")
    return lab_by_code(code)


@pytest.fixture
def here(lab):
    return f"/l/{lab.code}"


@pytest.fixture
def page(visitor, here):
    browser = visitor()
    browser.open(here)
    return browser


def screen(lab, name):
    return render_fragment(name, lab.id, Audience.SCREEN, "sv")[1]


def left(lab):
    return kept_commitments(lab.id)


def test_a_phone_leaves_one_without_scripts_and_is_named_only_by_a_tick(page, here, lab):
    assert "Vi lovar varandra" in page.open(here).text
    first = page.submit(f"{here}/commitments", **SENT, party="En hemlig granne")
    assert (first.status_code, first.location) == (303, f"{here}?saved=1#given")
    page.submit(f"{here}/commitments", **SENT, party="Scoutkåren", public="yes")
    assert [(row.party, row.public) for row in left(lab)] == [
        ("En hemlig granne", False),
        ("Scoutkåren", True),
    ]
    own = page.open(here).text
    assert "En hemlig granne" in own
    assert "Bara labbledaren ser vem" in own
    assert "2 handslag och erbjudanden hittills" in own
    wall = screen(lab, "promises")
    assert "Scoutkåren" in wall
    assert "hemlig" not in wall


def test_what_is_refused_comes_back_with_its_words(page, here):
    refused = page.submit(
        f"{here}/commitments", **{**SENT, "what": "x" * 301}, party="Vi", public="yes"
    )
    assert refused.status_code == 422
    assert "x" * 301 in refused.text
    assert 'value="till hösten"' in refused.text
    assert 'name="public" value="yes" checked' in refused.text
    status, verdict = page.send(f"{here}/commitments", kind="gift", what="x")
    assert (status, verdict["error"]["code"]) == (400, "bad_input")


def test_after_the_phase_the_words_are_given_back_to_copy(page, here, lab, astrid):
    move(lab.id, astrid, "next")
    refused = page.submit(f"{here}/commitments", **SENT)
    assert refused.status_code == 409
    assert "Läxhjälp på torsdagar" in refused.text


def test_mine_has_what_is_this_phones_own_and_no_others(page, visitor, here):
    page.send(f"{here}/commitments", **SENT)
    page.send(f"{here}/reflection", said=4, sentence="Bra")
    mine = page.client.get(f"{here}/mine", headers=JSON).get_json()
    assert [(one["number"], one["what"], one["public"]) for one in mine["commitments"]] == [
        (1, "Läxhjälp på torsdagar", False)
    ]
    assert mine["reflection"] == {"said": 4, "worth": None, "sentence": "Bra"}
    assert "Läxhjälp" in mine["fragments"]["#given"]
    other = visitor()
    other.open(here)
    theirs = other.client.get(f"{here}/mine", headers=JSON).get_json()
    assert (theirs["commitments"], theirs["reflection"]) == ([], None)
    assert "#given" not in theirs["fragments"]


def test_a_phone_takes_its_own_back_and_no_others(page, visitor, here, lab):
    page.submit(f"{here}/commitments", **SENT)
    away = f"{here}/commitments/{left(lab)[0].id}/withdrawal"
    other = visitor()
    other.open(here)
    assert other.submit(away).status_code == 404
    assert page.submit(away).status_code == 303
    assert not left(lab)
    assert "Läxhjälp" not in page.open(here).text


def test_the_questions_are_plain_radio_buttons_and_remember_the_answer(page, here, lab, astrid):
    assert 'name="said"' not in page.open(here).text
    for _ in ("reflect", "close"):
        move(lab.id, astrid, "next")
        shown = page.open(here).text
        assert shown.count('type="radio"') == 8
        assert "Jag fick säga det jag ville säga" in shown
    assert page.submit(f"{here}/reflection", said="4", sentence="Varmt").status_code == 303
    again = page.open(here).text
    assert 'name="said" value="4" checked' in again
    assert "Varmt" in again
    nothing = page.submit(f"{here}/reflection", sentence=" ")
    assert nothing.status_code == 422
    assert "Välj ett svar eller skriv en mening." in nothing.text
    assert page.send(f"{here}/reflection", said=5)[0] == 422


def test_the_projector_tells_how_many_and_nothing_of_what(page, here, lab, astrid):
    assert screen(lab, "reflected") == ""
    move(lab.id, astrid, "next")
    page.submit(f"{here}/reflection", said="1", worth="1", sentence="Hemskt")
    shown = screen(lab, "screen")
    assert "Tack för att du var med" in shown or "Tack" in shown
    assert ">1</p>" in screen(lab, "reflected")
    assert "Hemskt" not in shown
    assert screen(lab, "promises") == ""


def test_the_desk_hides_shows_and_writes_in(page, here, lab, desk_browser):
    desk = f"/labs/{lab.code}/commitments"
    page.submit(f"{here}/commitments", **SENT, party="En hemlig granne")
    one = left(lab)[0].id
    assert "En hemlig granne" in desk_browser.open(desk).text
    assert desk_browser.submit(f"{desk}/{one}/hiding").status_code == 422
    assert desk_browser.submit(f"{desk}/{one}/hiding", reason="spam").location == desk
    assert "Läxhjälp" not in screen(lab, "promises")
    assert "Dolt: Skräp" in desk_browser.open(desk).text or "Dolt:" in desk_browser.open(desk).text
    assert "Det visas inte för andra." in page.open(here).text
    desk_browser.submit(f"{desk}/{one}/showing")
    assert "Läxhjälp" in screen(lab, "promises")
    assert desk_browser.submit(desk, kind="handshake", what="En loppis i maj").status_code == 303
    own = left(lab)[1].id
    assert "En loppis i maj" in desk_browser.open(f"/labs/{lab.code}").text
    assert desk_browser.submit(f"{desk}/{own}/withdrawal").status_code == 303
    assert desk_browser.submit(f"{desk}/{one}/withdrawal").status_code == 404


def test_the_desk_reads_sentences_without_writers(lab, desk_browser):
    for at, sentence in enumerate(("öppet", "Bra", "")):
        said = Answer(said=4, sentence=sentence)
        reflections.reflect(lab.id, a_phone(f"phone {at}"), op(), said)
    desk = f"/labs/{lab.code}/reflections"
    shown = desk_browser.open(desk).text
    assert shown.index("Bra") < shown.index("öppet")
    assert "3 personer har svarat." in shown
    rude = next(row.id for row in reflections_of(lab.id) if row.sentence == "Bra")
    assert desk_browser.submit(f"{desk}/{rude}/hiding", reason="insult").location == desk
    assert "Dolt:" in desk_browser.open(desk).text
    assert desk_browser.submit(f"{desk}/{rude}/showing").location == desk


def test_a_table_and_no_other_takes_back_what_its_host_wrote(lab, astrid, visitor):
    tables.lay_tables(lab.id, astrid, op(), 2, lambda place: f"Bord {place}")
    one, two = (f"/host/{table.code}" for table in tables_of(lab.id))
    host, other = visitor(), visitor()
    assert "Skriv ner ett handslag" in host.open(one).text
    other.open(two)
    assert host.submit(f"{one}/commitments", **SENT).location == f"{one}?saved=1"
    assert "Läxhjälp" in host.open(one).text
    away = f"commitments/{left(lab)[0].id}/withdrawal"
    assert other.submit(f"{two}/{away}").status_code == 404
    assert host.submit(f"{one}/{away}").location == f"{one}?saved=1"
    refused = host.submit(f"{one}/commitments", kind="offer", what=" ", when="i maj")
    assert refused.status_code == 422
    assert 'value="i maj"' in refused.text


def test_a_stranger_meets_nothing(visitor, lab, bo, desk_browser):
    theirs = lab_by_code(open_lab(bo))
    for what in ("commitments", "reflections"):
        assert desk_browser.open(f"/labs/{theirs.code}/{what}").status_code == 404
        assert visitor().open(f"/labs/{lab.code}/{what}").status_code in {303, 401, 404}
    kind = CommitmentKind.OFFER
    made = commitments.enter_commitment(theirs.id, leader(bo), op(), Pledge(kind=kind, what="Bos"))
    number = made.facts["commitment"]["id"]
    away = f"/labs/{lab.code}/commitments/{number}/hiding"
    assert desk_browser.submit(away, reason="spam").status_code == 404
