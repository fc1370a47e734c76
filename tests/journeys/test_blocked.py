"""Where no WebSocket comes through, phones hear the same by long-polling."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_evening import SOON, go_on, open_lab, set_up
from tests.journeys.wall import Wall


@pytest.fixture(params=["refuse", "swallow"])
def wall(request, server):
    wall = Wall(server.port, request.param)
    yield wall
    wall.stop()


def test_a_phone_behind_a_wall_hears_that_the_lab_goes_on(wall, server, people):
    desk = people(DESK)
    set_up(desk, server)
    code = open_lab(desk)
    phone = people(PHONE)
    phone.goto(f"http://127.0.0.1:{wall.port}/l/{code}")
    connected = desk.locator("#counts dd").first
    expect(connected).to_have_text("1", timeout=20_000)  # swallowed, it takes eight seconds
    assert wall.hits >= 1
    go_on(desk)
    expect(phone.locator("#idea [name=text]")).to_be_visible(**SOON)
    phone.locator("#idea [name=text]").fill("Läxhjälp")
    phone.locator("#idea button").click()
    expect(phone.locator("#own li", has_text="Läxhjälp")).to_be_visible(**SOON)
    go_on(desk)
    expect(phone.locator("#themes")).to_be_visible(**SOON)
