"""A phone reads one idea and reports it; the desk sees who waits, and answers."""

import pytest

from labapp.domain.ideas import Draft, IdeasShown
from labapp.services import ideas
from labapp.store.idea import all_ideas
from labapp.store.lab import lab_by_code
from tests.people import a_phone, move, op, open_lab


@pytest.fixture
def reader(visitor, lab, idea):
    phone = visitor()
    phone.open(f"/l/{lab.code}")
    return phone


def test_an_idea_is_read_and_reported_without_scripts(reader, lab, idea, desk_browser):
    here = f"/l/{lab.code}/ideas/{idea.number}"
    assert f'href="{here}"' in reader.open(f"/l/{lab.code}").text
    assert "Fler bänkar i parken" in reader.open(here).text
    assert reader.submit(f"{here}/report").location == here
    assert "Labbledaren har fått veta det" in reader.open(here).text
    assert "anmäld av 1" in desk_browser.open(f"/labs/{lab.code}").text
    desk_browser.submit(f"/labs/{lab.code}/ideas/{idea.id}/keeping")
    assert "anmäld av" not in desk_browser.open(f"/labs/{lab.code}").text


def test_what_the_room_may_not_read_is_not_there(reader, lab, idea, astrid):
    ideas.hide_idea(lab.id, astrid, op(), idea.id, ("insult", ""))
    assert reader.open(f"/l/{lab.code}/ideas/{idea.number}").status_code == 404
    assert reader.send(f"/l/{lab.code}/ideas/{idea.number}/report")[0] == 404


def test_others_ideas_cannot_be_read_by_number_before_it_is_time(visitor, astrid, app):
    lab = lab_by_code(open_lab(astrid, ideas_shown=IdeasShown.AFTER_PHASE))
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Hemligt än"))
    phone = visitor()
    phone.open(f"/l/{lab.code}")
    assert phone.open(f"/l/{lab.code}/ideas/1").status_code == 404


def test_waiting_ideas_stand_at_the_desk_alone(visitor, desk_browser, lab, astrid):
    move(lab.id, astrid, "next")
    desk_browser.open(f"/labs/{lab.code}")
    desk_browser.submit(f"/labs/{lab.code}/moderation", when="before")
    writer, other = visitor(), visitor()
    writer.open(f"/l/{lab.code}")
    writer.submit(f"/l/{lab.code}/ideas", text="Väntande bänkar")
    assert "Den visas när labbledaren har läst den" in writer.open(f"/l/{lab.code}").text
    for page in (other.open(f"/l/{lab.code}"), desk_browser.open(f"/labs/{lab.code}/screen")):
        assert "Väntande bänkar" not in page.text
    desk = desk_browser.open(f"/labs/{lab.code}").text
    assert "Väntande bänkar" in desk
    assert 'id="tab-pending"' in desk
    desk_browser.submit(f"/labs/{lab.code}/ideas/{all_ideas(lab.id)[0].id}/showing")
    assert "Väntande bänkar" in other.open(f"/l/{lab.code}").text


def test_a_writer_is_told_what_looks_personal(visitor, lab, astrid, desk_browser):
    move(lab.id, astrid, "next")
    writer = visitor()
    writer.open(f"/l/{lab.code}")
    writer.submit(f"/l/{lab.code}/ideas", text="Ring 070-174 06 05")
    assert "Det ser ut som ett telefonnummer" in writer.open(f"/l/{lab.code}").text
    assert "telefonnummer?" in desk_browser.open(f"/labs/{lab.code}").text
