"""In a café everybody who has said where they sit is sent to a next table, once a round."""

from collections import Counter

import pytest

from labapp.domain.ideas import Channel, Draft
from labapp.domain.phases import PlannedPhase
from labapp.domain.values import Helper
from labapp.services import ideas, tables
from labapp.store.lab import lab_by_code
from labapp.store.participant import participant_by_key
from labapp.store.table import people_at, seats_of, tables_of
from tests.people import a_phone, move, op, open_lab

PHASES = tuple(
    PlannedPhase(kind, f"{kind} {n}", 5)
    for n, kind in enumerate(("table_round", "move", "table_round", "move", "table_round"))
)


@pytest.fixture
def cafe(app, astrid):
    lab = lab_by_code(open_lab(astrid, phases=PHASES))
    tables.lay_tables(lab.id, astrid, op(), 3, lambda place: f"Bord {place}")
    move(lab.id, astrid, "next")
    for n in range(9):
        tables.sit_down(lab.id, a_phone(f"phone {n}"), op(), tables_of(lab.id)[n % 3].id)
    return lab


def sitting(lab):
    phones = [a_phone(f"phone {n}").participant for n in range(9)]
    return [participant_by_key(lab.id, key).table_id for key in phones]


def test_everybody_moves_and_tables_stay_even(cafe, astrid):
    before = sitting(cafe)
    move(cafe.id, astrid, "next")
    after = sitting(cafe)
    assert all(one != other for one, other in zip(before, after, strict=True))
    assert sorted(Counter(after).values()) == [3, 3, 3]
    move(cafe.id, astrid, "next", "next")
    third = sitting(cafe)
    assert all(len({*trio}) == 3 for trio in zip(before, after, third, strict=True))


def test_going_back_and_forth_moves_nobody_again(cafe, astrid):
    move(cafe.id, astrid, "next")
    after = sitting(cafe)
    move(cafe.id, astrid, "previous", "next")
    assert sitting(cafe) == after
    assert len(seats_of(cafe.id)) == 18


def test_people_without_a_phone_stay_with_their_host(cafe, astrid):
    table = tables_of(cafe.id)[0]
    new = (None, Channel.TABLE_HOST)
    ideas.enter_idea(cafe.id, Helper(table=table.id), op(), Draft("Ett"), new)
    move(cafe.id, astrid, "next")
    assert [person.number for person in people_at(table.id)] == [1]


def test_whoever_comes_late_moves_in_the_next_round(cafe, astrid):
    move(cafe.id, astrid, "next", "next")
    late = a_phone("late")
    tables.sit_down(cafe.id, late, op(), tables_of(cafe.id)[0].id)
    move(cafe.id, astrid, "next")
    assert participant_by_key(cafe.id, late.participant).table_id != tables_of(cafe.id)[0].id
