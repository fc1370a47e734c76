"""Idea cards typed in from a pile."""

import pytest
from sqlalchemy import select

from labapp.domain import errors, slip_errors
from labapp.domain.ideas import Channel, Draft, IdeaStatus
from labapp.services import cards, ideas, tables
from labapp.services.cards import Card
from labapp.store.audit import Audit
from labapp.store.db import session
from labapp.store.idea import all_ideas, idea_in
from labapp.store.table import tables_of
from tests.people import leader, move, op


def typed(lab, who, text, **more):
    return cards.enter_card(lab.id, leader(who), op(), Card(text, **more))


def person(verdict):
    return verdict.facts["person"]


def idea(lab, verdict):
    session().expire_all()
    return idea_in(lab.id, verdict.facts["idea"]["id"])


def test_each_card_is_a_new_person_unless_it_is_the_last_ones(lab, astrid):
    one = typed(lab, astrid, "Ett")
    two = typed(lab, astrid, "Två", after=one.op_id)
    three = typed(lab, astrid, "Tre")

    assert person(one) == person(two) != person(three)
    assert idea(lab, two).channel is Channel.PAPER


def test_an_op_of_somebody_else_or_of_another_lab_leads_to_nobody(lab, astrid, bo, phone):
    one = typed(lab, astrid, "Ett")
    with pytest.raises(errors.NotFound):
        typed(lab, bo, "Två", after=one.op_id)
    with pytest.raises(errors.NotFound):
        typed(lab, astrid, "Två", after="ingen")


def test_a_pile_comes_from_a_table(lab, astrid):
    tables.lay_tables(lab.id, astrid, op(), 1, lambda place: f"Bord {place}")
    table = tables_of(lab.id)[0].id
    card = typed(lab, astrid, "Ett", table=table)

    assert idea(lab, card).table_id == table
    with pytest.raises(errors.NotFound):
        typed(lab, astrid, "Två", table=999)


def test_a_card_is_corrected_and_the_record_keeps_both(lab, astrid, bo):
    card = typed(lab, astrid, "Fler bänker")
    one = card.facts["idea"]["id"]
    with pytest.raises(errors.NotFound):
        cards.correct_card(lab.id, leader(bo), op(), one, "Annat")
    cards.correct_card(lab.id, leader(astrid), op(), one, "Fler bänkar")

    assert (idea(lab, card).text, idea(lab, card).version) == ("Fler bänkar", 2)
    cards.take_back_card(lab.id, leader(astrid), op(), one)
    assert idea(lab, card).status is IdeaStatus.WITHDRAWN
    with pytest.raises(errors.IdeaGone):
        cards.correct_card(lab.id, leader(astrid), op(), one, "Igen")
    done = session().scalars(select(Audit.action).where(Audit.actor == f"u:{astrid}")).all()
    assert done[-3:] == ["idea.entered", "idea.corrected", "idea.taken_back"]


def test_what_a_phone_wrote_is_not_the_desks_to_correct(lab, astrid, phone):
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, phone, op(), Draft("Mitt"))
    with pytest.raises(errors.NotFound):
        cards.take_back_card(lab.id, leader(astrid), op(), all_ideas(lab.id)[0].id)


def test_what_people_vote_on_stands(lab, astrid):
    card = typed(lab, astrid, "Ett")
    move(lab.id, astrid, "next", "next", "next")
    with pytest.raises(slip_errors.OnTheBallot):
        cards.correct_card(lab.id, leader(astrid), op(), card.facts["idea"]["id"], "Annat")
    late = typed(lab, astrid, "Två")
    cards.correct_card(lab.id, leader(astrid), op(), late.facts["idea"]["id"], "Tre")
    assert idea(lab, late).text == "Tre"
