"""Agreeing: once a person and idea, taken back at will, right through merges, gone with the lab."""

import pytest
from sqlalchemy import func, select

from labapp.domain import errors
from labapp.domain.agreeing import IdeaNotShown, OwnIdea, TooManyAgreements
from labapp.domain.ideas import Draft, IdeasShown, Moderation
from labapp.domain.phases import PlannedPhase
from labapp.services import agreeing, ideas, labs, merging, moderating, pretending, sharing
from labapp.services.demo import staging
from labapp.services.summaries import summarise_lab
from labapp.store.agreement import Agreement, agreements_in
from labapp.store.db import db, session
from labapp.store.idea import all_ideas
from labapp.store.lab import lab_by_code
from labapp.store.own import has_own
from labapp.web.together import Together
from tests.people import a_phone, move, op, open_lab


@pytest.fixture
def made(lab, astrid):
    """Three ideas, by p0, p1 and p0 again, while ideas are collected."""
    move(lab.id, astrid, "next")
    for at, words in enumerate(("Läxhjälp", "Hjälp med läxor", "Bänkar")):
        ideas.submit_idea(lab.id, a_phone(f"p{at % 2}"), op(), Draft(words))
    return [idea.id for idea in all_ideas(lab.id)]


@pytest.fixture
def agree(lab, made):
    def say(name, number, *, on=True):
        return agreeing.agree(lab.id, a_phone(name), op(agree=on, idea=number), number, on=on)

    return say


@pytest.fixture
def counts(lab):
    """How many agree with each idea that stands by itself, by number, as the desk counts."""

    def look():
        db.session.rollback()
        db.session.expire_all()
        together = Together(lab.id)
        shown = [i for i in all_ideas(lab.id) if i.status.value in {"visible", "masked"}]
        return {idea.number: together.agreeing(idea) for idea in shown}

    return look


def test_a_person_agrees_once_and_may_take_it_back(agree, counts):
    first, again = agree("bo", 1), agree("bo", 1)
    assert first.facts == again.facts == {"agree": True}
    assert again.seq == first.seq
    assert first.news
    assert not again.news
    agree("cy", 1)
    assert counts() == {1: 2, 2: 0, 3: 0}
    agree("bo", 1, on=False)
    assert counts() == {1: 1, 2: 0, 3: 0}
    assert not agree("bo", 1, on=False).news
    agree("bo", 1)
    assert counts()[1] == 2


def test_the_same_op_is_answered_again_and_does_nothing(lab, made, counts):
    once = op(agree=True, idea=1)
    first = agreeing.agree(lab.id, a_phone("bo"), once, 1, on=True)
    again = agreeing.agree(lab.id, a_phone("bo"), once, 1, on=True)
    assert (first.seq, first.facts) == (again.seq, again.facts)
    assert counts()[1] == 1


def test_nobody_agrees_with_what_they_wrote_nor_with_what_stands_together_with_it(
    lab, astrid, made, agree, counts
):
    with pytest.raises(OwnIdea):
        agree("p0", 1)
    merging.merge_ideas(lab.id, astrid, op(), made[0], [made[1]])
    for number in (1, 2):
        with pytest.raises(OwnIdea):
            agree("p1", number)
    assert counts() == {1: 0, 3: 0}


def test_merging_counts_distinct_people_and_undoing_gives_them_back(
    lab, astrid, made, agree, counts
):
    agree("bo", 1)
    agree("bo", 2)
    agree("cy", 2)
    agree("p1", 1)  # who wrote number 2
    before = counts()
    assert before == {1: 2, 2: 2, 3: 0}
    number = merging.merge_ideas(lab.id, astrid, op(), made[0], [made[1]]).facts["merge"]
    assert counts() == {1: 2, 3: 0}
    kept = next(line for line in summarise_lab(lab.id).unthemed if line.number == 1)
    assert (kept.agreeing, [each.agreeing for each in kept.merged]) == (2, [2])
    agree("dan", 2)  # the original counts for the one it is read under
    assert counts() == {1: 3, 3: 0}
    assert not agree("bo", 1).news
    merging.undo_merge(lab.id, astrid, op(), number)
    assert counts() == {**before, 2: 3}


def test_taking_back_what_stands_together_takes_back_all_of_it(lab, astrid, made, agree, counts):
    agree("bo", 1)
    agree("bo", 2)
    number = merging.merge_ideas(lab.id, astrid, op(), made[0], [made[1]]).facts["merge"]
    agree("bo", 1, on=False)
    assert counts() == {1: 0, 3: 0}
    merging.undo_merge(lab.id, astrid, op(), number)
    assert counts() == {1: 0, 2: 0, 3: 0}


