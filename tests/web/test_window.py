"""Ideas before and after the meeting: each waits for a person, unless somebody keeps watch."""

from datetime import timedelta

import pytest

from labapp.domain.ideas import Channel, IdeaStatus
from labapp.i18n import locale
from labapp.services import clock
from labapp.store.idea import all_ideas
from tests.people import move


def on_the_clock(**ahead):
    return (clock.now() + timedelta(**ahead)).astimezone(locale.zone()).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def desk(desk_browser, here):
    desk_browser.open(here)
    return desk_browser


@pytest.fixture
def phone(visitor, lab):
    browser = visitor()
    browser.open(f"/l/{lab.code}")
    return browser


def test_people_write_before_the_meeting_and_a_person_reads_first(desk, here, lab, phone, visitor):
    there = f"/l/{lab.code}"
    assert phone.submit(f"{there}/ideas", text="För tidigt").status_code == 409
    assert 'id="idea"' not in phone.open(there).text
    assert desk.submit(f"{here}/window", until=on_the_clock(days=3)).location == here
    page = phone.open(there).text
    assert "Du kan skriva redan nu" in page
    assert "En person läser din idé innan andra ser den." in page
    phone.submit(f"{there}/ideas", text="Fler bänkar")
    (idea,) = all_ideas(lab.id)
    assert (idea.status, idea.channel, idea.late) == (IdeaStatus.PENDING, Channel.ASYNC, False)
    assert "Fler bänkar" not in visitor().open(there).text
    page = desk.open(here).text
    assert "1 idé väntar på att läsas" in page
    assert "Ingen vakar" in page
    desk.submit(f"{here}/ideas/{idea.id}/showing")
    assert "Fler bänkar" in visitor().open(there).text


def test_while_somebody_watches_ideas_are_shown_as_they_come(desk, here, lab, phone):
    desk.submit(f"{here}/window", until=on_the_clock(days=3))
    desk.submit(f"{here}/watch", hours="2")
    assert "Astrid vakar till" in desk.open(here).text
    assert "En person läser din idé" not in phone.open(f"/l/{lab.code}").text
    phone.submit(f"/l/{lab.code}/ideas", text="Nu")
    with clock.pretending(clock.now() + timedelta(hours=3)):
        phone.submit(f"/l/{lab.code}/ideas", text="Sedan")
    desk.submit(f"{here}/watch", hours="0")
    phone.submit(f"/l/{lab.code}/ideas", text="Sist")
    status = {idea.text: idea.status for idea in all_ideas(lab.id)}
    assert status["Nu"] is IdeaStatus.VISIBLE
    assert status["Sedan"] is status["Sist"] is IdeaStatus.PENDING


def test_the_meeting_itself_has_its_own_rules(desk, here, lab, astrid, phone):
    desk.submit(f"{here}/window", until=on_the_clock(days=3))
    there = f"/l/{lab.code}"
    move(lab.id, astrid, "next")
    phone.submit(f"{there}/ideas", text="I mötet")
    assert all_ideas(lab.id)[0].channel is Channel.PHONE
    assert all_ideas(lab.id)[0].status is IdeaStatus.VISIBLE
    move(lab.id, astrid, "next", "next")
    assert 'id="idea"' not in phone.open(there).text
    move(lab.id, astrid, "next")
    assert "Du kan skriva här också efter mötet" in phone.open(there).text
    assert phone.submit(f"{there}/ideas", text="Efter mötet").status_code == 303
    with clock.pretending(clock.now() + timedelta(days=4)):
        assert phone.submit(f"{there}/ideas", text="För sent").status_code == 409
    desk.submit(f"{here}/window", until="")
    assert 'id="idea"' not in phone.open(there).text


@pytest.mark.parametrize("until", ["i morgon", "2020-01-01T10:00", "9999-12-31T23:59"])
def test_a_time_that_cannot_be_is_refused_in_words(desk, here, until):
    answer = desk.submit(f"{here}/window", until=until)
    assert answer.status_code in {400, 422}
    assert desk.submit(f"{here}/watch", hours="3").status_code == 400
