"""Masking words of an idea by keyboard alone; phones and the big screen follow at once."""

from playwright.sync_api import expect

from tests.journeys.conftest import DESK, SCREEN
from tests.journeys.test_accessibility import violations
from tests.journeys.test_evening import SOON, go_on, join, open_lab, set_up, write
from tests.servers import on

pytestmark = on("eventlet")


def test_a_phone_number_is_masked_by_keys(server, people):
    desk = people(DESK)
    set_up(desk, server)
    code = open_lab(desk)
    go_on(desk)
    write(join(people, server, code), "Ring 070-1740605 om bänken")
    reader, screen = join(people, server, code), people(SCREEN)
    screen.goto(f"{server.url}/screen/{desk.locator('#screen-link').input_value().split('/')[-1]}")
    for shown in (reader, screen):
        expect(shown.locator(".slip").first).to_contain_text("070-1740605", **SOON)

    desk.locator("[data-mask]").first.focus()
    desk.keyboard.press("Enter")
    dialog = desk.locator("#mask-idea")
    expect(dialog.locator("input:checked[name=words]")).to_have_value("1")
    expect(dialog.locator("[name=words]").first).to_be_focused()
    assert violations(desk) == []
    for key in ("Tab", "Tab", "Space", "Enter"):
        desk.keyboard.press(key)
    expect(dialog).to_be_hidden(**SOON)
    for shown in (desk.locator("#lines"), reader.locator("body"), screen.locator("body")):
        expect(shown).to_contain_text("Ring […] bänken", **SOON)
        expect(shown).not_to_contain_text("070-1740605")
    expect(desk.locator("[data-mask]").first).to_be_focused()