def test_what_cannot_be_read_is_not_agreed_with(lab, astrid, made, agree, counts):
    agree("bo", 3)
    ideas.hide_idea(lab.id, astrid, op(), made[0], ("spam", ""))
    ideas.withdraw_idea(lab.id, a_phone("p1"), op(), made[1])
    for gone in (1, 2):
        with pytest.raises(IdeaNotShown):
            agree("bo", gone)
    with pytest.raises(errors.NotFound):
        agree("bo", 99)
    moderating.set_moderation(lab.id, astrid, op(), Moderation.BEFORE)
    ideas.submit_idea(lab.id, a_phone("p0"), op(), Draft("Väntar"))
    with pytest.raises(IdeaNotShown):
        agree("bo", 4)
    staging.mask(lab.id, astrid, made[2], "[…]")
    assert agree("cy", 3).news
    assert counts() == {3: 2}


def test_phones_agree_while_they_collect_and_mingle_and_never_else(lab, astrid, made, agree):
    move(lab.id, astrid, "next")
    for on in (True, False):
        with pytest.raises(errors.PhaseClosed):
            agree("bo", 1, on=on)
    labs.close_lab(lab.id, astrid, op())
    with pytest.raises(errors.LabClosed):
        agree("bo", 1)


def test_nobody_agrees_with_what_phones_do_not_show_yet(astrid):
    phases = (PlannedPhase("ideate_solo", "Skriv", 5), PlannedPhase("gallery", "Mingel", 5))
    code = open_lab(astrid, phases=phases, ideas_shown=IdeasShown.AFTER_PHASE)
    there = lab_by_code(code).id
    move(there, astrid, "next")
    ideas.submit_idea(there, a_phone("p0"), op(), Draft("Bänkar"))
    with pytest.raises(errors.PhaseClosed):
        agreeing.agree(there, a_phone("bo"), op(), 1, on=True)
    move(there, astrid, "next")
    assert agreeing.agree(there, a_phone("bo"), op(), 1, on=True).news


def test_saying_and_taking_back_without_end_is_slowed_down(agree, counts):
    for _ in range(40):
        agree("bo", 1)
        agree("bo", 1, on=False)
    with pytest.raises(TooManyAgreements):
        agree("bo", 3)
    assert counts() == {1: 0, 2: 0, 3: 0}
    assert agree("cy", 1).news


def test_a_shared_phone_agrees_as_its_own_person_who_may_agree_with_the_others(lab, made, counts):
    phone = a_phone("p0")
    sharing.share_phone(lab.id, phone, op(), 2)
    ideas.submit_idea(lab.id, phone.person(2), op(), Draft("Av den andra"))
    agreeing.agree(lab.id, phone, op(), 4, on=True)
    assert counts()[4] == 1
    with pytest.raises(OwnIdea):
        agreeing.agree(lab.id, phone.person(2), op(), 4, on=True)


def test_whoever_only_agrees_has_something_of_their_own_until_they_take_it_back(lab, made, agree):
    bo = a_phone("bo").participant
    assert not has_own(lab.id, bo)
    agree("bo", 1)
    db.session.rollback()
    assert has_own(lab.id, bo)
    agree("bo", 1, on=False)
    db.session.rollback()
    assert not has_own(lab.id, bo)


def test_what_is_wiped_takes_its_agreements_along(lab, astrid):
    opened = pretending.open_rehearsal(astrid, op(), lab.id)
    copy = lab_by_code(opened.facts["code"]).id
    move(copy, astrid, "next")
    ideas.submit_idea(copy, a_phone("p0"), op(), Draft("Bänkar"))
    agreeing.agree(copy, a_phone("bo"), op(), 1, on=True)
    assert agreements_in(copy)
    pretending.wipe_rehearsal(copy, astrid, op())
    session().expire_all()
    assert session().scalar(select(func.count()).select_from(Agreement)) == 0


def test_who_shares_a_phone_and_agrees_has_left_something(lab, made, counts):
    phone = a_phone("bo")
    sharing.share_phone(lab.id, phone, op(), 2)
    agreeing.agree(lab.id, phone.person(2), op(), 1, on=True)
    sharing.share_phone(lab.id, phone, op(), 1)
    assert counts()[1] == 1
