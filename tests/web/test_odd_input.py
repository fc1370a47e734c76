"""Input that no page of ours sends: a clear refusal, never a fault."""

import pytest

from labapp.services import labs
from tests.people import op


@pytest.fixture
def phone_page(visitor, lab):
    page = visitor()
    page.open(f"/l/{lab.code}")
    return page, f"/l/{lab.code}"


@pytest.mark.parametrize("number", [2**63, 10**30, 0])
def test_a_number_that_can_be_no_id_is_not_there(phone_page, number):
    page, here = phone_page
    assert page.send(f"{here}/ideas/{number}", text="x")[0] == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"round": 2**70, "n": 1, "marks": {}},
        {"round": 1, "n": 1, "marks": {str(2**70): 1}},
        {"round": 1, "n": -1, "marks": {}},
        {"round": 1, "n": 1, "marks": "[" * 20_000},
        {"round": 1, "n": 1, "marks": {"1": float("nan")}},
    ],
)
def test_a_ballot_of_another_shape_is_bad_input(phone_page, fields):
    page, here = phone_page
    status, verdict = page.send(f"{here}/ballot", **fields)
    assert (status, verdict["error"]["code"]) in {(400, "bad_input"), (409, "phase_closed")}


def test_json_that_is_nested_too_deep_is_bad_input(phone_page):
    page, here = phone_page
    headers = {"Accept": "application/json", "X-CSRF-Token": page.token}
    deep = "[" * 30_000 + "]" * 30_000
    answer = page.client.post(
        f"{here}/ideas", data=deep, content_type="application/json", headers=headers
    )
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (400, "bad_input")


@pytest.mark.parametrize(
    "fields", [{"minutes": "9" * 5000}, {"day": "0001-01-01"}, {"day": "9999-12-31"}]
)
def test_a_lab_form_beyond_reach_is_refused(desk_browser, fields):
    desk_browser.open("/labs/new")
    sent = {"question": "Vad?", "kind": "vote", "phase": "Rösta", "minutes": "5", **fields}
    assert desk_browser.submit("/labs/new", **sent).status_code == 400


@pytest.mark.parametrize("wanted", ["//evil.example", "/labs\r\nX: y", "https://evil.example"])
def test_signing_in_leads_nowhere_else(visitor, house, wanted):
    desk = visitor()
    desk.open("/sign-in")
    sent = {"name": "Astrid", "password": "björk och granbarr", "next": wanted}
    assert desk.submit("/sign-in", **sent).headers["Location"] == "/labs"


def test_a_newcomer_to_a_lab_that_is_over_meets_its_summary(visitor, lab, astrid):
    labs.close_lab(lab.id, astrid, op())
    assert visitor().open(f"/l/{lab.code}").status_code == 403
    labs.publish_summary(lab.id, astrid, op())
    answer = visitor().open(f"/l/{lab.code}")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/s/{lab.slug}")


def test_strangers_who_guess_do_not_lock_the_owner_out(visitor, desk_browser):
    stranger = visitor()
    stranger.open("/sign-in")
    for _ in range(8):
        stranger.submit("/sign-in", name="Astrid", password="fel", next="")
    assert stranger.submit("/sign-in", name="Astrid", password="fel", next="").status_code == 429
    desk_browser.submit("/sign-out")
    desk_browser.open("/sign-in")
    sent = {"name": "Astrid", "password": "björk och granbarr", "next": ""}

    assert desk_browser.submit("/sign-in", **sent).status_code == 303
