"""A mingle after two labs: by its template, on a phone, compared at the desk, on the wall."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, SCREEN
from tests.journeys.test_accessibility import violations
from tests.journeys.test_evening import SOON, go_on, join, set_up, write
from tests.servers import on

pytestmark = on("eventlet")

LABS = {"Hur lyckas alla i skolan?": "Hjälp med läxor", "Var ska vi bo?": "Bygg över vägen"}


@pytest.fixture
def desk(server, people):
    """A desk that has held two labs, each with an idea."""
    page = people(DESK)
    set_up(page, server)
    for question, words in LABS.items():
        page.goto(f"{server.url}/labs/new")
        page.locator("[name=question]").fill(question)
        code = opened(page)
        go_on(page)
        write(join(people, server, code), words)
    return page


def opened(page):
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(r"/labs/\d{8}$"))
    return page.url.rpartition("/")[2]


@pytest.fixture
def mingle(desk, server):
    """A mingle by its template, that shows both labs; its code."""
    desk.goto(f"{server.url}/labs/new?process=medskaparmingel-120")
    desk.locator("[name=question]").fill("Har du också en idé?")
    for question in LABS:
        desk.locator("#gallery label", has_text=question).click()
    assert violations(desk) == []
    return opened(desk)


@pytest.fixture
def wall(desk, server, people, mingle):
    screen = people(SCREEN)
    screen.clock.install()
    screen.context.add_cookies(desk.context.cookies())
    screen.goto(f"{server.url}/labs/{mingle}/screen")
    return screen


def test_a_mingle_shows_two_labs_and_a_new_idea_is_put_under_one_of_theirs(
    desk, server, people, mingle, wall
):
    phone = join(people, server, mingle)
    go_on(desk)
    go_on(desk)
    read_both(phone)
    phone.locator("#idea label", has_text="lyckas").click()
    write(phone, "mer hjälp med läxor")
    expect(phone.locator("#idea [name=for_lab]").last).to_be_checked()
    in_turn(wall)
    compare(desk)
    expect(phone.locator("#own > li").last).to_contain_text("Sammanslagen", timeout=9000)
    take_out(desk)


def read_both(phone):
    """Each lab is a fold in the page; all of it is on a page of its own."""
    for place, (question, words) in enumerate(LABS.items(), start=1):
        fold = phone.locator(f"#earlier-{place}")
        expect(fold).to_contain_text(question, **SOON)
        fold.locator("summary").click()
        expect(fold.get_by_text(words)).to_be_visible()
    assert violations(phone) == []
    phone.locator("#earlier-2 a").click()
    expect(phone.locator("h1")).to_have_text("Var ska vi bo?")
    assert violations(phone) == []
    phone.go_back()
    expect(phone.locator("#idea")).to_be_visible()


def in_turn(wall):
    """One lab after the other, then what is new; and it stands still while it is paused."""
    new = "mer hjälp med läxor"
    expect(wall.locator("#wall")).to_contain_text(new, timeout=9000)
    for words in (*LABS.values(), new, "Hjälp med läxor"):
        expect(wall.locator("[data-turn]:visible")).to_have_count(1)
        expect(wall.locator("[data-turn]:visible")).to_contain_text(words)
        wall.clock.run_for(21_000)
    assert violations(wall) == []
    wall.mouse.move(300, 300)
    wall.locator(".pause").click()
    wall.clock.run_for(60_000)
    expect(wall.locator("[data-turn]:visible")).to_contain_text("Bygg över vägen")


def compare(desk):
    desk.locator("#board a[href$='/gallery']").click()
    own = desk.locator("#own .pair", has_text="mer hjälp med läxor")
    expect(own).to_contain_text("idé 1 i labbet ”Hur lyckas alla i skolan?”")
    assert violations(desk) == []
    own.locator("form button").first.click()
    expect(desk.locator("#joined")).to_contain_text("Hjälp med läxor")


def take_out(desk):
    desk.locator("#joined form button").click()
    expect(desk.locator("#joined")).to_have_count(0)
    expect(desk.locator("#own .pair")).to_have_count(1)
