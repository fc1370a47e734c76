"""Tables: laid by the facilitator, sat down at by phones, looked after by hosts."""

import pytest
from sqlalchemy import select

from labapp.domain.errors import (
    LabClosed,
    LabNotEmpty,
    NotFound,
    NumberOutOfRange,
    PhaseClosed,
    TextMissing,
)
from labapp.domain.ideas import Channel, Draft
from labapp.domain.tables import MOST_TABLES, Wish
from labapp.domain.values import Helper
from labapp.domain.voting import Ballot
from labapp.services import ideas, labs, tables, voting
from labapp.services.summaries import summarise_lab
from labapp.store.audit import Audit
from labapp.store.ballot import latest_round
from labapp.store.db import session
from labapp.store.idea import all_ideas
from labapp.store.offer import offers_of
from labapp.store.participant import participant_by_key
from labapp.store.table import notes_of, people_at, seated, tables_of
from tests.people import a_phone, leader, move, op


def lay(lab, account, count):
    return tables.lay_tables(lab.id, account, op(), count, lambda place: f"Bord {place}")


@pytest.fixture
def laid(lab, astrid):
    lay(lab, astrid, 3)
    return list(tables_of(lab.id))


def test_tables_are_laid_and_taken_away_from_the_end(lab, astrid, laid):
    assert [table.name for table in laid] == ["Bord 1", "Bord 2", "Bord 3"]
    codes = {table.code for table in laid}
    assert len(codes) == 3
    assert all(code.isdecimal() and len(code) == 8 for code in codes)
    lay(lab, astrid, 2)
    assert [table.id for table in tables_of(lab.id)] == [table.id for table in laid[:2]]
    with pytest.raises(NumberOutOfRange):
        lay(lab, astrid, MOST_TABLES + 1)


def test_a_table_where_somebody_sits_stays(lab, astrid, laid):
    tables.sit_down(lab.id, a_phone(), op(), laid[2].id)
    with pytest.raises(LabNotEmpty):
        lay(lab, astrid, 2)
    tables.sit_down(lab.id, a_phone(), op(), None)
    lay(lab, astrid, 2)


def test_a_phones_ideas_carry_its_table(lab, astrid, laid):
    phone = a_phone()
    move(lab.id, astrid, "next")
    tables.sit_down(lab.id, phone, op(), laid[1].id)
    ideas.submit_idea(lab.id, phone, op(), Draft("Läxhjälp"))
    assert all_ideas(lab.id)[0].table_id == laid[1].id
    assert participant_by_key(lab.id, phone.participant).table_id == laid[1].id
    assert seated(lab.id) == {laid[1].id: 1}
    with pytest.raises(NotFound):
        tables.sit_down(lab.id, phone, op(), 999)


def test_a_host_writes_for_those_at_the_table_and_no_other(lab, astrid, laid):
    host, other = Helper(table=laid[0].id), Helper(table=laid[1].id)
    new, known = (None, Channel.TABLE_HOST), (1, Channel.TABLE_HOST)
    ideas.enter_idea(lab.id, host, op(), Draft("Ett"), new)
    ideas.enter_idea(lab.id, host, op(), Draft("Två"), known)
    with pytest.raises(NotFound):
        ideas.enter_idea(lab.id, other, op(), Draft("Tre"), known)
    ideas.enter_idea(lab.id, leader(astrid), op(), Draft("Fyra"), known)
    assert [person.number for person in people_at(laid[0].id)] == [1]
    assert {idea.table_id for idea in all_ideas(lab.id)} == {laid[0].id}
    wanted = select(Audit.actor).where(Audit.action == "idea.entered").order_by(Audit.id)
    written = session().scalars(wanted).all()
    assert written == [f"t:{laid[0].id}", f"t:{laid[0].id}", f"u:{astrid}"]


