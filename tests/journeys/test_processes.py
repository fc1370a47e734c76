"""Every template is led from its first phase to its last, with a phone in the room."""

from itertools import pairwise

import pytest
from markupsafe import escape
from playwright.sync_api import expect

from labapp.domain.phases import GATHERING, Activity
from labapp.i18n.phases import who_works, words_of
from labapp.services.processes import our_process, ours
from tests.cli.conftest import set_up
from tests.journeys.conftest import PHONE
from tests.live.raw import facilitator
from tests.servers import Server, on

pytestmark = on("eventlet")

QUESTION = "Hur skapar vi en skola där alla kan lyckas?"
SHOWS_NUMBERS = {Activity.VOTE, Activity.RESULTS}


@pytest.fixture(scope="module")
def house(loop, tmp_path_factory):
    server = Server(set_up(tmp_path_factory.mktemp("processes") / "instance"), loop).start()
    yield server, facilitator(server.port)
    server.close()


def open_lab(desk, process):
    """A lab by a process, as its form sends it; its code."""
    phases = process.phases
    fields = {
        "kind": [phase.kind for phase in phases],
        "phase": [phase.name for phase in phases],
        "minutes": [str(phase.minutes) for phase in phases],
        "who": [phase.who.value for phase in phases],
        "prompt": [phase.prompt for phase in phases],
        "script": [phase.script for phase in phases],
        "vote_on": process.vote_on.value,
        "points": process.rule.points,
        "max_per_choice": process.rule.max_per_choice,
    }
    return desk.act("/labs/new", question=QUESTION, **fields)["code"]


def give_something_to_vote_on(desk, code):
    idea = desk.act(f"/labs/{code}/ideas", text="Läxhjälp varje dag", channel="paper")["idea"]
    theme = desk.act(f"/labs/{code}/themes", name="Läxor")["theme"]
    desk.act(f"/labs/{code}/ideas/{idea['id']}/theme", theme=theme)


def check_phone(phone, phase, prompt):
    """It says what to do and how, and lets one do just what the activity allows."""
    if phase.prompt or phase.activity is not Activity.VOTE:
        assert phone.locator("h1").inner_text() == prompt
    assert who_works(phase.who.value) in phone.locator("#where").inner_text()
    may = phone.locator("#idea textarea").is_visible(), phone.locator("#ballot").is_visible()
    writes = phase.activity in {Activity.COLLECT, Activity.GALLERY}
    assert may == (writes, phase.activity is Activity.VOTE)
    if phase.activity is Activity.DEEPEN:
        expect(phone.locator("#proposal [name=title]")).to_be_visible()


@pytest.mark.parametrize("key", ours.keys())
def test_each_phase_says_what_to_do_and_lets_a_phone_do_just_that(house, people, key):
    server, desk = house
    process = our_process(key)
    code = open_lab(desk, process)
    phone = people(PHONE)
    phone.goto(f"{server.url}/l/{code}")
    said = []
    for number, phase in enumerate(process.phases):
        phase_key = desk.act(f"/labs/{code}/phase", to="next")["phase"]
        if not number:
            give_something_to_vote_on(desk, code)
        expect(phone.locator("#phone")).to_have_attribute("data-phase", phase_key)
        prompt = phase.prompt or words_of(phase.kind).prompt
        check_phone(phone, phase, prompt)
        _, screen = desk.ask("GET", f"/labs/{code}/screen")
        if phase.kind not in GATHERING and phase.activity not in SHOWS_NUMBERS:
            assert str(escape(prompt)) in screen
        said.append(phone.locator("h1").inner_text())
    assert all(one != other for one, other in pairwise(said))
