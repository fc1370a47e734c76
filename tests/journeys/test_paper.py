"""A pile of paper by the keyboard alone: cards, ballots, and a second pair of eyes."""

import pytest
from playwright.sync_api import expect

from tests.cli.conftest import set_up
from tests.journeys.conftest import DESK
from tests.journeys.test_evening import SOON
from tests.live.raw import facilitator
from tests.servers import Server, on

pytestmark = on("eventlet")

STEPS = {"kind": ["ideate_solo", "vote"], "phase": ["Skriv", "Rösta"], "minutes": ["5", "5"]}


@pytest.fixture
def pile(loop, tmp_path, people):
    """A lab whose facilitator has signed in: (server, the desk by HTTP, its browser's page)."""
    server = Server(set_up(tmp_path / "instance"), loop).start()
    desk = facilitator(server.port)
    desk.code = desk.act("/labs/new", question="Hur blir skolan bättre?", **STEPS)["code"]
    desk.here = f"/labs/{desk.code}"
    page = people(DESK)
    page.context.add_cookies(
        [{"name": "labapp", "value": desk.cookie.partition("=")[2], "url": server.url}]
    )
    yield server, desk, page
    server.close()


def ready(page):
    """The page's script has the form in hand."""
    page.wait_for_load_state("networkidle")


def a_line(page, words, key="Enter"):
    page.keyboard.type(words)
    page.keyboard.press(key)


def newest(page):
    return page.locator("#cards li").first


def type_cards(page):
    """Three cards, the first one while the network is away, the second one mistyped at first."""
    page.context.set_offline(True)
    a_line(page, "Fler bänkar")
    expect(page.locator("#cards li")).to_have_count(1)
    page.context.set_offline(False)
    a_line(page, "Läxhjlp", "Control+Enter")
    expect(newest(page)).to_contain_text("Idé 2", **SOON)
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-edit]")).to_have_text("Rätta idé 2")
    page.keyboard.press("Control+A")
    a_line(page, "Läxhjälp")
    a_line(page, "Öppet på söndagar")
    expect(newest(page)).to_contain_text("Idé 3", **SOON)


def type_slips(page):
    for line in ("1 2", "0"):
        a_line(page, line)
        expect(page.locator("#typed")).to_have_value("", **SOON)
    expect(page.locator("[data-done]")).to_contain_text("Skriv 2 på lappen", **SOON)


def check_slips(page):
    page.locator("[name=another]").focus()
    page.keyboard.press("Space")
    page.locator("#typed").focus()
    a_line(page, "1 3")
    expect(page.locator("[data-say=first]")).to_be_focused(**SOON)
    expect(page.locator("[data-differs]")).to_contain_text("1 2")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-done]")).to_contain_text("Lapp 1 är kontrollerad", **SOON)
    expect(page.locator("#slip")).to_have_value("2")
    a_line(page, "0")
    expect(page.locator(".empty")).to_contain_text("Alla lappar", **SOON)


def test_cards_and_ballots_are_typed_by_keyboard_alone(pile):
    server, desk, page = pile

    def at(path):
        page.goto(f"{server.url}{desk.here}/paper{path}")
        ready(page)

    desk.act(f"{desk.here}/phase", to="next")
    at("")
    type_cards(page)
    said = page.locator("#cards li").all_inner_texts()
    words = [text.split("\n")[0] for text in said]
    assert words == ["Öppet på söndagar", "Läxhjälp", "Fler bänkar"]
    assert "person 2" in said[0]
    assert "person 1" in said[1]

    desk.act(f"{desk.here}/phase", to="next")
    at("/ballots")
    type_slips(page)
    at("/check")
    check_slips(page)
