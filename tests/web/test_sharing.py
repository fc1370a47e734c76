"""The page of those who share a phone: it works without scripts, and shows nobody's marks."""

import pytest

from labapp.services.summaries import summarise_lab
from labapp.store.ballot import ballots_in, latest_round
from labapp.store.idea import all_ideas
from labapp.store.lab import lab_by_code
from labapp.store.offer import offers_of
from tests.people import move, open_lab


@pytest.fixture
def together(lab):
    return f"/l/{lab.code}/together"


@pytest.fixture
def shared(visitor, lab, together):
    """A browser of three."""
    browser = visitor()
    assert "Vi är flera om den här telefonen" in browser.open(f"/l/{lab.code}").text
    browser.open(together)
    assert browser.submit(together, people="3").status_code == 303
    return browser


def test_each_writes_and_the_page_remembers_who(shared, lab, astrid, together):
    move(lab.id, astrid, "next")
    assert "Vems idé är det?" in shared.open(together).text
    sent = shared.submit(f"{together}/ideas", text="Bänkar", person="2")
    page = shared.open(sent.location).text
    assert 'value="2" checked' in page
    assert "Bänkar" not in page
    assert all_ideas(lab.id)[0].channel == "phone"
    assert 'class="slip slip--mine"' in shared.open(f"/l/{lab.code}").text


def test_what_is_refused_is_given_back(shared, lab, astrid, together):
    move(lab.id, astrid, "next")
    refused = shared.submit(f"{together}/ideas", text="x" * 501, person="3")
    assert refused.status_code == 422
    assert "x" * 501 in refused.text
    assert 'value="3" checked' in refused.text
    assert shared.submit(together, people="9").status_code == 422
    assert shared.send(f"{together}/ideas", text="Nej", person=4)[0] == 404
    assert not all_ideas(lab.id)


def test_the_phone_goes_round_and_no_mark_is_seen_twice(shared, lab, astrid, together):
    move(lab.id, astrid, "next")
    shared.submit(f"{together}/ideas", text="Bänkar", person="1")
    move(lab.id, astrid, "next", "next")
    round_ = latest_round(lab.id)
    mark = str(offers_of(round_)[0].id)
    assert shared.open(f"/l/{lab.code}").location == together
    for person in (1, 2, 3):
        page = shared.open(together).text
        assert f"Person {person} av 3" in page
        assert f'value="{mark}" checked' not in page
        sent = shared.submit(
            f"{together}/ballot", round=str(round_.id), n="1", person=str(person), mark=mark
        )
        assert sent.status_code == 303
    page = shared.open(sent.location).text
    assert "Alla 3 har röstat" in page
    assert [cast.marks for cast in ballots_in(round_.id)] == [{int(mark): 1}] * 3
    again = shared.open(f"{together}?person=2").text
    assert "Person 2 av 3" in again
    assert f'value="{mark}" checked' not in again
    assert 'name="n" value="2"' in again
    mine = shared.client.get(f"/l/{lab.code}/mine", headers={"Accept": "application/json"})
    assert mine.get_json()["marks"] == {}


def test_a_phone_of_ones_own_again(shared, lab, together):
    shared.submit(together, people="1")
    assert "Bara jag" not in shared.open(together).text
    assert summarise_lab(lab.id).joined == 1


def test_in_a_lab_on_a_hard_subject_it_says_what_not_to_write(visitor, astrid):
    lab = lab_by_code(open_lab(astrid, sensitive=True))
    move(lab.id, astrid, "next")
    browser = visitor()
    browser.open(f"/l/{lab.code}/together")
    browser.submit(f"/l/{lab.code}/together", people="2")
    assert 'id="careful"' in browser.open(f"/l/{lab.code}/together").text
