"""A rehearsal inside the house: pretend phones do what each phase asks for, and go again."""

import pytest

from labapp.domain.errors import NotFound, OnlyRehearsed
from labapp.domain.ideas import Draft
from labapp.services import ideas, labs, pretending, tables
from labapp.services.summaries import summarise_lab
from labapp.store import keys
from labapp.store.ballot import count_ballots, latest_round
from labapp.store.idea import all_ideas
from labapp.store.lab import lab_by_code, lab_by_id
from labapp.store.participant import count_joined
from labapp.store.proposal import all_proposals
from labapp.store.table import tables_of
from tests.people import a_phone, move, op, open_lab, plan
from tests.services.test_proposals import PHASES as WITH_PROPOSALS


def rehearse(lab, account):
    opened = pretending.open_rehearsal(account, op(), lab.id)
    return lab_by_code(opened.facts["code"])


def turns(lab, count=30):
    for _ in range(count):
        pretending.act(lab_by_id(lab.id))


def test_a_rehearsal_is_a_copy_and_the_lab_stays_untouched(lab, astrid):
    tables.lay_tables(lab.id, astrid, op(), 2, lambda place: f"Bord {place}")
    copy = rehearse(lab, astrid)
    assert (copy.question, copy.rehearsal) == (lab.question, True)
    kinds = [phase.kind for phase in copy.phases]
    assert kinds == [phase.kind for phase in lab_by_id(lab.id).phases]
    assert [table.name for table in tables_of(copy.id)] == ["Bord 1", "Bord 2"]
    move(copy.id, astrid, "next")
    turns(copy, 5)
    assert not all_ideas(lab.id)
    assert count_joined(lab.id).total() == 0


def test_pretend_phones_do_what_the_phase_asks_for(lab, astrid):
    copy = rehearse(lab, astrid)
    turns(copy)
    assert count_joined(copy.id).total() == pretending.PEOPLE
    assert not all_ideas(copy.id)
    move(copy.id, astrid, "next")
    turns(copy)
    assert len(all_ideas(copy.id)) == pretending.PEOPLE * pretending.IDEAS_EACH
    move(copy.id, astrid, "next", "next")
    turns(copy)
    assert count_ballots(latest_round(copy.id).id) == pretending.PEOPLE
    move(copy.id, astrid, "next")
    made = summarise_lab(copy.id)
    assert (made.joined, made.voted) == (pretending.PEOPLE, pretending.PEOPLE)


def test_tables_work_out_a_proposal_each(app, astrid):
    lab = lab_by_code(open_lab(astrid, phases=WITH_PROPOSALS))
    tables.lay_tables(lab.id, astrid, op(), 2, lambda place: f"Bord {place}")
    copy = rehearse(lab, astrid)
    move(copy.id, astrid, "next", "next")
    turns(copy, 4)
    wanted = {table.id for table in tables_of(copy.id)}
    assert {proposal.table_id for proposal in all_proposals(copy.id)} == wanted


def test_it_is_wiped_whole_and_a_real_lab_never(lab, astrid):
    copy = rehearse(lab, astrid)
    move(copy.id, astrid, "next")
    turns(copy)
    move(copy.id, astrid, "next", "next")
    turns(copy)
    pretending.wipe_rehearsal(copy.id, astrid, op())
    assert lab_by_code(copy.code) is None
    assert not all_ideas(copy.id)
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Riktig"))
    with pytest.raises(NotFound):
        pretending.wipe_rehearsal(lab.id, astrid, op())
    assert all_ideas(lab.id)


def test_it_is_never_published(lab, astrid):
    copy = rehearse(lab, astrid)
    labs.close_lab(copy.id, astrid, op())
    with pytest.raises(OnlyRehearsed):
        labs.publish_summary(copy.id, astrid, op())
    turns(copy, 1)


def test_it_is_not_continued_and_its_keys_go_with_it(lab, astrid):
    copy = rehearse(lab, astrid)
    move(copy.id, astrid, "next")
    turns(copy)
    move(copy.id, astrid, "next", "next")
    round_ = latest_round(copy.id).id
    with pytest.raises(OnlyRehearsed):
        labs.open_lab(astrid, op(), plan(), copy.id)
    assert round_ in keys.kept_round_keys()
    pretending.wipe_rehearsal(copy.id, astrid, op())
    assert round_ not in keys.kept_round_keys()
