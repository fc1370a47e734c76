"""A step is put in after the present one, and taken out again; a step is held by a card."""

import pytest

from labapp.domain.errors import LabClosed, LabNotEmpty, NoSuchPhase, PhaseClosed
from labapp.domain.ideas import Draft, Moderation
from labapp.domain.phases import MOST_PHASES, PlannedPhase
from labapp.domain.voting import Ballot, RoundStatus
from labapp.services import ideas, labs, steps, voting
from labapp.store.ballot import latest_round, rounds_of
from labapp.store.db import session
from labapp.store.lab import lab_by_code, lab_by_id
from labapp.store.offer import offers_of
from tests.people import a_phone, move, op, open_lab


def fresh(lab):
    session().expire_all()
    return lab_by_id(lab.id)


def insert(lab, astrid, what="break"):
    return steps.insert_phase(lab.id, astrid, op(), what, lambda kind: kind.title())


def plan(lab):
    return [phase.name for phase in fresh(lab).phases]


@pytest.fixture
def begun(lab, astrid):
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Fler bänkar"))
    return lab


def test_a_step_stands_next_and_the_present_one_goes_on(begun, astrid):
    before = fresh(begun)
    then = (before.phase_id, before.phase_started_at, before.phase_ends_at, before.collect_ended_at)
    verdict = insert(begun, astrid)
    now = fresh(begun)
    assert plan(begun) == ["Skriv idéer", "Break", "Teman", "Rösta", "Resultat"]
    assert [phase.position for phase in now.phases] == [1, 2, 3, 4, 5]
    assert (now.phase_id, now.phase_started_at, now.phase_ends_at, now.collect_ended_at) == then
    assert verdict.facts == {"phase": now.phases[1].key}
    assert [news.name for news in verdict.news] == ["agenda.changed"]
    assert (now.phases[1].minutes, now.phases[1].prompt) == (10, "")
    assert ideas.submit_idea(begun.id, a_phone(), op(), Draft("En till")).facts


def test_two_that_are_put_in_stand_with_the_last_one_first(begun, astrid):
    insert(begun, astrid, "pair")
    insert(begun, astrid, "gallery")
    assert plan(begun)[:3] == ["Skriv idéer", "Gallery", "Pair"]


def test_the_same_press_twice_is_one_step(begun, astrid):
    once = op()
    for _ in range(2):
        steps.insert_phase(begun.id, astrid, once, "break", str.title)
    assert len(plan(begun)) == 5


def test_another_like_this_has_the_same_words(begun, astrid):
    insert(begun, astrid, "again")
    one, other = fresh(begun).phases[:2]
    assert one.id != other.id
    assert one.plan == other.plan


def test_it_can_be_taken_out_until_it_begins(begun, astrid):
    key = int(insert(begun, astrid).facts["phase"])
    steps.take_out_phase(begun.id, astrid, op(), key)
    assert plan(begun) == ["Skriv idéer", "Teman", "Rösta", "Resultat"]
    key = int(insert(begun, astrid).facts["phase"])
    move(begun.id, astrid, "next", "previous")
    with pytest.raises(LabNotEmpty):
        steps.take_out_phase(begun.id, astrid, op(), key)
    assert plan(begun)[1] == "Break"


def test_what_was_planned_from_the_start_is_not_taken_out_here(begun, astrid):
    with pytest.raises(LabNotEmpty):
        steps.take_out_phase(begun.id, astrid, op(), fresh(begun).phases[-1].id)
    with pytest.raises(NoSuchPhase):
        steps.take_out_phase(begun.id, astrid, op(), 10**6)


def test_it_stays_removable_when_the_lab_is_edited(begun, astrid):
    key = int(insert(begun, astrid).facts["phase"])
    labs.edit_lab(begun.id, astrid, op(), labs.plan_of(fresh(begun)))
    steps.take_out_phase(begun.id, astrid, op(), key)
    assert len(plan(begun)) == 4


def test_a_vote_that_is_put_in_is_a_new_round_and_the_old_one_stays_closed(begun, astrid):
    move(begun.id, astrid, "next", "next")
    first = latest_round(begun.id)
    choice = offers_of(first)[0].id
    voting.cast_ballot(begun.id, a_phone(), op(), Ballot(round=first.id, n=1, marks={choice: 1}))
    insert(begun, astrid, "vote")
    session().expire_all()
    assert latest_round(begun.id).status is RoundStatus.OPEN
    voting.cast_ballot(begun.id, a_phone("b"), op(), Ballot(round=first.id, n=1, marks={choice: 1}))
    move(begun.id, astrid, "next")
    session().expire_all()
    old, new = sorted(rounds_of(begun.id), key=lambda each: each.id)
    assert (old.id, new.status) == (first.id, RoundStatus.OPEN)
    assert old.status is not RoundStatus.OPEN


def test_nothing_is_put_in_before_the_first_step_or_after_the_last(lab, astrid):
    with pytest.raises(PhaseClosed):
        insert(lab, astrid)
    move(lab.id, astrid, "next")
    labs.close_lab(lab.id, astrid, op())
    with pytest.raises(LabClosed):
        insert(lab, astrid)


def test_a_plan_has_an_end(app, astrid):
    phases = [PlannedPhase("pair", f"Par {n}", 5) for n in range(MOST_PHASES)]
    lab = lab_by_code(open_lab(astrid, phases=tuple(phases)))
    move(lab.id, astrid, "next")
    with pytest.raises(NoSuchPhase):
        insert(lab, astrid)
    assert len(plan(lab)) == MOST_PHASES


def test_a_step_is_held_by_a_card_and_by_none_again(begun, astrid):
    phase = fresh(begun).phases[1]
    steps.choose_method(begun.id, astrid, op(), phase.id, "sortera-ihop")
    assert fresh(begun).phases[1].plan.method == "sortera-ihop"
    steps.choose_method(begun.id, astrid, op(), phase.id, "")
    assert fresh(begun).phases[1].method == ""
    with pytest.raises(NoSuchPhase):
        steps.choose_method(begun.id, astrid, op(), 10**6, "rundan")


def test_one_more_like_this_is_read_before_it_is_shown_like_this(astrid):
    step = PlannedPhase("ideate_solo", "Skriv", 5, moderation=Moderation.BEFORE)
    lab = lab_by_code(open_lab(astrid, phases=(step, PlannedPhase("results", "Resultat", None))))
    move(lab.id, astrid, "next")
    insert(lab, astrid, "again")
    assert fresh(lab).phases[1].plan.moderation is Moderation.BEFORE
