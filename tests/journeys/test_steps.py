"""A step more by two keys; and a name for a theme that news does not take from its writer."""

from playwright.sync_api import expect

from tests.journeys.conftest import DESK
from tests.journeys.test_accessibility import violations
from tests.journeys.test_evening import SOON, go_on, join, open_lab, set_up
from tests.servers import on

pytestmark = on("eventlet")


def put_in_by_keys(desk):
    desk.keyboard.press("+")
    expect(desk.locator("#insert")).to_be_visible()
    assert violations(desk) == []
    desk.keyboard.press("1")
    expect(desk.locator("#insert")).to_be_hidden(**SOON)
    expect(desk.locator(".plan__name").nth(1)).to_have_text("Paus", **SOON)
    expect(desk.locator("#plan [aria-current] .plan__name")).to_have_text("Skriv idéer")
    desk.locator(".inserted button").click()
    expect(desk.locator(".plan__step")).to_have_count(4, **SOON)


def add_theme(desk, name):
    desk.locator("a[href='#new-theme']").click()
    desk.locator("#new-theme [name=name]").fill(name)
    desk.keyboard.press("Enter")
    expect(desk.locator(".theme h3", has_text=name)).to_be_visible(**SOON)


def begin_a_name(phone, name):
    theme = phone.locator("details[id^=name-]").first
    theme.locator("summary").click()
    theme.locator("[name=name]").fill(name)
    return theme


def test_a_step_is_put_in_by_keys_and_a_name_comes_from_a_phone(server, people):
    desk = people(DESK)
    set_up(desk, server)
    phone = join(people, server, open_lab(desk))
    go_on(desk)
    put_in_by_keys(desk)
    go_on(desk)
    add_theme(desk, "Plats att vila")
    theme = begin_a_name(phone, "Gröna rum")
    add_theme(desk, "Ljus")
    expect(phone.locator("#themes h2")).to_have_count(2, **SOON)
    expect(theme.locator("[name=name]")).to_have_value("Gröna rum")
    expect(theme.locator("[name=name]")).to_be_focused()
    assert violations(phone) == []
    theme.locator("button").click()
    said = desk.locator(".theme__said", has_text="Gröna rum")
    expect(said).to_be_visible(**SOON)
    assert violations(desk) == []
    said.locator("button").first.click()
    expect(phone.locator("#themes h2").first).to_have_text("Gröna rum", **SOON)
    expect(said).to_have_count(0, **SOON)
