"""Sorting many ideas at the desk in a real browser: find, mark, put together, take back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK
from tests.journeys.test_accessibility import violations
from tests.journeys.test_evening import SOON, go_on, join, open_lab, set_up, write
from tests.servers import on

pytestmark = on("eventlet")

IDEAS = ("Fler bänkar i parken", "Fler parkbänkar", "Billigare busskort")


def collecting(people, server, ideas):
    """A desk that collects ideas; `phone` wrote these, in the lab of this `code`."""
    page = people(DESK)
    set_up(page, server)
    page.code = open_lab(page)
    go_on(page)
    page.phone = join(people, server, page.code)
    for words in ideas:
        write(page.phone, words)
    return page


@pytest.fixture
def desk(server, people):
    page = collecting(people, server, IDEAS)
    expect(page.locator("#lines > .line:visible")).to_have_count(3, **SOON)
    return page


def merge_by_keys(desk):
    """Find two ideas, mark both and put them together."""
    desk.keyboard.press("/")
    desk.keyboard.type("park")
    expect(desk.locator("#lines > .line:visible")).to_have_count(2)
    desk.keyboard.press("Enter")
    desk.keyboard.press("Shift+ArrowDown")
    expect(desk.locator(".picked__n")).to_have_text("2 markerade")
    desk.keyboard.press("m")
    assert violations(desk) == []
    desk.keyboard.press("Enter")
    expect(desk.locator(".with summary")).to_contain_text("2 idéer sammanslagna", **SOON)


def test_ideas_are_put_together_and_taken_apart_by_keys(desk):
    merge_by_keys(desk)
    expect(desk.locator("#picked")).to_be_hidden()
    expect(desk.phone.locator("#own > li").last).to_contain_text("idé 2", timeout=9000)
    desk.locator(".with summary").click()
    assert violations(desk) == []
    desk.locator(".line__do button:visible").first.focus()
    desk.keyboard.press("z")
    expect(desk.locator("#lines > .line:visible")).to_have_count(2, **SOON)

    desk.locator("#open-twins").click()
    expect(desk.locator("[data-pair] > li")).to_have_count(2, **SOON)
    assert violations(desk) == []
    desk.keyboard.press("1")
    expect(desk.locator("#twins [data-none]")).to_be_visible(**SOON)
    desk.locator("#twins [data-back]").click()
    expect(desk.locator("[data-pair] > li")).to_have_count(2, **SOON)
