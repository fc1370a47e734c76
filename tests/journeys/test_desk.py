"""The desk in a real browser: by keyboard alone, and with hands full while news comes."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK
from tests.journeys.test_accessibility import violations
from tests.journeys.test_evening import SOON, go_on, join, open_lab, set_up, write
from tests.servers import on

pytestmark = on("gevent")

DIALOGS = [
    "join",
    "more",
    "enter-idea",
    "new-theme",
    "edit-theme",
    "hide-idea",
    "merge-ideas",
    "twins",
]
PANELS = ["screen-menu", "lab-menu"]


@pytest.fixture
def desk(server, people):
    """A desk that collects ideas; `desk.code` is its lab's."""
    page = people(DESK)
    set_up(page, server)
    page.code = open_lab(page)
    go_on(page)
    return page


@pytest.fixture
def phone(server, people, desk):
    return join(people, server, desk.code)


def tab_to(page, selector):
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(selector)


def press(page, selector):
    tab_to(page, selector)
    page.keyboard.press("Enter")


def write_in(page, text):
    press(page, "a[href='#enter-idea']")
    page.keyboard.type(text)
    press(page, "#enter-idea .button--main")
    expect(page.locator("#enter-idea [data-saved]")).to_be_visible(**SOON)
    page.keyboard.press("Escape")
    expect(page.locator(".line", has_text=text)).to_be_visible(**SOON)


def make_theme(page, name):
    press(page, "a[href='#new-theme']")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.locator(".theme", has_text=name)).to_be_visible(**SOON)


def focused(page):
    return page.evaluate("document.activeElement.getAttribute('aria-label')")


def test_the_whole_desk_by_keyboard(desk):
    write_in(desk, "Fler bänkar")
    write_in(desk, "Dumt skämt")
    make_theme(desk, "Plats att vila")
    desk.reload()
    tab_to(desk, ".line [data-hide]")
    desk.keyboard.press("h")
    desk.keyboard.press("Space")
    press(desk, "#hide-idea .button--stop")
    expect(desk.locator(".tab", has_text="1").last).to_be_visible(**SOON)
    assert focused(desk).endswith("till ett tema")
    desk.keyboard.press("1")
    expect(desk.locator(".theme .tag")).to_have_text("1", **SOON)
    desk.reload()
    press(desk, ".button--next")
    expect(desk.locator("#now-name")).to_have_text("Teman", **SOON)


def test_the_menu_puts_an_idea_into_a_new_theme(desk, phone):
    write(phone, "Läxhjälp")
    press(desk, "[data-move]")
    expect(desk.locator("#move-menu")).to_be_visible()
    assert violations(desk) == []
    desk.keyboard.press("n")
    desk.keyboard.type("Stöd i tid")
    desk.keyboard.press("Enter")
    expect(desk.locator(".theme .tag")).to_have_text("1", **SOON)
    desk.locator("#undo").click()
    expect(desk.locator(".theme .tag")).to_have_text("0", **SOON)


def test_single_keys_can_be_turned_off(desk, phone):
    write(phone, "Läxhjälp")
    make_theme(desk, "Stöd i tid")
    desk.locator("#lab-menu > summary").click()
    desk.locator("[data-behaviour=desk-keys]").uncheck()
    desk.keyboard.press("Escape")
    desk.locator("[data-move]").focus()
    desk.keyboard.press("1")
    desk.keyboard.press("h")
    expect(desk.locator("#hide-idea")).to_be_hidden()
    expect(desk.locator(".theme .tag")).to_have_text("0")


def test_news_leaves_a_half_written_note_and_an_open_menu_alone(desk, phone):
    write(phone, "Den första")
    desk.locator("[data-hide]").click()
    desk.locator("#hide-note").fill("halv mening")
    desk.locator("#hide-idea [value=insult]").check()
    write(phone, "Den andra")
    expect(desk.locator(".line", has_text="Den andra")).to_be_attached(**SOON)
    expect(desk.locator("#hide-note")).to_have_value("halv mening")
    expect(desk.locator("#hide-idea [value=insult]")).to_be_checked()
    desk.keyboard.press("Escape")
    desk.locator("[data-move]").last.click()
    write(phone, "Den tredje")
    expect(desk.locator(".line", has_text="Den tredje")).to_be_visible(**SOON)
    expect(desk.locator("#move-menu")).to_be_visible()
    expect(desk.locator("#move-to-new")).to_be_focused()


