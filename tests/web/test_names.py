"""A phone proposes a theme's name; the desk alone reads it, and takes it or lets it go."""

import pytest

from labapp.store.db import session
from labapp.store.idea import theme_in
from labapp.store.name import names_in
from tests.people import move


@pytest.fixture
def grouping(lab, theme, astrid):
    move(lab.id, astrid, "next", "next")
    return lab


@pytest.fixture
def phone_browser(visitor, grouping):
    browser = visitor()
    browser.open(f"/l/{grouping.code}")
    return browser


def test_a_name_is_proposed_and_taken_without_scripts(
    desk_browser, phone_browser, visitor, here, grouping, theme
):
    there = f"/l/{grouping.code}/themes/{theme.id}/names"
    assert f'action="{there}"' in phone_browser.open(f"/l/{grouping.code}").text
    assert phone_browser.submit(there, name="Gröna <rum>").status_code == 303
    for browser, path in ((visitor(), f"/l/{grouping.code}"), (desk_browser, f"{here}/screen")):
        assert "Gröna" not in browser.open(path).text
    assert "Gröna &lt;rum&gt;" in desk_browser.open(here).text
    said = names_in(grouping.id)[0].id
    assert desk_browser.submit(f"{here}/names/{said}/taking").status_code == 303
    session().expire_all()
    assert theme_in(grouping.id, theme.id).name == "Gröna <rum>"
    assert "Gröna &lt;rum&gt;" in visitor().open(f"/l/{grouping.code}").text
    assert "theme__said" not in desk_browser.open(here).text


def test_a_name_that_is_refused_comes_back(phone_browser, grouping, theme):
    there = f"/l/{grouping.code}/themes/{theme.id}/names"
    phone_browser.open(f"/l/{grouping.code}")
    answer = phone_browser.submit(there, name="Plats att vila")
    assert answer.status_code == 409
    assert 'value="Plats att vila"' in answer.text
    assert f'id="name-{theme.id}" open' in answer.text


def test_a_name_is_dismissed_by_its_facilitator_alone(
    desk_browser, phone_browser, visitor, here, grouping, theme
):
    phone_browser.send(f"/l/{grouping.code}/themes/{theme.id}/names", name="Dumt")
    said = names_in(grouping.id)[0].id
    stranger = visitor()
    stranger.open("/")
    for what in ("taking", "dismissal"):
        assert stranger.send(f"{here}/names/{said}/{what}")[0] in {401, 404}
    desk_browser.open(here)
    assert desk_browser.send(f"{here}/names/{said}/dismissal")[0] == 200
    assert "Dumt" not in desk_browser.open(here).text
