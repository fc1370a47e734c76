"""Each way to vote on a phone: by touch, by keyboard alone, and without JavaScript."""

import shutil
from functools import partial

import pytest
from playwright.sync_api import expect

from labapp.factory import create_app
from labapp.settings import Settings
from labapp.store import writer
from labapp.store.db import db
from tests import people as cast
from tests.journeys.conftest import PHONE
from tests.journeys.marking import (
    COSTS,
    MARKED,
    RULES,
    level,
    more,
    number,
    of,
    open_vote,
    place,
    stored,
    tap,
    tick,
)
from tests.journeys.test_accessibility import violations
from tests.journeys.test_evening import SOON
from tests.journeys.test_keyboard import reach
from tests.servers import Server, on

pytestmark = on("gevent")

FULL = {
    "dots": "Alla 3 prickar är lagda",
    "budget": "Pengarna räcker inte",
}
GIVEN = "Du har delat ut allt"


@pytest.fixture(scope="module")
def rooms(tmp_path_factory, empty_file, loop):
    """A server with an open vote by each rule; their addresses."""
    home = tmp_path_factory.mktemp("ways") / "instance"
    home.mkdir(mode=0o700)
    shutil.copy(empty_file, home / "labapp.db")
    app = create_app(Settings(home=home, async_mode="threading", tick=0))
    with app.app_context():
        account = cast.set_up_house()
        codes = {name: open_vote(account, rule) for name, rule in RULES.items()}
        db.session.remove()
        writer.stop()
        db.engine.dispose()
    server = Server(home, loop).start()
    yield {name: f"{server.url}/l/{code}" for name, code in codes.items()}
    server.close()


@pytest.fixture
def ballot(people, rooms):
    def open_it(name, **kind):
        page = people(PHONE, **kind)
        page.goto(rooms[name])
        if kind.get("java_script_enabled", True):
            page.wait_for_load_state("networkidle")
        return page

    return open_it


def full(_, page, said=GIVEN):
    expect(page.locator("[data-full]")).to_contain_text(said)


do = partial
SCORES = (("Läxor", "5"), ("Ro", "Vet inte"), ("Läxor", "2"))
ORDER = ("Nattbuss", "Läxor", "Bänkar", "Ro")
FIRST = do(place, "Ro", said="1")
MONEY = do(full, "", said=FULL["budget"])
TOUCHED = {
    "support": (
        [do(tick, "Läxor"), do(tick, "Ro"), do(tick, "Bänkar"), do(tick, "Ro")],
        {"Läxor": 1, "Bänkar": 1},
        "2 markerade",
    ),
    "single": ([do(tick, "Läxor"), do(tick, "Ro")], {"Ro": 1}, ""),
    "dots": (
        [*(do(tick, words) for words in COSTS), do(full, "", said=FULL["dots"])],
        {"Läxor": 1, "Bänkar": 1, "Nattbuss": 1},
        "0 kvar",
    ),
    "twice": (
        [do(tick, "Ro"), do(tick, "Ro", nth=1), do(tick, "Läxor", nth=1)],
        {"Ro": 2, "Läxor": 1},
        "2 kvar",
    ),
    "spread": (
        [do(more, "Läxor", times=2), do(more, "Ro", times=4), do(full, "")],
        {"Läxor": 2, "Ro": 3},
        "0 kvar",
    ),
    "points": (
        [do(more, "Läxor", times=3), do(number, "Ro", said="90"), do(full, "")],
        {"Läxor": 15, "Ro": 85},
        "0 kvar",
    ),
    "score": (
        [do(level, words, said=said) for words, said in SCORES],
        {"Läxor": 2, "Ro": 0},
        "2 av 4 besvarade",
    ),
    "ranking": (
        [*(do(tap, words) for words in ORDER), do(full, ""), do(tap, "Läxor"), FIRST],
        {"Ro": 1, "Nattbuss": 2, "Bänkar": 3},
        "0 kvar",
    ),
    "budget": (
        [do(tick, "Läxor"), do(tick, "Bänkar"), MONEY, do(tick, "Nattbuss")],
        {"Läxor": 1, "Nattbuss": 1},
        "10 000 kronor kvar",
    ),
}


def tally(page):
    words = page.locator("[data-tally]:visible").all_inner_texts()
    return "".join(words).replace("\N{NO-BREAK SPACE}", " ")


def says_saved(page):
    expect(page.locator("[data-when=saved]")).to_be_visible(**SOON)


def is_there(page, marks, left):
    """Stored, and shown once more after a reload, with what is left."""
    says_saved(page)
    assert stored(page) == marks
    page.reload()
    says_saved(page)
    assert page.evaluate(MARKED) == marks
    assert tally(page) == left
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.mark.parametrize("name", TOUCHED)
def test_by_touch(ballot, name):
    steps, marks, left = TOUCHED[name]
    page = ballot(name, viewport={"width": 320, "height": 640})
    for step in steps:
        step(page=page)
    page.wait_for_timeout(300)
    is_there(page, of(page, marks), left)
    assert violations(page) == []


KEYS = {
    "support": ("[name=mark]", ["Space"], 1),
    "dots": ("[name=mark]", ["Space"], 1),
    "twice": ("label + label [name=mark]", ["Space"], 1),
    "spread": ("[type=number]", ["ArrowUp", "ArrowUp"], 2),
    "points": ("[type=number]", ["2", "5", "Tab"], 25),
    "score": ("[type=radio]", ["Space", "ArrowRight", "ArrowRight"], 3),
    "ranking": ("select", ["ArrowDown"], 1),
    "budget": ("[name=mark]", ["Space"], 1),
}


