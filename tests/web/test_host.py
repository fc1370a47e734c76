"""A table's host: in by a code, without an account, and out again when the code is another one."""

import re

import pytest

from labapp.services import tables
from labapp.services.summaries import summarise_lab
from labapp.store.ballot import count_ballots, latest_round
from labapp.store.idea import all_ideas
from labapp.store.offer import offers_of
from labapp.store.participant import count_joined
from labapp.store.table import notes_of, tables_of
from tests.people import move, op, open_lab


@pytest.fixture
def table(lab, astrid):
    tables.lay_tables(lab.id, astrid, op(), 2, lambda place: f"Bord {place}")
    return tables_of(lab.id)[0]


@pytest.fixture
def host(visitor, table):
    browser = visitor()
    browser.open(f"/host/{table.code}")
    return browser


def test_a_tables_code_is_typed_where_a_labs_is(visitor, lab, table):
    someone = visitor()
    someone.open("/")
    there = someone.submit("/join", code=f"{table.code[:4]} {table.code[4:]}")
    assert there.location == f"/host/{table.code}"
    assert "Bord 1, bordsvärd" in someone.open(there.location).text
    assert someone.submit("/join", code=lab.code).location == f"/l/{lab.code}"
    assert someone.submit("/join", code="00000000").status_code == 404


def test_a_host_writes_notes_and_asks_without_scripts(host, table, lab, desk_browser):
    here = f"/host/{table.code}"
    assert host.submit(f"{here}/ideas", text="Läxhjälp").status_code == 303
    assert host.submit(f"{here}/notes", note="Vi är överens.").status_code == 303
    assert host.submit(f"{here}/wish", wish="help").status_code == 303
    page = host.open(here).text
    assert "Läxhjälp" in page
    assert "Vi är överens." in page
    assert 'data-wish="help" aria-pressed="true"' in page
    desk = desk_browser.open(f"/labs/{lab.code}").text
    assert "ber om hjälp" in desk
    assert "Vi är överens." in desk_browser.open(f"/labs/{lab.code}/tables").text
    answered = f"/labs/{lab.code}/tables/{table.id}/answered"
    assert desk_browser.submit(answered).location == f"/labs/{lab.code}"
    assert "ber om hjälp" not in desk_browser.open(f"/labs/{lab.code}").text


def test_mine_has_what_is_the_tables_own(host, table, lab, visitor):
    here = f"/host/{table.code}"
    host.submit(f"{here}/ideas", text="Läxhjälp")
    host.submit(f"{here}/proposals", title="En praopott")
    fragments = host.open(f"{here}/mine").get_json()["fragments"]
    assert "Läxhjälp" in fragments["#table-ideas"]
    assert "En praopott" in fragments["#proposal"]
    assert f"{here}/proposals" in fragments["#proposal"]
    other = tables_of(lab.id)[1]
    assert "Läxhjälp" not in str(host.open(f"/host/{other.code}/mine").get_json())
    assert visitor().open("/host/00000000/mine").status_code == 404


def test_what_is_refused_is_given_back_with_words(host, table, lab):
    answer = host.submit(f"/host/{table.code}/ideas", text="x" * 501)
    assert answer.status_code == 422
    assert "x" * 501 in answer.text
    status, verdict = host.send(f"/host/{table.code}/ideas", text="Nej", channel="phone")
    assert (status, verdict["error"]["code"]) == (400, "bad_input")
    status, verdict = host.send(f"/host/{table.code}/ideas", text="Nej", channel="kiosk")
    assert (status, verdict["error"]["code"]) == (409, "phase_closed")
    assert not all_ideas(lab.id)


def test_a_shared_screen_is_ready_for_the_next_person(host, table, lab, astrid):
    move(lab.id, astrid, "next")
    sent = host.submit(f"/host/{table.code}/ideas", text="Bänkar", channel="kiosk")
    assert sent.location == f"/host/{table.code}/kiosk?saved=1"
    page = host.open(sent.location).text
    assert "Idé 1 är sparad" in page
    assert "Bänkar" not in page
    again = host.submit(f"/host/{table.code}/ideas", text=" ", channel="kiosk")
    assert again.status_code == 422
    assert 'name="channel" value="kiosk"' in again.text


def test_an_old_code_is_no_code(host, table, lab, desk_browser):
    old = table.code
    desk_browser.submit(f"/labs/{lab.code}/tables/{table.id}/code")
    assert tables_of(lab.id)[0].code != old
    assert host.open(f"/host/{old}").status_code == 404
    assert host.send(f"/host/{old}/notes", note="Sent")[0] == 404
    assert not notes_of(lab.id)


def test_a_host_has_no_way_to_the_desk(host, table, lab):
    assert host.client.get(f"/labs/{lab.code}").status_code in {302, 303, 401}
    assert host.send(f"/labs/{lab.code}/tables", tables=5)[0] == 401
    assert host.send(f"/labs/{lab.code}/tables/{table.id}/answered")[0] == 401


def test_tables_are_laid_and_named_at_the_desk(desk_browser, lab):
    here = f"/labs/{lab.code}/tables"
    assert desk_browser.submit(here, tables="2").location == here
    first = tables_of(lab.id)[0]
    assert first.name == "Bord 1"
    assert desk_browser.submit(f"{here}/{first.id}", name="Ungdomsbordet").location == here
    assert "Ungdomsbordet" in desk_browser.open(here).text
    assert desk_browser.open(f"{here}/{first.id}/qr.svg").mimetype == "image/svg+xml"
    refused = desk_browser.submit(here, tables="99")
    assert refused.status_code == 422
    assert "mellan 0 och 80" in refused.text


