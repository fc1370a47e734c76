"""The end of an evening: a handshake reaches the wall, and an answer stays with its phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.cli.conftest import set_up
from tests.journeys.conftest import PHONE, SCREEN
from tests.journeys.test_accessibility import violations
from tests.live.raw import facilitator
from tests.servers import Server

SOON = {"timeout": 5000}
KINDS = ("commit", "reflect", "close")


@pytest.fixture
def house(loop, tmp_path):
    server = Server(set_up(tmp_path / "instance"), loop).start()
    yield server, facilitator(server.port)
    server.close()


def open_lab(desk, kinds=KINDS):
    fields = {"kind": list(kinds), "phase": list(kinds), "minutes": ["5"] * len(kinds)}
    return desk.act("/labs/new", question="Hur blir torget bättre?", **fields)["code"]


def leave_a_handshake(phone, screen):
    phone.get_by_label("Vad", exact=True).fill("En loppis i maj")
    phone.get_by_role("textbox", name="Vem").fill("En hemlig granne")
    phone.locator("#promise button").click()
    expect(phone.locator("#given")).to_contain_text("En loppis i maj", **SOON)
    expect(phone.get_by_label("Vad", exact=True)).to_have_value("")
    expect(screen.locator("#promises")).to_contain_text("En loppis i maj", **SOON)
    expect(screen.locator("#promises")).not_to_contain_text("hemlig")


def answer(phone, screen):
    said = phone.get_by_role("group", name="Jag fick säga det jag ville säga")
    said.get_by_role("radio", name="4 stämmer helt").press("Space")
    phone.locator("#reflection button").click()
    expect(phone.locator("#reflection [data-when=saved]")).to_be_visible(**SOON)
    expect(screen.locator("#reflected")).to_contain_text("1", **SOON)


def test_a_handshake_and_an_answer(house, people):
    server, desk = house
    code = open_lab(desk)
    phone, screen = people(PHONE), people(SCREEN)
    phone.goto(f"{server.url}/l/{code}")
    page = desk.ask("GET", f"/labs/{code}")[1]
    screen.goto(server.url + re.search(r"/screen/[\w-]+", page)[0])
    desk.act(f"/labs/{code}/phase", to="next")
    leave_a_handshake(phone, screen)
    phone.get_by_label("Vad", exact=True).fill("Halv mening")
    assert violations(phone) == []
    desk.act(f"/labs/{code}/phase", to="next")
    expect(phone.locator("#sending")).to_contain_text("Halv mening", **SOON)
    answer(phone, screen)
    assert violations(phone) == []
    desk.act(f"/labs/{code}/phase", to="next")
    expect(phone.locator("#reflection [name=said][value='4']")).to_be_checked(**SOON)


def hold(phone, script):
    """Keep a script from a phone; the requests for it come into the list that is returned."""
    held = []

    def keep(route):
        held.append(route)

    phone.route(f"**/{script}", keep)
    return held


def let_come(phone, held):
    while not held:
        phone.wait_for_timeout(20)
    held.pop().continue_()


def test_a_dot_placed_before_the_ballots_script_arrived(house, people):
    server, desk = house
    code = open_lab(desk, ("ideate_solo", "vote"))
    desk.act(f"/labs/{code}/phase", to="next")
    writer = people(PHONE)
    writer.goto(f"{server.url}/l/{code}")
    writer.locator("#idea [name=text]").fill("Bänkar")
    writer.locator("#idea button").click()
    expect(writer.locator("#own li")).to_have_count(1, **SOON)
    desk.act(f"/labs/{code}/phase", to="next")
    phone = people(PHONE)
    held = hold(phone, "behaviours/ballot.js")
    phone.goto(f"{server.url}/l/{code}")

    phone.locator("#ballot .choice").click()
    let_come(phone, held)

    expect(phone.locator("#ballot [data-when=saved]")).to_be_visible(**SOON)
    phone.reload()
    expect(phone.locator("#ballot [name=mark]")).to_be_checked()


def test_a_form_sent_before_its_script_arrived(house, people):
    server, desk = house
    code = open_lab(desk)
    phone = people(PHONE)
    held = hold(phone, "behaviours/give.js")
    phone.goto(f"{server.url}/l/{code}")
    desk.act(f"/labs/{code}/phase", to="next")

    phone.get_by_label("Vad", exact=True).fill("En loppis i maj")
    phone.locator("#promise button").click()
    expect(phone.locator("#promise")).to_be_visible()
    let_come(phone, held)

    expect(phone.locator("#given")).to_contain_text("En loppis i maj", **SOON)
    expect(phone.get_by_label("Vad", exact=True)).to_have_value("")