@pytest.mark.parametrize("name", KEYS)
def test_by_keyboard_alone(ballot, name):
    where, keys, mark = KEYS[name]
    page = ballot(name, color_scheme="dark")
    reach(page, f"{page.locator('.slips > li').evaluate_all(AT)} {where}")
    for key in keys:
        page.keyboard.press(key)
    marks = of(page, {"Nattbuss": mark})
    says_saved(page)
    assert stored(page) == marks
    assert page.evaluate(MARKED) == marks
    assert violations(page) == []


AT = """rows => `[data-choice="${
  rows.find((row) => row.textContent.includes("Nattbuss")).dataset.choice}"]`"""


def test_a_single_vote_moves_by_arrows(ballot):
    page = ballot("single", color_scheme="dark")
    reach(page, ".slips [name=mark]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    second = page.locator(".slips > li").nth(1).get_attribute("data-choice")
    says_saved(page)
    assert stored(page) == {second: 1}
    assert violations(page) == []


def seen(page):
    """Which of the choices are in sight."""
    return [at for at, li in enumerate(page.locator(".slips > li").all()) if li.is_visible()]


def answer(page, words):
    page.locator(".level:visible", has_text=words).click()


def test_one_at_a_time_a_tap_goes_on_and_back_goes_back(ballot):
    page = ballot("stance")
    assert seen(page) == [0]
    answer(page, "Jag håller inte med")
    expect(page.locator("[data-turn] [data-at]")).to_have_text("2 av 4")
    assert seen(page) == [1]
    page.locator(".level:visible", has_text="Jag avstår").dblclick()
    page.wait_for_timeout(800)
    assert seen(page) == [2]
    page.get_by_role("button", name="Tillbaka").click()
    assert seen(page) == [1]
    expect(page.locator(":checked:focus")).to_have_value("0")
    ids = [li.get_attribute("data-choice") for li in page.locator(".slips > li").all()]
    says_saved(page)
    assert stored(page) == {ids[0]: -1, ids[1]: 0}
    assert tally(page) == "2 av 4 besvarade"
    assert violations(page) == []
    page.reload()
    expect(page.locator("[data-turn] [data-at]")).to_have_text("3 av 4")
    assert page.evaluate(MARKED) == {ids[0]: -1, ids[1]: 0}


def test_one_at_a_time_keys_do_not_jump_on(ballot):
    page = ballot("stance", color_scheme="dark")
    reach(page, ".slips [type=radio]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(500)
    assert seen(page) == [0]
    reach(page, "[data-on]")
    page.keyboard.press("Enter")
    assert seen(page) == [1]
    page.keyboard.press("Space")
    says_saved(page)
    assert sorted(stored(page).values()) == [-1, 1]
    assert violations(page) == []


PLAIN = {  # what is right, and what is more than there is
    "support": ([do(tick, "Ro")], {"Ro": 1}, None),
    "single": ([do(tick, "Ro")], {"Ro": 1}, None),
    "dots": ([do(tick, "Ro")], {"Ro": 1}, [do(tick, w) for w in ("Läxor", "Bänkar", "Nattbuss")]),
    "twice": (
        [do(tick, "Ro"), do(tick, "Ro", nth=1)],
        {"Ro": 2},
        [do(tick, words, nth=at) for words in ("Läxor", "Bänkar") for at in (0, 1)],
    ),
    "spread": ([do(number, "Ro", said="3")], {"Ro": 3}, [do(number, "Läxor", said="4")]),
    "points": ([do(number, "Ro", said="60")], {"Ro": 60}, [do(number, "Läxor", said="60")]),
    "score": ([do(level, "Ro", said="Vet inte")], {"Ro": 0}, None),
    "stance": ([do(level, "Ro", said="Jag håller inte med")], {"Ro": -1}, None),
    "ranking": ([do(place, "Ro", said="1")], {"Ro": 1}, [do(place, "Läxor", said="1")]),
    "budget": ([do(tick, "Läxor")], {"Läxor": 1}, [do(tick, "Bänkar")]),
}
REFUSED = {
    "dots": "Du har 3 prickar.",
    "twice": "Du har 5 prickar.",
    "spread": "Du har 5 att ge",
    "points": "Du har 100 att ge",
    "ranking": "Två har samma plats",
    "budget": "kronor mer än det finns",
}


def save(page):
    page.locator("#ballot .button--main").click()
    page.wait_for_load_state()


@pytest.mark.parametrize("name", PLAIN)
def test_without_javascript(ballot, name):
    right, marks, wrong = PLAIN[name]
    page = ballot(name, java_script_enabled=False)
    assert seen(page) == [0, 1, 2, 3]
    for step in right:
        step(page=page)
    save(page)
    marks = of(page, marks)
    assert page.evaluate(MARKED) == stored(page) == marks
    if wrong is None:
        return
    for step in wrong:
        step(page=page)
    tried = page.evaluate(MARKED)
    save(page)
    expect(page.locator("[data-error]")).to_contain_text(REFUSED[name])
    assert page.evaluate(MARKED) == tried
    page.goto(page.url.removesuffix("/ballot"))
    assert page.evaluate(MARKED) == stored(page) == marks
