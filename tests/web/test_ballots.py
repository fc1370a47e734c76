"""The phone's door for ballots, and what phones see of the result."""

import re
from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest

from labapp.domain.phases import PlannedPhase
from labapp.domain.rules import USUAL, Method, Rule
from labapp.security import crossorigin
from labapp.services import labs, voting
from labapp.store.ballot import count_ballots, latest_round
from labapp.store.db import db
from labapp.store.lab import lab_by_code
from labapp.store.offer import offers_of
from tests.people import PHASES, move, op, open_lab


@pytest.fixture
def collecting(lab, astrid):
    move(lab.id, astrid, "next")
    return lab


@pytest.fixture
def phone(visitor, lab):
    browser = visitor()
    browser.open(f"/l/{lab.code}")
    return browser


@pytest.fixture
def voting_lab(collecting, astrid, phone):
    for text in ("Ett", "Två", "Tre", "Fyra"):
        phone.send(f"/l/{collecting.code}/ideas", text=text)
    move(collecting.id, astrid, "next", "next")
    return collecting


def seen(answer):
    return unescape(re.sub(r"\s+", " ", answer.get_data(as_text=True)))


def choices(lab):
    return [offer.id for offer in offers_of(latest_round(lab.id))]


def the_round(lab):
    return latest_round(lab.id).id


def test_a_ballot_by_plain_form_is_kept_and_shown(voting_lab, phone):
    first, second, *_ = choices(voting_lab)
    fields = {"round": the_round(voting_lab), "n": 1, "mark": [first, second]}
    assert phone.submit(f"/l/{voting_lab.code}/ballot", **fields).status_code == 303

    page = seen(phone.open(f"/l/{voting_lab.code}"))
    assert "1 kvar" in page
    assert page.count("checked") == 2
    mine = phone.client.get(f"/l/{voting_lab.code}/mine").get_json()
    assert mine["marks"] == {str(first): 1, str(second): 1}
    assert (mine["n"], mine["left"]) == (2, 1)


def test_a_blank_ballot_by_plain_form_is_a_ballot(voting_lab, phone):
    fields = {"round": the_round(voting_lab), "n": 1}
    assert phone.submit(f"/l/{voting_lab.code}/ballot", **fields).status_code == 303
    assert count_ballots(the_round(voting_lab)) == 1


def test_too_many_dots_are_refused_and_stay_on_the_page(voting_lab, phone):
    fields = {"round": the_round(voting_lab), "n": 1, "mark": choices(voting_lab)}
    answer = phone.submit(f"/l/{voting_lab.code}/ballot", **fields)
    page = seen(answer)
    assert answer.status_code == 422
    assert "Du har 3 prickar." in page
    assert page.count("checked") == 4
    assert count_ballots(the_round(voting_lab)) == 0


@pytest.mark.parametrize("mark", ["x", "1:-1", "1:99999999", "1:²", ":"])
def test_a_mark_that_is_no_mark_is_refused(voting_lab, phone, mark):
    fields = {"round": the_round(voting_lab), "n": 1, "mark": [mark]}
    assert phone.submit(f"/l/{voting_lab.code}/ballot", **fields).status_code == 400
    assert count_ballots(the_round(voting_lab)) == 0


def test_two_boxes_on_one_choice_are_two_dots(astrid, visitor):
    plan = (PHASES[0], PlannedPhase("vote", "Rösta", 5))
    many = lab_by_code(open_lab(astrid, rule=Rule(5, 2), phases=plan))
    phone = visitor()
    phone.open(f"/l/{many.code}")
    move(many.id, astrid, "next")
    phone.send(f"/l/{many.code}/ideas", text="Ett")
    move(many.id, astrid, "next")
    (only,) = choices(many)
    fields = {"round": the_round(many), "n": 1, "mark": [only, only]}
    phone.submit(f"/l/{many.code}/ballot", **fields)

    page = seen(phone.open(f"/l/{many.code}"))
    assert page.count("checked") == 2
    assert "3 kvar" in page


def test_no_count_is_seen_before_the_result_is_shown(voting_lab, astrid, phone):
    marks = {str(choices(voting_lab)[0]): 1}
    phone.send(f"/l/{voting_lab.code}/ballot", round=the_round(voting_lab), n=1, marks=marks)
    move(voting_lab.id, astrid, "next")
    page = seen(phone.open(f"/l/{voting_lab.code}"))
    assert "Resultatet visas snart" in page
    assert "av 1" not in page

    voting.show_results(voting_lab.id, astrid, op())
    page = seen(phone.open(f"/l/{voting_lab.code}"))
    assert "1 av 1 röstade. Så här blev det." in page
    assert "Din idé" in page


