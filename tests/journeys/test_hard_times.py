"""No scripts, no network, no server: nothing that a person wrote is lost."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PHONE
from tests.journeys.test_evening import SOON, go_on, join, open_lab, set_up, write

HALF = "Skriv ett riktigt intyg efter praon så att"


@pytest.fixture
def collecting(server, people):
    """Astrid's desk and the code of her lab, which collects ideas."""
    desk = people(DESK)
    set_up(desk, server)
    code = open_lab(desk)
    go_on(desk)
    return desk, code


def test_the_whole_flow_without_scripts(collecting, server, people):
    desk, code = collecting
    phone = people(PHONE, java_script_enabled=False)
    phone.goto(f"{server.url}/l/{code}")
    for text in ("Läxhjälp", "Fler lärare"):
        phone.locator("#idea [name=text]").fill(text)
        phone.locator("#idea button").click()
        expect(phone.locator("#own")).to_contain_text(text)
    go_on(desk)
    go_on(desk)
    phone.reload()
    phone.locator("#ballot [name=mark]").first.check(force=True)
    phone.locator("#ballot button").last.click()
    expect(phone.locator("#ballot [name=mark]:checked")).to_have_count(1)
    expect(phone.locator("#ballot [data-when=saved]")).to_be_visible()
    go_on(desk)
    desk.locator("form[action$='/results'] button:visible").first.click()
    expect(desk.locator("form[action$='/results']")).to_have_count(0, **SOON)
    phone.reload()
    expect(phone.locator(".share").first).to_contain_text("1")


def test_a_refused_form_without_scripts_gives_the_text_back(collecting, server, people):
    _, code = collecting
    phone = people(PHONE, java_script_enabled=False)
    phone.goto(f"{server.url}/l/{code}")
    long = "x" * 524
    phone.locator("#idea [name=text]").fill(long)
    phone.locator("#idea button").click()

    expect(phone.locator("#idea [name=text]")).to_have_value(long)
    expect(phone.locator("#idea .field__error")).to_contain_text("24")


def test_a_half_written_text_outlives_a_change_of_phase(collecting, server, people):
    desk, code = collecting
    phone = join(people, server, code)
    field = phone.locator("#idea [name=text]")
    field.fill(HALF)
    go_on(desk)
    expect(phone.locator("#step")).to_be_visible(**SOON)
    expect(field).to_have_value(HALF)
    assert phone.evaluate("document.activeElement.name") == "text"

    phone.locator("#step [data-do=send]").click()
    expect(phone.locator("#own li", has_text=HALF)).to_be_visible(**SOON)


def test_a_half_written_text_outlives_a_reload(collecting, server, people):
    _, code = collecting
    phone = join(people, server, code)
    phone.wait_for_load_state("networkidle")
    phone.locator("#idea [name=text]").fill(HALF)
    phone.reload()

    expect(phone.locator("#idea [name=text]")).to_have_value(HALF)


def test_an_idea_sent_without_network_waits_and_arrives_once(collecting, server, people):
    _, code = collecting
    phone = join(people, server, code)
    phone.wait_for_load_state("networkidle")
    phone.context.set_offline(True)
    phone.locator("#idea [name=text]").fill("Skriven utan nät")
    phone.locator("#idea button").click()
    slip = phone.locator("#sending li", has_text="Skriven utan nät")
    expect(slip).to_be_visible()
    expect(slip.locator("[data-when=saved]")).to_be_hidden()
    phone.context.set_offline(False)

    expect(phone.locator("#own li", has_text="Skriven utan nät")).to_have_count(1, timeout=15000)


def test_an_idea_sent_while_the_server_is_down_arrives_once(collecting, server, people):
    _, code = collecting
    phone = join(people, server, code)
    phone.wait_for_load_state("networkidle")
    server.kill()
    phone.locator("#idea [name=text]").fill("Skriven under omstarten")
    phone.locator("#idea button").click()
    expect(phone.locator("#line")).to_be_visible(timeout=10000)
    server.start()

    expect(phone.locator("#own li", has_text="omstarten")).to_have_count(1, timeout=20000)
    expect(phone.locator("#line")).to_be_hidden(timeout=15000)
    phone.reload()
    expect(phone.locator("#own li", has_text="omstarten")).to_have_count(1)


def test_the_same_phone_is_the_same_participant_after_everything(collecting, server, people):
    desk, code = collecting
    phone = join(people, server, code)
    joined = desk.locator("#counts dd").nth(1)
    expect(joined).to_have_text("1", **SOON)
    for _ in range(3):
        phone.reload()
        phone.wait_for_load_state("networkidle")
    server.stop()
    server.start()
    phone.goto(f"{server.url}/l/{code}")
    phone.wait_for_load_state("networkidle")

    desk.reload()
    expect(joined).to_have_text("1", **SOON)


def test_a_hidden_idea_is_gone_from_every_phone_at_once(collecting, server, people):
    desk, code = collecting
    writer, reader = join(people, server, code), join(people, server, code)
    write(writer, "Något oförskämt")
    reader.locator("#others button").click(**SOON)
    expect(reader.locator("#others")).to_contain_text("Något oförskämt")
    expect(desk.locator("#board")).to_contain_text("Något oförskämt", **SOON)
    hide(desk, server, code)

    expect(reader.locator("#others")).not_to_contain_text("oförskämt", **SOON)


def hide(desk, server, code):
    """Through the desk's own route, as its dialog does."""
    token = desk.locator("meta[name=csrf]").get_attribute("content")
    answer = desk.request.post(
        f"{server.url}/labs/{code}/ideas/1/hiding",
        data={"op_id": "h" * 32, "reason": "insult", "note": ""},
        headers={"X-CSRF-Token": token, "Accept": "application/json"},
    )
    assert answer.json()["ok"], answer.text()
