"""A table at work: it asks for help, and its phones write on one proposal without losing a word."""

import pytest
from playwright.sync_api import expect

from tests.cli.conftest import set_up
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_evening import SOON
from tests.live.raw import facilitator
from tests.servers import Server, on

pytestmark = on("eventlet")

STEPS = {
    "kind": ["ideate_solo", "deepen", "present"],
    "phase": ["Skriv", "Arbeta fram", "Visa upp"],
    "minutes": ["5", "5", "5"],
}


@pytest.fixture
def room(loop, tmp_path):
    server = Server(set_up(tmp_path / "instance"), loop).start()
    desk = facilitator(server.port)
    desk.code = desk.act("/labs/new", question="Hur blir skolan bättre?", **STEPS)["code"]
    desk.here = f"/labs/{desk.code}"
    desk.act(f"{desk.here}/tables", tables=2)
    yield server, desk
    server.close()


def at_the_table(people, server, desk):
    phone = people(PHONE)
    phone.goto(f"{server.url}/l/{desk.code}")
    phone.locator("#seat > summary").click()
    phone.locator("#seat button").first.click()
    expect(phone.locator("[data-seat]")).to_have_text("Bord 1", **SOON)
    return phone


def at_the_hosts(people, server, desk):
    """The page of the host of the first table."""
    _, page = desk.ask("GET", f"{desk.here}/tables")
    code = page.partition("table-card__code")[2].partition(">")[2].partition("<")[0]
    host = people(PHONE)
    host.goto(f"{server.url}/host/{code.replace(' ', '').replace(chr(160), '')}")
    return host


def save(phone, part, **fields):
    for name, words in fields.items():
        phone.locator(f"{part} [name={name}]").fill(words)
    phone.locator(f"{part} button.button--main").click()


def test_a_table_writes_its_proposal_together(room, people):
    server, desk = room
    one, other = (at_the_table(people, server, desk) for _ in range(2))
    desk.act(f"{desk.here}/phase", to="next")
    desk.act(f"{desk.here}/phase", to="next")
    expect(one.locator("#proposal-first [name=title]")).to_be_visible(**SOON)
    save(one, "#proposal-first", title="En praopott")
    expect(other.locator("#proposal")).to_contain_text("En praopott", **SOON)

    other.locator("#proposal-edit-1 > summary").click()
    other.locator("#proposal-edit-1 [name=why]").fill("Föräldrarnas kontakter avgör.")
    one.locator("#proposal-edit-1 > summary").click()
    save(one, "#proposal-edit-1", who="Skolan")
    expect(one.locator("#proposal [data-reads]").first).to_contain_text("Skolan", **SOON)
    save(other, "#proposal-edit-1")
    expect(other.locator("[data-theirs]").first).to_contain_text("Skolan", **SOON)
    assert other.locator("#proposal-edit-1 [name=why]").input_value().startswith("Föräldrarnas")

    desk.act(f"{desk.here}/phase", to="next")
    expect(other.locator("#step")).to_be_visible(**SOON)
    other.locator("#step [data-do=send]").click()
    expect(one.locator("#proposals")).to_contain_text("Föräldrarnas kontakter avgör.", **SOON)


def test_a_host_and_a_phone_write_on_the_same(room, people):
    server, desk = room
    phone, host = at_the_table(people, server, desk), at_the_hosts(people, server, desk)
    desk.act(f"{desk.here}/phase", to="next")
    desk.act(f"{desk.here}/phase", to="next")
    expect(phone.locator("#proposal-first [name=title]")).to_be_visible(**SOON)
    save(phone, "#proposal-first", title="En praopott")
    expect(host.locator("#proposal")).to_contain_text("En praopott", **SOON)
    host.locator("#proposal-edit-1 > summary").click()
    host.locator("#proposal-edit-1 [name=why]").fill("Alla ska ha råd.")
    save(host, "#proposal-edit-1")
    expect(phone.locator("#proposal")).to_contain_text("Alla ska ha råd.", **SOON)


def test_a_host_asks_and_the_desk_answers(room, people):
    server, desk = room
    host, leader = at_the_hosts(people, server, desk), people(DESK)
    leader.context.add_cookies(
        [{"name": "labapp", "value": desk.cookie.partition("=")[2], "url": server.url}]
    )
    leader.goto(f"{server.url}{desk.here}")
    host.locator("[data-wish=help]").click()
    expect(leader.locator(".wish-line")).to_contain_text("Bord 1", **SOON)
    leader.locator(".wish-line button").click()
    expect(host.locator("[data-wish=help]")).to_have_attribute("aria-pressed", "false", **SOON)
    host.locator("#idea").fill("Läxhjälp")
    host.locator("#write button").click()
    expect(host.locator("#write [data-saved]")).to_contain_text("idé 1", **SOON)
    expect(host.locator("#table-ideas")).to_contain_text("Läxhjälp", **SOON)
    expect(leader.locator(".line", has_text="Läxhjälp")).to_be_visible(**SOON)
    host.locator("#idea").fill("Nästa")
    expect(host.locator("#write [data-saved]")).to_be_hidden()
