"""The facilitator calls things up on the big screen, by keys, and it comes back by itself."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, SCREEN
from tests.journeys.test_accessibility import violations
from tests.journeys.test_evening import SOON, go_on, open_lab, set_up
from tests.servers import on

pytestmark = on("gevent")


@pytest.fixture
def desk(server, people):
    page = people(DESK)
    set_up(page, server)
    open_lab(page)
    return page


@pytest.fixture
def screen(people, desk):
    page = people(SCREEN)
    page.context.add_cookies(desk.context.cookies())
    page.goto(f"{desk.url}/screen")
    return page


def go_black_and_back(desk, screen):
    sign, rail = desk.locator("#shown"), screen.locator(".rail")
    desk.keyboard.press("b")
    expect(rail).to_be_hidden(**SOON)
    expect(sign).to_contain_text("Storbilden visar: Svart", **SOON)
    assert violations(desk) == []
    sign.locator("button").focus()
    desk.keyboard.press("Enter")
    expect(rail).to_be_visible(**SOON)
    expect(desk.locator("#screen-menu > summary")).to_be_focused(**SOON)
    expect(sign).to_be_hidden()


def write_a_message(desk, screen):
    desk.keyboard.press("m")
    desk.keyboard.type("Rast till fem")  # b, a and t call nothing up while one writes
    desk.locator("#modes [data-key=M]").click()
    expect(screen.locator("#screen h1")).to_have_text("Rast till fem", **SOON)
    assert violations(screen) == []


def test_the_screen_is_called_up_by_keys_and_follows_the_next_step(desk, screen):
    go_black_and_back(desk, screen)
    write_a_message(desk, screen)
    go_on(desk)
    expect(screen.locator("#wall")).to_be_visible(**SOON)
    desk.keyboard.press("c")
    expect(screen.locator("[data-face]")).to_contain_text("9.", **SOON)
    assert violations(screen) == []
    desk.keyboard.press("c")
    expect(screen.locator("#wall")).to_be_visible(**SOON)
