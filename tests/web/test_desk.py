"""The desk as a page and as fragments, and who is kept out."""

import re

import pytest

from labapp.i18n import locale
from labapp.live.audience import Audience
from labapp.services import labs
from labapp.store.lab import lab_by_code
from labapp.web.fragments import whole
from labapp.web.views import LabView
from tests.people import move, op, open_lab


@pytest.mark.parametrize("steps", range(4))
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_desk_says_where_the_lab_is(desk_browser, lab, astrid, idea, steps, lang):
    move(lab.id, astrid, *["next"] * steps)
    page = desk_browser.client.get(f"/labs/{lab.code}", headers={"Accept-Language": lang})
    assert page.status_code == 200
    assert f'lang="{lang}"' in page.text
    assert lab_by_code(lab.code).phase.name in page.text


def test_before_the_lab_the_desk_shows_the_way_in(desk_browser, lab, here):
    page = desk_browser.open(here).text
    assert f'src="{here}/qr.svg"' in page
    assert f"{lab.code[:4]} {lab.code[4:]}" in page
    assert f"{here}/screen" in page
    assert f"{here}/poster.pdf" in page


def test_every_form_of_the_page_works_without_scripts(desk_browser, here, in_vote, theme):
    page = desk_browser.open(here).text
    forms = re.findall(
        r'<form method="post".*?</form>|<form class[^>]*method="post".*?</form>', page, re.DOTALL
    )
    assert len(forms) > 10
    assert [form[:90] for form in forms if "csrf_token" not in form] == []
    unnamed = [form for form in forms if 'name="op_id"' not in form]
    assert all("/sign-out" in form or "/language" in form for form in unnamed)


def test_what_news_carries_is_nobodys_own(lab, in_vote, theme):
    with locale.speaking("sv"):
        fragments = whole(LabView(lab_by_code(lab.code)), Audience.DESK)
    assert set(fragments) == {
        "#plan",
        "#now",
        "#board",
        "#agreeing",
        "#counts",
        "#modes",
        "#shown",
    }
    assert "csrf_token" not in "".join(fragments.values())
    assert all(f'id="{name[1:]}"' in html for name, html in fragments.items())


PRESSES = {
    "/phase": {"to": "next"},
    "/time": {"minutes": "2"},
    "/pause": {"paused": "true"},
    "/door": {"open": "false"},
    "/results": {},
    "/closing": {},
    "/publication": {},
    "/screen": {"mode": "black"},
    "/screen-link": {},
    "/deletion": {},
    "/themes": {"name": "Mitt"},
    "/ideas": {"text": "Min", "channel": "paper"},
}


@pytest.mark.parametrize("path", PRESSES)
def test_another_facilitators_lab_is_not_there(desk_browser, lab, bo, path):
    others = open_lab(bo)
    status, verdict = desk_browser.send(f"/labs/{others}{path}", **PRESSES[path])
    assert (status, verdict["error"]["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", PRESSES)
def test_a_stranger_leads_nothing(visitor, here, path):
    browser = visitor()
    browser.open("/sign-in")
    assert browser.send(here + path, **PRESSES[path])[0] == 401
    assert browser.submit(here + path, **PRESSES[path]).location.startswith("/sign-in")


@pytest.mark.parametrize("path", PRESSES)
def test_unknown_fields_are_refused(desk_browser, here, path):
    status, verdict = desk_browser.send(here + path, **PRESSES[path], colour="red")
    assert (status, verdict["error"]["code"]) == (400, "bad_input")


@pytest.mark.parametrize("path", ["/phase", "/time", "/pause", "/door", "/themes", "/ideas"])
def test_a_closed_lab_is_led_no_more(desk_browser, here, lab, astrid, path):
    labs.close_lab(lab.id, astrid, op())
    status, verdict = desk_browser.send(here + path, **PRESSES[path])
    assert (status, verdict["error"]["code"]) == (409, "lab_closed")
    assert verdict["error"]["message"]


def test_a_lab_is_rehearsed_in_a_copy_and_the_copy_taken_away(desk_browser, lab):
    opened = desk_browser.submit(f"/labs/{lab.code}/rehearsal")
    copy = opened.location
    assert copy != f"/labs/{lab.code}"
    assert "Det här är en övning." in desk_browser.open(copy).text
    assert "övning" in desk_browser.open("/labs").text
    assert desk_browser.submit(f"/labs/{lab.code}/wiping").status_code == 404
    assert desk_browser.submit(f"{copy}/wiping").location == "/labs"
    assert desk_browser.open(copy).status_code == 404