def test_a_host_enters_ballots_and_channels_are_counted_apart(lab, astrid, laid):
    host = Helper(table=laid[0].id)
    move(lab.id, astrid, "next")
    ideas.enter_idea(lab.id, host, op(), Draft("Ett"), (None, Channel.TABLE_HOST))
    ideas.enter_idea(lab.id, host, op(), Draft("Två"), (None, Channel.PAPER))
    ideas.enter_idea(lab.id, host, op(), Draft("Tre"), (None, Channel.KIOSK))
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Fyra"))
    move(lab.id, astrid, "next", "next")
    round_ = latest_round(lab.id)
    first = offers_of(round_)[0].id
    ballot = Ballot(round=round_.id, n=1, marks={first: 1})
    voting.enter_ballot(lab.id, host, op(), ballot, (1, Channel.TABLE_HOST))
    voting.enter_ballot(lab.id, host, op(), ballot, (1, Channel.TABLE_HOST))
    voting.enter_ballot(lab.id, host, op(), ballot, (None, Channel.PAPER))
    move(lab.id, astrid, "next")
    counted = {way.channel: way for way in summarise_lab(lab.id).channels}
    found = {name: (way.joined, way.ideas, way.ballots) for name, way in counted.items()}
    assert found == {
        "phone": (1, 1, 0),
        "table_host": (1, 1, 1),
        "paper": (2, 1, 1),
        "kiosk": (1, 1, 0),
    }


def test_a_shared_screen_follows_the_phase(lab, astrid, laid):
    passing = (None, Channel.KIOSK)
    with pytest.raises(PhaseClosed):
        ideas.enter_idea(lab.id, Helper(table=laid[0].id), op(), Draft("Tidigt"), passing)
    assert not all_ideas(lab.id)


def test_a_table_asks_and_is_answered(lab, astrid, laid):
    host = Helper(table=laid[0].id)
    told = tables.ask(lab.id, host, op(), laid[0].id, Wish.HELP)
    assert [(news.name, news.wish) for news in told.news] == [("table.asked", "help")]
    assert [table.wish for table in tables_of(lab.id)] == [Wish.HELP, None, None]
    tables.ask(lab.id, leader(astrid), op(), laid[0].id, None)
    assert [table.wished_at for table in tables_of(lab.id)] == [None, None, None]


def test_a_host_notes_what_the_table_talks_about(lab, astrid, laid):
    host = Helper(table=laid[1].id)
    tables.note(lab.id, host, op(), "  Vi är överens om läxhjälp.  ")
    tables.note(lab.id, host, op(), "Inte om mobiler.")
    assert [note.text for note in notes_of(lab.id)] == [
        "Inte om mobiler.",
        "Vi är överens om läxhjälp.",
    ]
    assert not notes_of(lab.id, laid[0].id)
    with pytest.raises(TextMissing):
        tables.note(lab.id, host, op(), " ")


def test_a_new_code_is_another_one_and_names_can_change(lab, astrid, laid):
    tables.renew_code(lab.id, astrid, op(), laid[0].id)
    tables.rename_table(lab.id, astrid, op(), laid[0].id, "Fönsterbordet")
    now = tables_of(lab.id)[0]
    assert now.code != laid[0].code
    assert now.name == "Fönsterbordet"


def test_when_the_lab_is_closed_nothing_of_a_table_changes(lab, astrid, laid):
    labs.close_lab(lab.id, astrid, op())
    host = Helper(table=laid[0].id)
    for change in (
        lambda: lay(lab, astrid, 4),
        lambda: tables.note(lab.id, host, op(), "Sent"),
        lambda: tables.ask(lab.id, host, op(), laid[0].id, Wish.TIME),
        lambda: tables.sit_down(lab.id, a_phone(), op(), laid[0].id),
        lambda: ideas.enter_idea(lab.id, host, op(), Draft("Sent"), (None, Channel.PAPER)),
    ):
        with pytest.raises(LabClosed):
            change()
