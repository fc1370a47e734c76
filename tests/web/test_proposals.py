"""A table's proposal on phones, at its host's, at the desk, on the projector and in the summary."""

from dataclasses import replace

import pytest

from labapp.domain.mandate import Mandate
from labapp.domain.proposals import Content
from labapp.services import labs, proposals, tables
from labapp.services.proposals import Writing
from labapp.store.lab import lab_by_code, lab_by_id
from labapp.store.proposal import all_proposals, versions_of
from labapp.store.table import tables_of
from tests.people import leader, move, op, open_lab
from tests.services.test_proposals import PHASES


@pytest.fixture
def table(app, astrid):
    lab = lab_by_code(open_lab(astrid, phases=PHASES))
    tables.lay_tables(lab.id, astrid, op(), 2, lambda place: f"Bord {place}")
    move(lab.id, astrid, "next", "next")
    return tables_of(lab.id)[0]


@pytest.fixture
def lab(table):
    return lab_by_id(table.lab_id)


@pytest.fixture
def seated(visitor, lab, table):
    """A phone at the table."""
    phone = visitor()
    phone.open(f"/l/{lab.code}")
    phone.submit(f"/l/{lab.code}/table", table=str(table.id))
    return phone


def test_a_phone_saves_and_reads_without_scripts(seated, lab):
    here = f"/l/{lab.code}"
    assert "Skriv bordets förslag" in seated.open(here).text
    saved = seated.submit(f"{here}/proposals", title="Praopott", what="Platser", start="new")
    assert saved.status_code == 303
    page = seated.open(here).text
    assert "Praopott" in page
    assert "något nytt" in page
    assert 'name="version" value="1"' in page


def test_what_is_refused_is_given_back(seated, lab):
    here = f"/l/{lab.code}/proposals"
    answer = seated.submit(here, title="", what="Långt och bra")
    assert answer.status_code == 422
    assert "Långt och bra" in answer.text
    assert "Skriv något först" in answer.text
    status, verdict = seated.send(here, title="Praopott", ideas="99")
    assert (status, verdict["error"]["code"]) == (422, "unknown_idea")
    seated.send(here, title="Praopott")
    status, verdict = seated.send(here, title="Ny", number=1, version=0)
    assert (status, verdict["error"]["facts"]["version"]) == (409, 1)


def test_a_phones_own_part_has_its_tables_proposal_and_no_other(visitor, seated, lab, table):
    seated.send(f"/l/{lab.code}/proposals", title="Praopott")
    asked = {"Accept": "application/json"}
    own = seated.client.get(f"/l/{lab.code}/mine", headers=asked).get_json()["fragments"]
    assert "Praopott" in own["#proposal"]
    other = visitor()
    other.open(f"/l/{lab.code}")
    theirs = other.client.get(f"/l/{lab.code}/mine", headers=asked).get_json()["fragments"]
    assert "Praopott" not in theirs["#proposal"]
    assert "vilket bord du sitter vid" in theirs["#proposal"]
    state = other.client.get(f"/l/{lab.code}/state", headers=asked).get_json()["fragments"]
    assert "Praopott" not in str(state)


def test_a_host_writes_its_tables(visitor, lab, table):
    host = visitor()
    host.open(f"/host/{table.code}")
    sent = host.submit(f"/host/{table.code}/proposals", title="Praopott", who="Förvaltningen")
    assert sent.status_code == 303
    assert "Förvaltningen" in host.open(f"/host/{table.code}").text
    assert all_proposals(lab.id)[0].table_id == table.id
    again = host.submit(f"/host/{table.code}/proposals", title="Sent", number="1", version="0")
    assert again.status_code == 409
    assert "Sent" in again.text


def test_the_room_reads_them_when_they_are_told(visitor, desk_browser, lab, table, astrid):
    content = Content(title="Praopott", what="Platser")
    proposals.write_proposal(lab.id, leader(astrid), op(), Writing(content))
    working = desk_browser.open(f"/labs/{lab.code}/screen").text
    assert "Praopott" in working
    assert "Inget än från: Bord 1, Bord 2" in desk_browser.open(f"/labs/{lab.code}").text
    move(lab.id, astrid, "next")
    assert "Praopott" in desk_browser.open(f"/labs/{lab.code}/screen").text
    phone = visitor()
    assert "Praopott" in phone.open(f"/l/{lab.code}").text
    hidden = desk_browser.submit(f"/labs/{lab.code}/proposals/1/hiding", reason="spam")
    assert hidden.location == f"/labs/{lab.code}/proposals"
    for page in (phone.open(f"/l/{lab.code}"), desk_browser.open(f"/labs/{lab.code}/screen")):
        assert "Praopott" not in page.text
    assert "Dolt: " in desk_browser.open(f"/labs/{lab.code}/proposals").text


def test_it_stands_in_the_summary_page_and_table(desk_browser, lab, table, astrid):
    content = Content(title="Praopott", what="Platser", risk="Få anmäler sig")
    proposals.write_proposal(lab.id, leader(astrid), op(), Writing(content))
    page = desk_browser.open(f"/labs/{lab.code}/summary").text
    assert "Förslag 1: Praopott" in page
    assert "Vad kan gå fel: Få anmäler sig" in page
    table_file = desk_browser.open(f"/labs/{lab.code}/summary.csv").data.decode("utf-8-sig")
    assert "proposal_part;1;Vad ska göras;;Platser" in table_file


@pytest.fixture
def with_goals(lab, astrid):
    goals = Mandate(goals="God utbildning\nHållbar stad & land")
    labs.edit_lab(lab.id, astrid, op(), replace(labs.plan_of(lab), mandate=goals))
    return lab_by_id(lab.id)


def test_goals_and_rough_cost_are_ticked_and_read_wherever_the_proposal_is(
    seated, desk_browser, with_goals, astrid
):
    here = f"/l/{with_goals.code}"
    form = {"title": "Praopott", "cost_level": "small", "size": "middle"}
    picked = ["God utbildning", "Hållbar stad & land"]
    assert seated.submit(f"{here}/proposals", **form, goals=picked).status_code == 303
    said = ("God utbildning; Hållbar stad &amp; land", "kostar lite", "klart inom ett år")
    for browser, path in ((seated, here), (desk_browser, f"/labs/{with_goals.code}/proposals")):
        page = browser.open(path).text
        assert all(words in page for words in said)
        assert page.count('value="God utbildning" checked') == 1
    assert all(
        words in desk_browser.open(f"/labs/{with_goals.code}/summary").text for words in said
    )
    status, _ = seated.send(
        f"{here}/proposals", title="Praopott", goals=picked[:1], number=1, version=1
    )
    (proposal,) = all_proposals(with_goals.id)
    assert (status, proposal.says.goals) == (200, ("God utbildning",))
    assert versions_of(proposal.id)[1].content["goals"] == picked
    move(with_goals.id, astrid, "next")
    page = desk_browser.open(f"/labs/{with_goals.code}/screen").text
    assert "God utbildning" in page


def test_what_was_ticked_comes_back_when_it_is_refused(seated, with_goals):
    sent = {"title": "", "goals": ["God utbildning"], "cost_level": "large"}
    page = seated.submit(f"/l/{with_goals.code}/proposals", **sent).text
    assert 'value="God utbildning" checked' in page
    assert '<option value="large" selected>' in page


def test_a_lab_without_goals_does_not_ask(seated, lab):
    assert 'name="goals"' not in seated.open(f"/l/{lab.code}").text
