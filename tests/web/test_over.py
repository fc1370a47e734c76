"""The address on a slip leads on: to the lab, then to what is to come, then to the summary."""

import datetime as dt

import pytest

from labapp.domain.ideas import Draft
from labapp.services import ideas, labs
from labapp.store.lab import lab_by_code
from tests.people import QUESTION, a_phone, move, op, open_lab

SOON = "Sammanställningen kommer här, på den här sidan."
WAYS = ["typed", "scanned", "address"]


@pytest.fixture
def held(astrid):
    """A lab that somebody took part in, with an answer promised."""
    code = open_lab(astrid, recipient="Utbildningsnämnden", answer_by=dt.date(2030, 9, 4))
    lab = lab_by_code(code)
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Fler bänkar"))
    return lab


def follow(browser, lab, way):
    """Somebody at home with the slip: types the code, scans, or has kept the page's address."""
    browser.open("/")
    if way == "typed":
        answer = browser.submit("/join", code=f"{lab.code[:4]} {lab.code[4:]}")
        assert answer.status_code == 303
        path = answer.headers["Location"]
    else:
        path = f"/j/{lab.join_token}" if way == "scanned" else f"/l/{lab.code}"
    answer = browser.open(path)
    if answer.status_code in {301, 302, 303}:
        path = answer.headers["Location"]
        answer = browser.open(path)
    return path, answer


@pytest.mark.parametrize("way", WAYS)
def test_while_the_lab_is_held_it_leads_into_it(held, visitor, way):
    _, page = follow(visitor(), held, way)
    assert page.status_code == 200
    assert QUESTION in page.text
    assert SOON not in page.text


@pytest.mark.parametrize("way", WAYS)
def test_when_it_is_over_a_newcomer_learns_what_comes_and_when(held, astrid, visitor, way):
    labs.close_lab(held.id, astrid, op())
    _, page = follow(visitor(), held, way)
    assert page.status_code == 200
    for words in (QUESTION, "Labbet är slut.", "4 september 2030", "Utbildningsnämnden", SOON):
        assert words in page.text
    assert "Fler bänkar" not in page.text


@pytest.mark.parametrize("way", WAYS)
def test_when_the_summary_is_out_it_leads_there(held, astrid, visitor, way):
    labs.close_lab(held.id, astrid, op())
    labs.publish_summary(held.id, astrid, op())
    path, page = follow(visitor(), held, way)
    assert path == f"/s/{held.slug}"
    assert "Fler bänkar" in page.text


def test_who_was_in_the_lab_is_led_to_the_summary_from_the_own_page(held, astrid, visitor):
    phone = visitor()
    phone.open(f"/l/{held.code}")
    phone.send(f"/l/{held.code}/ideas", text="Läxhjälp")
    labs.close_lab(held.id, astrid, op())
    assert SOON in phone.open(f"/l/{held.code}").text
    labs.publish_summary(held.id, astrid, op())
    page = phone.open(f"/l/{held.code}")
    assert page.status_code == 200
    assert f"/s/{held.slug}" in page.text


def test_a_door_that_was_only_shut_stays_shut(held, astrid, visitor):
    labs.set_door(held.id, astrid, op(), is_open=False)
    browser = visitor()
    browser.open("/")
    assert browser.submit("/join", code=held.code).status_code == 403
    assert browser.open(f"/l/{held.code}").status_code == 403
