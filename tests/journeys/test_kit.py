"""The kit is ticked together at the desk, and a part of it is made alone."""

from playwright.sync_api import expect

from tests.exports.pdf import read
from tests.journeys.conftest import DESK
from tests.journeys.test_accessibility import violations
from tests.journeys.test_evening import SOON, open_lab, set_up
from tests.servers import on

pytestmark = on("eventlet")


def printed(desk, button, query, path):
    """Press a button that opens a PDF; answers with its words. `query` stands in its address."""
    with desk.context.expect_event("request", lambda asked: query in asked.url) as asked:
        button.click()
    answer = desk.request.get(asked.value.url)
    assert answer.ok
    return read(answer.body(), path)


def to_the_kit(desk):
    desk.locator("#lab-menu > summary").click()
    desk.locator("#lab-menu a[href$='/kit']").click()
    expect(desk.locator("#part-walls")).to_be_visible(**SOON)


def test_a_kit_is_made_by_ticks_or_of_one_part(server, people, tmp_path):
    desk = people(DESK)
    set_up(desk, server)
    open_lab(desk)
    to_the_kit(desk)
    assert violations(desk) == []
    expect(desk.locator("#part-walls input")).to_be_disabled()
    expect(desk.locator("#part-walls")).to_contain_text("när du har visat resultatet")
    for part in ("poster", "cards"):
        desk.locator(f"#part-{part} input").uncheck()
    desk.locator("select[name=lang]").select_option("en")
    text = printed(desk, desk.locator(".form__foot button"), "kit.pdf?", tmp_path / "kit.pdf")
    assert "To take home" in text
    assert "Card for an idea" not in text
    text = printed(desk, desk.locator("#part-cards button"), "only=cards", tmp_path / "cards.pdf")
    assert "Card for an idea" in text
