"""A rehearsal of a hundred phones and three real ones in one lab, on desk and projector."""

import json
import os
import subprocess
import sys

from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PASSWORD
from tests.journeys.test_evening import (
    SOON,
    go_on,
    join,
    open_lab,
    put_on_the_wall,
    recount,
    set_up,
    write,
)
from tests.servers import QUIET, ROOT, on

pytestmark = on("gevent")

PHONES = 100
BUSY = {"timeout": 30_000}


def play(server, code):
    """Have a hundred phones follow the lab, and compare at the end as its facilitator."""
    return subprocess.Popen(
        [
            *(sys.executable, "-m", "labapp.cli", "rehearse", f"{server.url}/l/{code}", "--json"),
            *("--phones", str(PHONES), "--pace", "6", "--minutes", "5"),
            *("--name", "Astrid", "--password-env", "SECRET"),
        ],
        cwd=ROOT,
        env={**os.environ, **QUIET, "SECRET": PASSWORD},
        stdout=subprocess.PIPE,
        text=True,
    )


def vote(phone):
    expect(phone.locator("#ballot [data-choices]")).to_be_visible(**BUSY)  # in its own order
    for at in (0, 1):
        phone.locator("#ballot .choice").nth(at).click(**BUSY)
    expect(phone.locator("#ballot [data-when=saved]")).to_be_visible(**BUSY)


def test_a_full_room(server, people):
    desk = people(DESK)
    set_up(desk, server)
    code = open_lab(desk)
    screen = put_on_the_wall(people, server, desk, code)
    phones = [join(people, server, code) for _ in range(3)]
    room = play(server, code)
    try:
        hold(desk, screen, phones)
        report = json.loads(room.communicate(timeout=120)[0])
    finally:
        room.kill()
    assert (room.returncode, report["ok"]) == (0, True), report
    assert (report["joined"], report["lost"], report["double"]) == (PHONES, 0, 0)
    told = desk.request.get(f"{server.url}/labs/{code}/summary.json").json()["summary"]
    counted = {r["idea_number"]: r["dots"] for r in told["rounds"][0]["rows"] if r["dots"]}
    assert counted == recount(server)
    assert (told["joined"], told["voted"] + told["blank"]) == (PHONES + 3, PHONES + 3)


def hold(desk, screen, phones):
    """From the first idea to the closing; each real phone writes and votes in the crowd."""
    expect(desk.locator("#counts dd").nth(1)).to_have_text(str(PHONES + 3), **BUSY)
    go_on(desk)
    for number, phone in enumerate(phones):
        expect(phone.locator("#idea [name=text]")).to_be_visible(**BUSY)
        write(phone, f"En idé i trängseln, nummer {number}")
    expect(desk.locator("#board")).to_contain_text("i trängseln, nummer 2", **BUSY)
    desk.wait_for_timeout(9000)  # until the hundred have written
    go_on(desk)
    go_on(desk)
    for phone in phones:
        vote(phone)
    expect(screen.locator("#screen .big b")).to_have_text(str(PHONES + 3), **BUSY)
    desk.wait_for_timeout(3000)  # one in three changes its mind
    go_on(desk)
    desk.locator("form[action$='/results'] button:visible").first.click()
    expect(screen.locator(".share").first).to_be_visible(**SOON)
    go_on(desk)
