"""Leading a lab: its steps, clock, door, result and closing."""

import re

import pytest

from labapp.domain.ideas import Draft
from labapp.domain.phases import LabStatus
from labapp.domain.rules import Rule
from labapp.domain.voting import Ballot
from labapp.services import ideas, voting
from labapp.store.ballot import latest_round
from labapp.store.db import session
from labapp.store.lab import lab_by_code
from labapp.store.offer import offers_of
from tests.people import a_phone, move, op, open_lab


def test_the_big_button_moves_every_screen(desk_browser, here, fresh):
    status, verdict = desk_browser.send(f"{here}/phase", to="next")
    assert status == 200
    assert verdict["phase"] == fresh().phase.key
    assert desk_browser.submit(f"{here}/phase", to="previous").status_code == 409


def test_the_same_press_twice_is_one_step(desk_browser, here, fresh):
    for _ in range(2):
        assert desk_browser.send(f"{here}/phase", op_id="a" * 32, to="next")[0] == 200
    assert fresh().phase.position == 1


def test_leaving_a_vote_asks_first(desk_browser, here, in_vote):
    page = desk_browser.open(here).text
    foot = page[page.index("desk__next") :]
    assert foot.index('<details class="ask ask--up" id="ask-next">') < foot.rindex('name="to"')


@pytest.mark.parametrize("minutes", ["2", 2])
def test_two_minutes_more(desk_browser, here, fresh, idea, minutes):
    before = fresh().phase_ends_at
    assert desk_browser.send(f"{here}/time", minutes=minutes)[0] == 200
    assert (fresh().phase_ends_at - before).total_seconds() == 120


def test_the_clock_is_paused_and_goes_on(desk_browser, here, fresh, idea):
    desk_browser.submit(f"{here}/pause", paused="true")
    assert fresh().paused_at is not None
    desk_browser.submit(f"{here}/pause", paused="false")
    assert fresh().paused_at is None


def test_the_door_is_locked_and_opened(desk_browser, here, fresh):
    desk_browser.submit(f"{here}/door", open="false")
    assert not fresh().door_open
    desk_browser.submit(f"{here}/door", open="true")
    assert fresh().door_open


def test_the_desk_sees_the_result_before_the_room_does(desk_browser, here, lab, astrid, in_vote):
    choice = offers_of(in_vote)[0].id
    voting.cast_ballot(lab.id, a_phone(), op(), Ballot(round=in_vote.id, n=1, marks={choice: 1}))
    assert 'class="outcome"' not in desk_browser.open(here).text
    move(lab.id, astrid, "next")
    page = desk_browser.open(here).text
    assert 'class="outcome"' in page
    assert f"{here}/results" in page
    assert desk_browser.submit(f"{here}/results").status_code == 303
    session().expire_all()
    assert latest_round(lab.id).shown_at is not None


def test_dots_are_told_from_voters_where_one_may_lay_several(desk_browser, astrid):
    code = open_lab(astrid, rule=Rule(4, 2))
    lab = lab_by_code(code)
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Fler bänkar"))
    move(lab.id, astrid, "next", "next")
    round_ = latest_round(lab.id)
    marks = {offers_of(round_)[0].id: 2}
    voting.cast_ballot(lab.id, a_phone(), op(), Ballot(round=round_.id, n=1, marks=marks))
    move(lab.id, astrid, "next")
    page = desk_browser.client.get(f"/labs/{code}", headers={"Accept-Language": "en"}).text
    assert re.search(r'share numbers">2 <small>dots', page)
    assert "(1 of 1 people)" in page


def test_a_lab_is_closed_and_its_summary_published(desk_browser, here, fresh, idea):
    assert desk_browser.submit(f"{here}/publication").status_code == 404
    assert desk_browser.submit(f"{here}/closing").status_code == 303
    assert fresh().status is LabStatus.CLOSED
    assert f'action="{here}/publication"' in desk_browser.open(here).text
    status, verdict = desk_browser.send(f"{here}/publication")
    assert status == 200
    assert f"/s/{verdict['slug']}" in desk_browser.open(here).text


def test_the_projectors_link_is_renewed(desk_browser, here, fresh, lab):
    old = lab.screen_key
    assert old in desk_browser.open(here).text
    desk_browser.submit(f"{here}/screen-link")
    page = desk_browser.open(here).text
    assert fresh().screen_key in page
    assert old not in page
