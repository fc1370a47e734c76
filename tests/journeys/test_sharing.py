"""People of another language, and people who share a phone, in real browsers."""

import sqlite3
from types import SimpleNamespace

import pytest
from playwright.sync_api import expect

from tests.cli.conftest import set_up
from tests.journeys.conftest import PHONE
from tests.journeys.test_accessibility import violations
from tests.journeys.test_ending import hold, let_come
from tests.journeys.test_evening import SOON
from tests.journeys.test_tables import at_the_hosts
from tests.live.raw import facilitator
from tests.servers import Server, on

pytestmark = on("eventlet")

STEPS = {
    "kind": ["ideate_solo", "vote", "results"],
    "phase": ["Skriv", "Rösta", "Resultat"],
    "minutes": ["5", "5", ""],
}
ARABIC = "المزيد من المقاعد في الحديقة"


@pytest.fixture(scope="module")
def room(loop, tmp_path_factory):
    """A lab while ideas are collected."""
    server = Server(set_up(tmp_path_factory.mktemp("room") / "instance"), loop).start()
    desk = facilitator(server.port)
    desk.code = desk.act("/labs/new", question="Hur blir skolan bättre?", **STEPS)["code"]
    desk.here = f"/labs/{desk.code}"
    desk.act(f"{desk.here}/tables", tables=1)
    desk.act(f"{desk.here}/phase", to="next")
    yield server, desk
    server.close()


def test_a_host_builds_a_bridge_and_every_phone_reads_it(room, people):
    server, desk = room
    reader = people(PHONE)
    reader.goto(f"{server.url}/l/{desk.code}")
    host = at_the_hosts(people, server, desk)
    host.locator("#idea").fill(ARABIC)
    host.locator("#bridge > summary").click()
    host.locator("#bridge [name=lang]").select_option("ar")
    host.locator("#bridge [name=translation]").fill("Fler bänkar i parken")
    host.locator("#write button.button--main").click()
    expect(host.locator("#table-ideas")).to_contain_text("original på arabiska", **SOON)
    host.locator("#translate-1-again > summary").click()
    host.locator("#translate-1-again [name=translation]").fill("Fler bänkar i skolan")
    assert violations(host) == []
    host.locator("#translate-1-again button.button--main").click()
    reader.locator("#others > button").click()
    line = reader.locator("#others .slip")
    expect(line).to_contain_text("Fler bänkar i skolan", **SOON)
    line.locator("summary").click()
    assert violations(reader) == []
    expect(line.locator("[lang=ar][dir=rtl]")).to_have_text(ARABIC)


def test_a_phone_that_two_share_goes_round(room, people):
    server, desk = room
    phone = people(PHONE)
    phone.goto(f"{server.url}/l/{desk.code}")
    phone.get_by_role("link", name="Vi är flera om den här telefonen").click()
    phone.get_by_role("button", name="2", exact=True).click()
    phone.get_by_label("Person 2").check()
    assert violations(phone) == []
    phone.locator("[name=text]").fill("Läxhjälp på biblioteket")
    phone.locator("button.button--main").click()
    expect(phone.locator("form [role=status]")).to_have_text("Sparat")
    desk.act(f"{desk.here}/phase", to="next")
    for person in (1, 2):
        expect(phone.locator("#turn h2")).to_have_text(f"Person {person} av 2", **SOON)
        expect(phone.locator("[name=mark]:checked")).to_have_count(0)
        phone.locator(".choice").first.click()
        phone.locator("#turn button.button--main").click()
        assert violations(phone) == []
    expect(phone.locator("#turn h2")).to_have_text("Alla 2 har röstat")


def test_a_phone_that_two_share_is_at_its_own_idea_when_the_vote_opens(room, people):
    server, desk = room
    code = desk.act("/labs/new", question="Hur blir parken bättre?", **STEPS)["code"]
    desk.act(f"/labs/{code}/phase", to="next")
    phone = people(PHONE)
    phone.goto(f"{server.url}/l/{code}/together")
    phone.get_by_role("button", name="2", exact=True).click()
    phone.goto(f"{server.url}/l/{code}")
    phone.locator("#idea [name=text]").fill("Bänkar")
    phone.locator("#idea button").click()
    expect(phone.locator("#own li")).to_have_count(1, **SOON)
    desk.act(f"/labs/{code}/phase", to="next")

    expect(phone.locator("#turn h2")).to_have_text("Person 1 av 2", **SOON)


@pytest.fixture
def screen(room, people):
    """A table's shared screen in a lab of its own, and what leads that lab a step on."""
    server, desk = room
    own = SimpleNamespace(act=desk.act, ask=desk.ask)
    own.code = desk.act("/labs/new", question="Hur blir hamnen bättre?", **STEPS)["code"]
    own.here = f"/labs/{own.code}"
    desk.act(f"{own.here}/tables", tables=1)
    screen = at_the_hosts(people, server, own)
    screen.goto(f"{screen.url}/kiosk")
    return screen, lambda: desk.act(f"{own.here}/phase", to="next")


def at_the_screen(screen, form, thanks):
    screen.locator(f"{form} button.button--main").click()
    expect(screen.locator("[data-saved]:visible")).to_contain_text(thanks, **SOON)
    assert violations(screen) == []


def test_a_shared_screen_follows_the_lab_and_forgets_each_person(screen):
    screen, lead_on = screen
    expect(screen.locator("textarea")).to_have_count(0)
    lead_on()
    for text in ("Bänkar", "Lekplats"):
        screen.locator("#idea").fill(text)
        at_the_screen(screen, "form:has(#idea)", "är sparad")
        expect(screen.locator("#idea")).to_have_value("")
    lead_on()
    for _ in range(2):
        screen.locator(".choice").first.click()
        expect(screen.locator("[data-saved]:visible")).to_have_count(0)
        at_the_screen(screen, "#ballot", "Din röst är sparad")
        expect(screen.locator("[name=mark]:checked")).to_have_count(0)
    lead_on()
    expect(screen.locator("#ballot")).to_have_count(0, **SOON)


def ballots(server):
    with sqlite3.connect(server.home / "labapp.db") as database:
        (count,) = database.execute("select count(*) from ballot").fetchone()
    database.close()
    return count


def test_a_second_press_at_a_shared_screen_is_no_second_ballot(screen, room):
    screen, lead_on = screen
    lead_on()
    screen.locator("#idea").fill("Bänkar")
    at_the_screen(screen, "form:has(#idea)", "är sparad")
    lead_on()
    before = ballots(room[0])
    screen.locator(".choice").first.click()
    held = hold(screen, "kiosk*")
    button = screen.locator("#ballot button").bounding_box()
    for _ in range(3):
        screen.mouse.click(button["x"] + 20, button["y"] + 20)
        screen.wait_for_timeout(150)
    let_come(screen, held)
    expect(screen.locator("[data-saved]:visible")).to_contain_text("Din röst är sparad", **SOON)
    assert ballots(room[0]) == before + 1


def test_a_shared_screen_leaves_what_is_half_written(screen):
    screen, lead_on = screen
    lead_on()
    screen.locator("#idea").fill("Hel")
    at_the_screen(screen, "form:has(#idea)", "är sparad")
    screen.locator("#idea").fill("Halv")
    lead_on()
    expect(screen.locator("#lead")).to_contain_text("Rösta", **SOON)
    expect(screen.locator("#idea")).to_have_value("Halv")