def test_equal_results_are_said_to_be_equal(voting_lab, astrid, phone):
    marks = {str(choice): 1 for choice in choices(voting_lab)[:2]}
    phone.send(f"/l/{voting_lab.code}/ballot", round=the_round(voting_lab), n=1, marks=marks)
    move(voting_lab.id, astrid, "next")
    voting.show_results(voting_lab.id, astrid, op())
    page = seen(phone.open(f"/l/{voting_lab.code}"))
    assert "lika för 2" in page
    assert "Det är för jämnt för att utse en vinnare." in page


def test_a_ballot_after_closing_is_refused_with_words(voting_lab, astrid, phone):
    fields = {"round": the_round(voting_lab), "n": 1, "marks": {}}
    move(voting_lab.id, astrid, "next")
    status, verdict = phone.send(f"/l/{voting_lab.code}/ballot", **fields)
    assert status == 409
    assert verdict["error"]["message"].startswith("Omröstningen är stängd.")
    move(voting_lab.id, astrid, "previous")
    assert the_round(voting_lab) != fields["round"]
    assert phone.send(f"/l/{voting_lab.code}/ballot", **fields)[0] == 409


def test_of_fifty_ballots_at_once_the_newest_is_left(house, voting_lab, phone):
    round_, (first, second, *_) = the_round(voting_lab), choices(voting_lab)
    cookie = phone.client.get_cookie("labapp").value

    def cast(n):
        client = house.test_client()
        client.set_cookie("labapp", cookie)
        sent = {"op_id": f"{n:032d}", "round": round_, "n": n}
        sent["marks"] = {str(first if n < 50 else second): 1}
        headers = {"Accept": "application/json", "X-CSRF-Token": phone.token}
        return client.post(f"/l/{voting_lab.code}/ballot", json=sent, headers=headers).status_code

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(cast, range(1, 51)))

    db.session.rollback()
    assert set(answers) <= {200, 409}
    assert answers[-1] == 200
    assert count_ballots(round_) == 1
    mine = phone.client.get(f"/l/{voting_lab.code}/mine").get_json()
    assert (mine["marks"], mine["n"]) == ({str(second): 1}, 51)


def test_what_all_phones_get_alike_holds_nothing_of_one_phone(voting_lab, phone):
    state = phone.client.get(f"/l/{voting_lab.code}/state").get_json()
    shared = state["fragments"]["#phone"]
    assert "csrf_token" not in shared
    assert "op_id" not in shared
    assert "checked" not in shared
    assert "own-" not in shared


def test_a_closed_lab_says_what_happens_now(voting_lab, astrid, phone):
    labs.close_lab(voting_lab.id, astrid, op())
    assert "Tack! Labbet är stängt." in seen(phone.open(f"/l/{voting_lab.code}"))
    labs.publish_summary(voting_lab.id, astrid, op())
    assert f'href="/s/{voting_lab.slug}"' in seen(phone.open(f"/l/{voting_lab.code}"))
    status, verdict = phone.send(f"/l/{voting_lab.code}/ideas", text="x")
    assert (status, verdict["error"]["code"]) == (409, "lab_closed")


def test_the_token_of_a_page_in_a_vote_needs_no_check_when_it_comes_back(
    voting_lab, visitor, monkeypatch
):
    late = visitor()
    late.open(f"/l/{voting_lab.code}")

    def never(*_):
        raise AssertionError

    monkeypatch.setattr(crossorigin, "validate_csrf", never)
    sent = {"round": the_round(voting_lab), "n": 1, "mark": choices(voting_lab)[:1]}
    assert late.submit(f"/l/{voting_lab.code}/ballot", **sent).status_code == 303


def test_a_ballot_may_answer_about_many_choices(voting_lab, phone):
    marks = {str(choice): 1 for choice in range(1, 1001)}
    fields = {"round": the_round(voting_lab), "n": 1, "marks": marks}
    _, verdict = phone.send(f"/l/{voting_lab.code}/ballot", **fields)
    assert verdict["error"]["code"] == "unknown_choice"  # it was read


def test_a_zero_in_a_number_nobody_touched_is_no_mark(astrid, visitor):
    phases = (PHASES[0], PlannedPhase("vote", "Rösta", 5))
    many = lab_by_code(open_lab(astrid, rule=USUAL[Method.POINTS], phases=phases))
    phone = visitor()
    phone.open(f"/l/{many.code}")
    move(many.id, astrid, "next")
    for text in ("Ett", "Två"):
        phone.send(f"/l/{many.code}/ideas", text=text)
    move(many.id, astrid, "next")
    first, second = choices(many)
    fields = {"round": the_round(many), "n": 1, f"mark-{first}": 0, f"mark-{second}": 60}
    assert phone.submit(f"/l/{many.code}/ballot", **fields).status_code == 303
    assert phone.client.get(f"/l/{many.code}/mine").get_json()["marks"] == {str(second): 60}