def test_another_facilitators_tables_are_not_there(lab, table, desk_browser, bo):
    theirs = open_lab(bo)
    assert desk_browser.open(f"/labs/{theirs}/tables").status_code == 404
    own = open_lab(lab.created_by)
    away = f"/labs/{own}/tables/{table.id}/qr.svg"
    assert desk_browser.open(away).status_code == 404


def test_a_phone_says_where_it_sits(visitor, lab, table):
    phone = visitor()
    page = phone.open(f"/l/{lab.code}").text
    assert "Vilket bord sitter du vid?" in page
    phone.submit(f"/l/{lab.code}/table", table=str(table.id))
    mine = phone.client.get(f"/l/{lab.code}/mine", headers={"Accept": "application/json"})
    assert mine.get_json()["table"] == table.id
    assert f'data-table="{table.id}" aria-pressed="true"' in phone.open(f"/l/{lab.code}").text
    phone.submit(f"/l/{lab.code}/table", table="")
    mine = phone.client.get(f"/l/{lab.code}/mine", headers={"Accept": "application/json"})
    assert mine.get_json()["table"] is None


@pytest.fixture
def voting(lab, astrid, host, table):
    """Two ideas of the shared screen, in a vote."""
    move(lab.id, astrid, "next")
    for text in ("Bänkar", "Lekplats"):
        host.submit(f"/host/{table.code}/ideas", text=text, channel="kiosk")
    move(lab.id, astrid, "next", "next")
    return latest_round(lab.id).id


def test_a_shared_screen_takes_a_ballot_of_each_who_comes(host, table, lab, astrid, voting):
    here = f"/host/{table.code}"
    assert 'name="channel" value="kiosk"' in host.open(f"{here}/kiosk").text
    choices = [offer.id for offer in offers_of(latest_round(lab.id))]
    for marks in (choices[:1], choices, []):
        sent = host.submit(f"{here}/ballots", round=voting, mark=marks, channel="kiosk")
        assert sent.location == f"{here}/kiosk?voted=1"
        page = host.open(sent.location).text
        assert "Din röst är sparad" in page
        assert "checked" not in page
    refused = host.submit(f"{here}/ballots", round=voting, mark=choices * 9, channel="kiosk")
    assert refused.status_code == 422
    assert 'name="channel" value="kiosk"' in refused.text
    move(lab.id, astrid, "next")
    summary = summarise_lab(lab.id)
    (line,) = [line for line in summary.channels if line.channel == "kiosk"]
    assert (line.ideas, line.ballots) == (2, 3)
    assert line.joined == 3  # two wrote, three voted


def test_a_shared_screen_says_when_nothing_is_taken(host, table, lab, astrid):
    page = host.open(f"/host/{table.code}/kiosk").text
    assert "Just nu" in page
    assert "textarea" not in page


def test_what_a_shared_screen_refuses_is_given_back(host, table, lab, voting):
    here = f"/host/{table.code}"
    choices = [offer.id for offer in offers_of(latest_round(lab.id))]
    host.open(f"{here}/kiosk")
    late = host.submit(f"{here}/ideas", text="x" * 501, channel="kiosk")
    assert late.status_code in {409, 422}
    assert "x" * 501 in late.text
    page = host.open(f"{here}/kiosk").text
    order = page.partition('name="order" value="')[2].partition('"')[0]
    laid = re.findall(r'name="mark" value="([0-9]+)"', page)
    marks = [choices[0], choices[0]]
    again = host.submit(f"{here}/ballots", round=voting, mark=marks, order=order, channel="kiosk")
    assert again.status_code == 422
    assert re.findall(r'name="mark" value="([0-9]+)"', again.text) == laid
    assert f'value="{choices[0]}" checked' in again.text


def test_no_host_votes_for_whoever_stood_at_the_screen(host, table, lab, voting, desk_browser):
    here = f"/host/{table.code}"
    host.submit(f"{here}/ballots", round=voting, mark=[], channel="kiosk")
    for page in (host.open(here).text, desk_browser.open(f"/labs/{lab.code}").text):
        assert "person 1" not in page
    counted = count_ballots(voting)
    host.submit(f"{here}/ballots", round=voting, mark=[], person="1", channel="table_host")
    assert count_ballots(voting) == counted + 1


def test_a_shared_screen_forgets_what_language_a_person_chose(host, table, lab, astrid):
    move(lab.id, astrid, "next")
    here = f"/host/{table.code}"
    host.open(f"{here}/kiosk")
    for leave in (
        lambda: host.submit(f"{here}/ideas", text="Benches", channel="kiosk"),
        lambda: host.open(f"{here}/kiosk?left=1"),
    ):
        chosen = host.submit(f"{here}/language?kiosk=1", lang="en")
        assert chosen.location == f"{here}/kiosk"
        assert '<html lang="en"' in host.open(chosen.location).text
        leave()
        assert '<html lang="sv"' in host.open(f"{here}/kiosk").text


def test_who_votes_first_and_writes_later_is_one_person(host, table, lab, astrid, voting):
    here = f"/host/{table.code}"
    for _ in range(3):
        host.submit(f"{here}/ballots", round=voting, mark=[], channel="kiosk")
    joined = count_joined(lab.id)["kiosk"]
    assert joined == 3
    move(lab.id, astrid, "previous", "previous")
    host.submit(f"{here}/ideas", text="Tak över bänkarna", channel="kiosk")
    assert count_joined(lab.id)["kiosk"] == 3
    host.submit(f"{here}/ideas", text="Fler träd", channel="kiosk")
    assert count_joined(lab.id)["kiosk"] == 4
