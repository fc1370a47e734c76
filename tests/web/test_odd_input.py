"""Input that no page of ours sends: a clear refusal, never a fault."""

import re

import pytest
from flask import current_app

from labapp.domain.ideas import Draft
from labapp.services import accounts, ideas, labs
from labapp.store.account import account_by_name
from labapp.store.ballot import latest_round
from labapp.store.idea import all_ideas
from labapp.store.offer import offers_of
from tests.people import a_phone, move, op


@pytest.fixture
def phone_page(visitor, lab):
    page = visitor()
    page.open(f"/l/{lab.code}")
    return page, f"/l/{lab.code}"


@pytest.mark.parametrize("number", [2**31, 2**53 - 1, 2**53, 2**63, 10**30, 0])
def test_a_number_that_is_no_id_is_not_there(phone_page, desk_browser, lab, astrid, number):
    page, here = phone_page
    move(lab.id, astrid, "next")
    assert page.send(f"{here}/ideas/{number}", text="x")[0] == 404
    assert page.send(f"{here}/ideas/{number}/withdrawal")[0] == 404
    for what in ("ideas", "themes"):
        assert desk_browser.open(f"/labs/{lab.code}/{what}/{number}").status_code == 404
    assert desk_browser.send(f"/labs/{lab.code}/ideas/{number}/showing")[0] == 404
    assert page.open(f"{here}?edit={number}").status_code == 200


MOST = 2**53 - 1


def test_the_greatest_numbers_of_a_browser_are_answered(phone_page, desk_browser, lab, astrid):
    page, here = phone_page
    labs_desk = f"/labs/{lab.code}"
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Bänkar"))
    idea = all_ideas(lab.id)[0].id
    assert desk_browser.send(f"{labs_desk}/ideas/{idea}/theme", theme=MOST)[0] == 404
    assert desk_browser.send(f"{labs_desk}/ideas", text="x", person=MOST, channel="paper")[0] == 404
    move(lab.id, astrid, "next", "next")
    round_ = latest_round(lab.id)
    choice = offers_of(round_)[0].id
    assert page.send(f"{here}/ballot", round=MOST, n=1, marks={})[0] == 409
    assert page.send(f"{here}/ballot", round=round_.id, n=1, marks={str(MOST): 1})[0] == 422
    assert page.send(f"{here}/ballot", round=round_.id, n=MOST, marks={str(choice): 1})[0] == 200


UNSAYABLE = {"nul": "a\0b", "half a sign": "a\ud800b", "half, the wrong way": "\udfff"}


@pytest.fixture(params=UNSAYABLE.values(), ids=UNSAYABLE.keys())
def unsayable(request):
    """A text that PostgreSQL cannot hold, whatever a person meant by it."""
    return request.param


@pytest.mark.parametrize("sign", ["%00", "%ed%a0%80", "%ff"])
def test_a_path_that_cannot_be_said_is_not_there(desk_browser, lab, sign):
    """Every route with words in it."""
    rules = [rule for rule in current_app.url_map.iter_rules() if "GET" in rule.methods]
    texts = [rule for rule in rules if set(rule.arguments) & {"code", "token", "key", "slug"}]
    assert len(texts) > 15
    for rule in texts:
        path = re.sub(r"<id:\w+>", "1", rule.rule).replace("<fmt>", "pdf")
        path = re.sub(r"<(path:)?\w+>", f"a{sign}", path)
        assert desk_browser.open(path).status_code in {303, 403, 404}, path
    for query in ("all=1", "edit=", "since=", "theme=", "audience=", "next="):
        for page in (f"/l/{lab.code}", f"/labs/{lab.code}/state", "/sign-in", "/labs/new"):
            assert desk_browser.open(f"{page}?{query}{sign}").status_code < 500


def test_words_that_cannot_be_said_are_refused(phone_page, desk_browser, lab, astrid, unsayable):
    page, here = phone_page
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Bänkar"))
    idea = f"/labs/{lab.code}/ideas/{all_ideas(lab.id)[0].id}"
    tries = [
        page.send(f"{here}/ideas", text=unsayable),
        page.send(f"{here}/ideas", text="x", detail=unsayable),
        page.send(f"{here}/ideas", text="x", lang=unsayable),
        page.send(f"{here}/ideas", text="x", op_id=unsayable * 8),
        page.send(f"{here}/ideas", text="x", **{unsayable: "x"}),
        page.send(f"{here}/ballot", round=1, n=1, marks={unsayable: 1}),
        desk_browser.send(f"/labs/{lab.code}/themes", name=unsayable),
        desk_browser.send(f"/labs/{lab.code}/ideas", text=unsayable, channel="paper"),
        desk_browser.send(f"/labs/{lab.code}/phase", to=unsayable),
        desk_browser.send(f"{idea}/hiding", reason="spam", note=unsayable),
        desk_browser.send(f"{idea}/hiding", reason=unsayable),
    ]
    assert {status for status, _ in tries} <= {400, 404, 409, 422}
    assert not any(verdict["ok"] for _, verdict in tries)


@pytest.mark.parametrize("field", ["question", "background", "place", "recipient", "phase", "kind"])
def test_a_lab_that_cannot_be_said_is_refused(desk_browser, field):
    desk_browser.open("/labs/new")
    sent = {"question": "Vad?", "kind": "vote", "phase": "Rösta", "minutes": "5", field: "a\0b"}
    assert desk_browser.submit("/labs/new", **sent).status_code in {400, 409, 422}


@pytest.mark.parametrize("field", ["name", "password", "next"])
def test_nobody_signs_in_by_what_cannot_be_said(visitor, house, field):
    desk = visitor()
    desk.open("/sign-in")
    sent = {"name": "Astrid", "password": "fel", "next": "", field: "a\0b"}
    assert desk.submit("/sign-in", **sent).status_code == 401


def test_a_cookie_that_cannot_be_said_is_none(visitor, lab):
    page = visitor()
    page.client.set_cookie("labapp", "a\x00b")
    assert page.open(f"/l/{lab.code}").status_code == 200


def test_a_long_name_in_signs_that_grow_is_a_name(house):
    """Compared without case, this one is three times as long."""
    accounts.create_facilitator(op(), "ΐ" * 80, "h" * 64)
    assert account_by_name(accounts.name_key("ΐ" * 80)).name == "ΐ" * 80


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
    assert "Labbet är slut." in visitor().open(f"/l/{lab.code}").text
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
