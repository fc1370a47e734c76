"""A step more in two taps at the desk, and the method cards."""

import pytest

from labapp.services import tables
from labapp.store.table import tables_of
from tests.people import move, op


@pytest.fixture
def begun(lab, astrid):
    move(lab.id, astrid, "next")
    return lab


def test_a_step_is_put_in_and_taken_out_without_scripts(desk_browser, here, begun, fresh, visitor):
    assert 'name="what" value="ideate_solo"' in desk_browser.open(here).text
    assert desk_browser.submit(f"{here}/phases", what="break").status_code == 303
    put_in = fresh().phases[1]
    assert (put_in.name, put_in.minutes, put_in.kind) == ("Paus", 10, "break")
    page = desk_browser.open(here).text
    assert f'id="step-{put_in.key}"' in page
    assert f'action="{here}/phases/{put_in.key}/removal"' in page
    assert "Steg 1 av 5" in visitor().open(f"/l/{begun.code}").text
    assert desk_browser.submit(f"{here}/phases/{put_in.key}/removal").status_code == 303
    assert len(fresh().phases) == 4


def test_what_is_not_offered_is_refused(desk_browser, here, begun, fresh):
    assert desk_browser.send(f"{here}/phases", what="deepen")[0] == 409
    planned = fresh().phases[3].key
    status, verdict = desk_browser.send(f"{here}/phases/{planned}/removal")
    assert (status, verdict["error"]["code"]) == (409, "lab_not_empty")
    assert len(fresh().phases) == 4


def test_before_the_first_step_there_is_nothing_to_put_it_after(desk_browser, here, lab):
    assert 'id="insert"' not in desk_browser.open(here).text
    assert desk_browser.send(f"{here}/phases", what="break")[0] == 409


def test_strangers_put_nothing_in(visitor, here, begun):
    stranger = visitor()
    stranger.open("/")
    assert stranger.send(f"{here}/phases", what="break")[0] in {401, 404}
    assert stranger.send(f"{here}/methods", phase=1, method="rundan")[0] in {401, 404}


def test_a_card_is_read_at_the_desk_and_by_the_host_and_nowhere_else(
    desk_browser, here, begun, fresh, astrid, visitor
):
    tables.lay_tables(begun.id, astrid, op(), 1, lambda place: f"Bord {place}")
    sent = {"phase": fresh().phases[0].id, "method": "tyst-skrivning"}
    assert desk_browser.submit(f"{here}/methods", **sent).status_code == 303
    step = "Skriv tre idéer var, en i taget."
    assert step in desk_browser.open(here).text
    assert step in visitor().open(f"/host/{tables_of(begun.id)[0].code}").text
    assert step not in visitor().open(f"/l/{begun.code}").text
    assert step not in desk_browser.open(f"{here}/screen").text
    assert desk_browser.send(f"{here}/methods", phase=sent["phase"], method="nothing")[0] == 400


def test_cards_are_read_by_what_is_to_be_done(desk_browser, visitor):
    page = desk_browser.open("/methods").text
    assert all(name in page for name in ("Rundan", "Prickning", "Fem varför"))
    chosen = desk_browser.open("/methods?for=vote").text
    assert "Prickning" in chosen
    assert "Fem varför" not in chosen
    assert "Det finns inga kort" in desk_browser.open("/methods?for=nothing").text
    assert visitor().open("/methods").status_code != 200


def test_a_card_is_chosen_where_a_lab_is_edited_and_kept_with_its_template(
    desk_browser, here, lab, fresh
):
    phase = fresh().phases[0]
    form = {"kind": [phase.kind], "phase": [phase.name], "minutes": ["10"], "method": ["rundan"]}
    edited = desk_browser.submit(
        f"{here}/edit", question=lab.question, **form, phase_id=[phase.key]
    )
    assert edited.status_code == 303
    assert fresh().phases[0].method == "rundan"
    assert '<option value="rundan" selected>' in desk_browser.open(f"{here}/edit").text
    assert '<option value="rundan" selected>' in desk_browser.open(f"{here}/copy").text
    desk_browser.submit(f"{here}/process", name="Med kort")
    page = desk_browser.open("/processes").text
    key = page[page.index('href="/processes/kept-') :].split('"')[1]
    assert '"method": "rundan"' in desk_browser.open(key).text
    refused = desk_browser.submit(
        f"{here}/edit", question=lab.question, **{**form, "method": ["nothing"]}
    )
    assert refused.status_code == 400