def test_a_drag_goes_on_while_news_comes(desk, phone):
    write(phone, "Den som dras")
    make_theme(desk, "Dit den ska")
    carried = desk.locator(".line p").bounding_box()
    target = desk.locator(".theme").bounding_box()
    desk.mouse.move(carried["x"] + 20, carried["y"] + 5)
    desk.mouse.down()
    desk.mouse.move(target["x"] + 40, target["y"] + 10, steps=8)
    write(phone, "Mitt i draget")
    expect(desk.locator(".held")).to_have_count(1, **SOON)
    desk.mouse.move(target["x"] + 50, target["y"] + 20, steps=4)
    expect(desk.locator(".theme--over")).to_have_count(1)
    desk.mouse.up()
    expect(desk.locator(".theme .tag")).to_have_text("1", **SOON)


def test_two_desks_follow_each_other_and_say_so(desk, people, server):
    other = people(DESK)
    other.context.add_cookies(desk.context.cookies())
    other.goto(desk.url)
    go_on(desk)
    expect(other.locator("#now-name")).to_have_text("Teman", timeout=1000)
    expect(other.locator("[data-behaviour=desk-announce]")).to_have_text("Teman")


def test_a_double_click_is_one_step(desk):
    desk.locator(".button--next").dblclick()
    expect(desk.locator("#now-name")).to_have_text("Teman", **SOON)
    desk.wait_for_timeout(800)
    expect(desk.locator("#now-name")).to_have_text("Teman")


def test_steps_are_changed_while_the_lab_is_held(desk):
    go_on(desk)
    at = desk.url
    desk.goto(f"{at}/edit")
    rows = desk.locator(".phase")
    ids = rows.locator("[name=phase_id]").evaluate_all("all => all.map(({ value }) => value)")
    desk.locator("#phases [data-do=add]").click()
    rows.last.locator("[name=kind]").select_option("welcome")
    rows.last.locator("[name=phase]").fill("Hej")
    for _ in ids:
        rows.filter(has=desk.locator("[value=welcome]:checked")).locator("[data-do=up]").click()
    rows.nth(3).locator("[data-do=remove]").click()
    after = rows.locator("[name=phase_id]").evaluate_all("all => all.map(({ value }) => value)")
    assert after == ["", ids[0], ids[1], ids[3]]
    desk.locator(".form__foot .button--main").last.click()
    desk.wait_for_url(at)
    expect(desk.locator("#now-name")).to_have_text("Teman")
    desk.goto(f"{at}/edit")
    expect(rows).to_have_count(4)
    expect(rows.first.locator("[name=phase]")).to_have_value("Hej")
    expect(rows.nth(2).locator("[name=phase_id]")).to_have_value(ids[1])


def test_what_opens_over_the_desk_has_no_fault_that_axe_can_find(desk, phone):
    write(phone, "Läxhjälp")
    make_theme(desk, "Stöd i tid")
    for name in DIALOGS:
        desk.evaluate("name => document.querySelector(`#${name}`).showModal()", name)
        assert violations(desk) == [], name
        desk.evaluate("name => document.querySelector(`#${name}`).close()", name)
    for name in PANELS:
        desk.locator(f"#{name} > summary").click()
        assert violations(desk) == [], name
        desk.keyboard.press("Escape")


def test_nothing_but_the_panes_scrolls_on_a_small_laptop(desk, phone):
    for n in range(8):
        write(phone, f"Idé {n} som är lång nog för att ta två rader i listan på ledarens bord")
    assert desk.evaluate("document.documentElement.scrollHeight") == DESK["viewport"]["height"]
    expect(desk.locator(".button--next")).to_be_in_viewport(ratio=1)
    desk.set_viewport_size({"width": 360, "height": 740})
    assert desk.evaluate("document.documentElement.scrollWidth") == 360
