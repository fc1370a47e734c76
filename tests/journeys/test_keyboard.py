"""A lab led by its keyboard alone: from the empty form to the closed lab, no pointer at all."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK
from tests.journeys.test_evening import QUESTION, SOON, set_up
from tests.servers import on

pytestmark = on("gevent")

IDEAS = ("Fler bänkar i parken", "Fler parkbänkar", "Billigare busskort", "Nattbuss på lördagar")
FAR = 80  # stops by Tab until a thing counts as out of reach
HAS_FOCUS = "element => element === document.activeElement"


def reach(page, where):
    """Come to a thing by Tab alone."""
    wanted = page.locator(where).first
    expect(wanted).to_be_visible(**SOON)
    for _ in range(FAR):
        if wanted.evaluate(HAS_FOCUS):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{where} is out of reach")


def press(page, where, key="Enter"):
    reach(page, where)
    page.keyboard.press(key)


def go_on(page, phase):
    press(page, ".button--next")
    expect(page.locator("#plan [aria-current]")).to_contain_text(phase, **SOON)


def find(page, words, n):
    """To the first of the ideas that hold these words."""
    page.keyboard.press("/")
    page.keyboard.press("Control+a")
    page.keyboard.type(words)
    expect(page.locator("#lines > .line:visible")).to_have_count(n)
    page.keyboard.press("Enter")


def mark_two(page, words):
    find(page, words, 2)
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator(".picked__n")).to_have_text("2 markerade")


def write_ideas(page):
    press(page, "a[href='#enter-idea']")
    for n, words in enumerate(IDEAS, start=1):
        reach(page, "#enter-text")
        page.keyboard.type(words)
        press(page, "#enter-idea .button--main")
        expect(page.locator("#lines > .line")).to_have_count(n, **SOON)
        expect(page.locator("#enter-text")).to_have_value("", **SOON)
    page.keyboard.press("Escape")
    expect(page.locator("#enter-idea")).to_be_hidden()
    assert page.locator("a[href='#enter-idea']").evaluate(HAS_FOCUS)


def make_theme(page):
    """Two ideas into a theme that is made for them, and another name for it."""
    mark_two(page, "bus")
    page.keyboard.press("t")
    page.keyboard.press("n")
    page.keyboard.type("Resor")
    page.keyboard.press("Enter")
    expect(page.locator(".theme li")).to_have_count(2, **SOON)
    expect(page.locator("#new-theme")).to_be_hidden()
    press(page, "[data-theme-edit]")
    page.keyboard.press("Control+a")
    page.keyboard.type("Buss och cykel")
    page.keyboard.press("Enter")
    expect(page.locator(".theme h3")).to_have_text("Buss och cykel", **SOON)


def move_and_take_back(page):
    find(page, "parkbänkar", 1)
    page.keyboard.press("1")
    expect(page.locator(".theme li")).to_have_count(3, **SOON)
    expect(page.locator("#done")).to_contain_text("flyttade idé 2")
    press(page, "#undo")
    expect(page.locator(".theme li")).to_have_count(2, **SOON)


def put_together_and_split(page):
    mark_two(page, "park")
    page.keyboard.press("m")
    page.keyboard.press("Enter")
    expect(page.locator(".with summary")).to_contain_text("2 idéer sammanslagna", **SOON)
    press(page, ".with summary")
    press(page, ".with button")
    expect(page.locator(".with")).to_have_count(0, **SOON)


def call_up_a_mode(page):
    """By its key from anywhere, and back by its button in the menu."""
    follows = page.locator("#modes [data-key=F]")
    page.keyboard.press("q")
    expect(page.locator("#modes [data-key=Q]")).to_have_attribute("aria-pressed", "true", **SOON)
    press(page, "#screen-menu > summary")
    press(page, "#modes [data-key=F]")
    expect(follows).to_have_attribute("aria-pressed", "true", **SOON)
    page.keyboard.press("Escape")


def open_lab(page):
    press(page, "a[href='/labs/new']")
    page.wait_for_url("**/labs/new")
    reach(page, "[name=question]")
    page.keyboard.type(QUESTION)
    press(page, "main form .button--main:not([formaction])")
    page.wait_for_url(re.compile(r"/labs/\d{8}$"))


def say_yes(page):
    """The step that asks first."""
    press(page, "#ask-next > summary")
    press(page, "#ask-next .button--main:not(summary)")


def test_a_lab_is_led_by_keyboard_from_its_form_to_its_end(server, people):
    desk = people(DESK)
    set_up(desk, server)
    open_lab(desk)
    go_on(desk, "Skriv idéer")
    write_ideas(desk)
    go_on(desk, "Teman")
    make_theme(desk)
    move_and_take_back(desk)
    put_together_and_split(desk)
    call_up_a_mode(desk)
    go_on(desk, "Rösta")
    say_yes(desk)
    expect(desk.locator("#plan [aria-current]")).to_contain_text("Resultat", **SOON)
    say_yes(desk)
    expect(desk.locator("#ask-next")).to_contain_text("Publicera", **SOON)
