"""People agree on their phones: by the button, while they write, and where there is no net."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.test_accessibility import violations
from tests.journeys.test_evening import SOON, join, write
from tests.journeys.test_sorting import collecting
from tests.servers import on

pytestmark = on("eventlet")

IDEAS = ("Fler bänkar i parken vid lekplatsen", "Billigare busskort", "Läxhjälp på biblioteket")
LIKE = "jag vill ha fler bänkar i parken"
DOES, DOES_NOT = "Du håller med", "Håll med"


@pytest.fixture
def desk(server, people):
    """A desk that collects ideas; `desk.phone` wrote three, `desk.reader` reads them."""
    page = collecting(people, server, IDEAS)
    lay_a_table(page, server)  # phones then load what tables look like as well
    page.reader = join(people, server, page.code)
    page.at = f"{server.url}/l/{page.code}"
    return page


def lay_a_table(desk, server):
    token = desk.locator("meta[name=csrf]").get_attribute("content")
    answer = desk.request.post(
        f"{server.url}/labs/{desk.code}/tables",
        data={"op_id": "t" * 32, "tables": 1},
        headers={"X-CSRF-Token": token, "Accept": "application/json"},
    )
    assert answer.json()["ok"], answer.text()


def button(page, number, where="#others"):
    return page.locator(f'{where} [form=agree][formaction$="/{number}/agreement"]')


def says(page, number, words):
    expect(button(page, number)).to_have_text(words, **SOON)
    pressed = "true" if words == DOES else "false"
    expect(button(page, number)).to_have_attribute("aria-pressed", pressed)


def test_a_phone_agrees_with_and_without_a_net_and_the_desk_counts(desk):
    reader = desk.reader
    button(reader, 2).click()
    says(reader, 2, DOES)
    says(reader, 1, DOES_NOT)
    line = desk.locator("#idea-2 [data-agreeing]")
    expect(line).to_have_text("1 håller med", **SOON)
    assert violations(reader) == []
    assert violations(desk) == []
    assert "1 håller med" not in reader.content()
    write(desk.phone, "Ännu en idé")  # news brings the list anew: what was said stays on it
    reader.locator("#others > button").click()
    says(reader, 2, DOES)
    reader.reload()
    says(reader, 2, DOES)
    button(reader, 2).click()
    says(reader, 2, DOES_NOT)
    expect(line).to_be_hidden(**SOON)
    expect(button(desk.phone, 2)).to_have_count(0)
    without_a_net(desk, reader)


def without_a_net(desk, reader):
    """What was said is shown at once, and sent when the net is back, in its order."""
    button(reader, 1).click()
    says(reader, 1, DOES)
    reader.context.set_offline(True)
    button(reader, 3).click()
    button(reader, 1).click()
    says(reader, 3, DOES)
    says(reader, 1, DOES_NOT)
    reader.context.set_offline(False)
    expect(desk.locator("#idea-3 [data-agreeing]")).to_have_text("1 håller med", timeout=15_000)
    expect(desk.locator("#idea-1 [data-agreeing]")).to_be_hidden(**SOON)
    reader.reload()
    says(reader, 3, DOES)
    says(reader, 1, DOES_NOT)


def test_a_similar_idea_is_offered_while_one_writes_and_the_text_stays(desk, people):
    similar(desk, desk.reader)
    without_scripts(desk, people)


def similar(desk, reader):
    field = reader.locator("#idea [name=text]")
    offered = button(reader, 1, "#idea")
    field.press_sequentially("fler bänkar")
    reader.wait_for_timeout(2000)
    expect(offered).to_have_count(0)  # two words say too little
    send = reader.locator("#idea .button--main")
    before = send.bounding_box()["y"]
    field.fill(LIKE)
    expect(offered).to_be_visible(timeout=6000)
    expect(reader.locator("#idea [role=status]")).to_contain_text("Liknande idé finns")
    assert send.bounding_box()["y"] == before  # nothing moved under the finger
    assert violations(reader) == []
    offered.click()
    expect(offered).to_have_text(DOES, **SOON)
    says(reader, 1, DOES)
    expect(field).to_have_value(LIKE)
    expect(desk.locator("#idea-1 [data-agreeing]")).to_have_text("1 håller med", **SOON)
    send.click()
    expect(reader.locator("#own > li")).to_have_count(1, **SOON)
    expect(offered).to_have_count(0)


def without_scripts(desk, people):
    """The button sends by itself, and comes back to where it stood."""
    plain = people(PHONE, java_script_enabled=False)
    plain.goto(desk.at)
    button(plain, 2).click()
    says(plain, 2, DOES)
    plain.locator("#others a", has_text="Idé 2").click()
    page = plain.locator("[form=agree]")
    expect(page).to_have_text(DOES)
    page.click()
    expect(page).to_have_text(DOES_NOT)
    assert plain.url.endswith("/ideas/2")
