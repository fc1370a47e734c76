"""The desk's pages for paper, without scripts and with them."""

import pytest

from labapp.store.ballot import count_ballots, latest_round
from labapp.store.db import session
from labapp.store.idea import all_ideas
from tests.people import move


@pytest.fixture
def number(idea, in_vote):
    return str(idea.number)


def test_the_desk_leads_to_paper(desk_browser, here):
    assert f'href="{here}/paper"' in desk_browser.open(here).text
    assert desk_browser.open(f"{here}/paper").status_code == 200


def test_paper_is_only_the_facilitators(visitor, here):
    for path in ("paper", "paper/ballots", "paper/check", "paper/ballots/1"):
        assert visitor().open(f"{here}/{path}").status_code == 303


def test_cards_are_typed_without_a_script(desk_browser, here, lab):
    where = f"{here}/paper"
    desk_browser.open(where)
    one = desk_browser.submit(where, text="Ett").headers["Location"]
    page = desk_browser.open(one).text
    assert "Ett" in page
    last = one.partition("last=")[2]
    desk_browser.submit(where, text="Två", after=last)
    ideas = all_ideas(lab.id)
    assert ideas[0].participant_id == ideas[1].participant_id

    edit = desk_browser.open(f"{where}?edit={ideas[1].id}").text
    assert f'action="{where}/{ideas[1].id}"' in edit
    desk_browser.submit(f"{where}/{ideas[1].id}", text="Tre")
    desk_browser.submit(f"{where}/{ideas[0].id}/withdrawal")
    session().expire_all()
    assert [(each.text, each.status.value) for each in all_ideas(lab.id)] == [
        ("Ett", "withdrawn"),
        ("Tre", "visible"),
    ]


def test_a_card_that_is_refused_comes_back_with_its_text(desk_browser, here):
    desk_browser.open(f"{here}/paper")
    answer = desk_browser.submit(f"{here}/paper", text="x" * 600)
    assert answer.status_code == 422
    assert "x" * 600 in answer.text


def test_slips_are_typed_and_checked_without_a_script(desk_browser, here, lab, number):
    round_id = latest_round(lab.id).id
    where = f"{here}/paper/ballots"
    desk_browser.open(where)
    typed = desk_browser.submit(where, round=round_id, typed=number).headers["Location"]
    assert "Skriv 1 på lappen" in desk_browser.open(typed).text
    assert count_ballots(round_id) == 1

    check = f"{here}/paper/check"
    assert 'data-stays value="1"' in desk_browser.open(check).text
    twice = {"round": round_id, "slip": 1}
    answer = desk_browser.submit(check, **twice, typed=number)
    assert answer.status_code == 409
    assert "annan person" in answer.text
    differs = desk_browser.submit(check, **twice, typed="0", another="true").headers["Location"]
    assert f"som ”{number}”." in desk_browser.open(differs).text
    checked = desk_browser.submit(check, **twice, typed=number, another="true").headers["Location"]
    assert "alla lappar" in desk_browser.open(checked).text.casefold()


def test_the_first_reading_is_told_only_where_the_second_differs(desk_browser, here, lab, number):
    round_id = latest_round(lab.id).id
    where = f"{here}/paper"
    desk_browser.open(f"{where}/ballots")
    desk_browser.send(f"{where}/ballots", round=round_id, typed=number)
    assert desk_browser.open(f"{where}/ballots/1").status_code == 404
    again = {"round": round_id, "slip": 1, "another": True}
    assert desk_browser.send(f"{where}/check", **again, typed="0")[1]["reading"] == "differs"
    assert desk_browser.open(f"{where}/ballots/1").get_json() == {"first": number}
    sure = desk_browser.send(f"{where}/check", **again, typed="0", sure=True)[1]
    assert (sure["reading"], sure["changed"]) == ("checked", True)
    assert desk_browser.open(f"{where}/ballots/1").status_code == 404


def test_the_desk_tells_how_many_are_unchecked_and_warns_before_closing(
    desk_browser, here, lab, astrid, number
):
    round_id = latest_round(lab.id).id
    desk_browser.open(here)
    for line in (number, "0"):
        desk_browser.send(f"{here}/paper/ballots", round=round_id, typed=line)
    page = desk_browser.open(here).text
    assert "2 röstsedlar på papper" in page
    assert "inte kontrollerade av någon annan" in page

    move(lab.id, astrid, "next")
    page = desk_browser.open(here).text
    assert "2 röstsedlar totalt: papper: 2" in page
    assert "0 av 2 i pappershögen" in page


def test_a_slip_is_taken_out(desk_browser, here, lab, number):
    round_id = latest_round(lab.id).id
    desk_browser.open(f"{here}/paper/ballots")
    desk_browser.submit(f"{here}/paper/ballots", round=round_id, typed=number)
    assert desk_browser.submit(f"{here}/paper/ballots/1/removal", round=round_id).status_code == 303
    assert count_ballots(round_id) == 0
