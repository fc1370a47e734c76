"""Several people behind one phone, each a participant of their own."""

import pytest

from labapp.domain.errors import DoorClosed, NotFound, NumberOutOfRange
from labapp.domain.ideas import Draft
from labapp.domain.voting import Ballot
from labapp.services import ideas, labs, sharing, tables, voting
from labapp.services.summaries import summarise_lab
from labapp.store.ballot import ballots_in, latest_round
from labapp.store.db import session
from labapp.store.idea import all_ideas
from labapp.store.offer import offers_of
from labapp.store.participant import participant_by_key, people_behind
from labapp.store.table import seated, seated_phones, tables_of
from tests.people import move, op


@pytest.fixture
def shared(lab, phone):
    """A phone that three share."""
    sharing.share_phone(lab.id, phone, op(), 3)
    return phone


def behind(lab, phone):
    session().expire_all()
    return people_behind(participant_by_key(lab.id, phone.participant).id)


def test_each_is_counted_and_comes_by_phone(lab, shared):
    summary = summarise_lab(lab.id)
    assert summary.joined == 3
    assert [(line.channel, line.joined) for line in summary.channels] == [("phone", 3)]


def test_no_more_than_six_share_a_phone(lab, phone):
    with pytest.raises(NumberOutOfRange):
        sharing.share_phone(lab.id, phone, op(), 7)


def test_saying_it_again_changes_nobody(lab, shared):
    before = [row.key for row in behind(lab, shared)]
    sharing.share_phone(lab.id, shared, op(), 3)
    assert [row.key for row in behind(lab, shared)] == before


def test_ideas_are_each_persons_own(lab, astrid, shared):
    move(lab.id, astrid, "next")
    for person in (1, 2, 2):
        who = shared.person(person)
        ideas.submit_idea(lab.id, who, op(), Draft(f"Av person {person}"))
    summary = summarise_lab(lab.id)
    assert (summary.submitted, summary.contributed, summary.joined) == (3, 2, 3)


def test_the_phone_changes_and_takes_back_what_was_written_on_it(lab, astrid, shared, other_phone):
    move(lab.id, astrid, "next")
    sent = ideas.submit_idea(lab.id, shared.person(2), op(), Draft("Bänkar"))
    at = sent.facts["idea"]["id"]
    with pytest.raises(NotFound):
        ideas.change_idea(lab.id, other_phone, op(), at, Draft("Stolar"))
    sharing.share_phone(lab.id, shared, op(), 1)
    ideas.change_idea(lab.id, shared, op(), at, Draft("Fler bänkar"))
    assert [idea.text for idea in all_ideas(lab.id)] == ["Fler bänkar"]
    ideas.withdraw_idea(lab.id, shared, op(), at)
    assert summarise_lab(lab.id).withdrawn == 1


def test_who_left_nothing_is_counted_no_more_when_fewer_share(lab, astrid, shared):
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, shared.person(3), op(), Draft("Kvar"))
    sharing.share_phone(lab.id, shared, op(), 1)
    assert [row.key for row in behind(lab, shared)] == [shared.person(3).participant]
    summary = summarise_lab(lab.id)
    assert (summary.joined, summary.submitted) == (2, 1)


def test_each_has_a_ballot_and_nobody_goes_who_may_have_voted(lab, astrid, shared):
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, shared, op(), Draft("Bänkar"))
    move(lab.id, astrid, "next", "next")
    round_ = latest_round(lab.id)
    choice = offers_of(round_)[0].id
    for person, marks in ((1, {choice: 1}), (2, {}), (2, {choice: 1})):
        n = len(ballots_in(round_.id)) + 1
        ballot = Ballot(round=round_.id, n=n, marks=marks)
        voting.cast_ballot(lab.id, shared.person(person), op(), ballot)
    assert [cast.marks for cast in ballots_in(round_.id)] == [{choice: 1}, {choice: 1}]
    sharing.share_phone(lab.id, shared, op(), 1)
    assert len(behind(lab, shared)) == 2


def test_who_shares_a_phone_sits_where_it_is(lab, astrid, phone):
    tables.lay_tables(lab.id, astrid, op(), 2, lambda place: f"Bord {place}")
    first, second = tables_of(lab.id)
    tables.sit_down(lab.id, phone, op(), first.id)
    sharing.share_phone(lab.id, phone, op(), 3)
    assert seated(lab.id)[first.id] == 3
    tables.sit_down(lab.id, phone, op(), second.id)
    session().expire_all()
    assert seated(lab.id) == {second.id: 3}
    assert len(seated_phones(lab.id)) == 1


def test_a_locked_door_lets_nobody_in_beside_those_who_are_there(lab, astrid, shared):
    labs.set_door(lab.id, astrid, op(), is_open=False)
    with pytest.raises(DoorClosed):
        sharing.share_phone(lab.id, shared, op(), 4)
    assert len(behind(lab, shared)) == 2
    sharing.share_phone(lab.id, shared, op(), 2)
    assert len(behind(lab, shared)) == 1
