"""Sending everybody to the next table of a café."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from labapp.domain.phases import MOVING
from labapp.domain.seating import next_tables
from labapp.store.db import session
from labapp.store.lab import Lab
from labapp.store.participant import Participant, people_behind
from labapp.store.phase import Phase
from labapp.store.table import Seat, seated_phones, seats_of, tables_of

FEWEST = 2  # tables between which somebody can move


def change_tables(lab: Lab, phase: Phase) -> None:
    """Give every phone that sits somewhere its next table; once a phase, however often it is led.

    Inside a piece of work. Where there is one table or none, nobody moves; and what people have
    said since of where they sit stands.
    """
    tables = [table.id for table in tables_of(lab.id)]
    if phase.kind != MOVING or len(tables) < FEWEST:
        return
    seats = seats_of(lab.id)
    if any(seat.phase_id == phase.id for seat in seats):
        return
    people = {person.id: person for person in seated_phones(lab.id)}
    for person, table in _sit_anew(phase, people, seats, tables).items():
        sit_at(people[person], table)
    session().flush()


def sit_at(who: Participant, table: int | None) -> None:
    """Have a phone, and those who share it, sit at a table."""
    for person in (who, *people_behind(who.id)):
        person.table_id = table


def _sit_anew(
    phase: Phase, people: Mapping[int, Participant], seats: Sequence[Seat], tables: Sequence[int]
) -> dict[int, int]:
    """The next round, kept beside the earlier ones."""
    earlier: dict[int, list[int]] = defaultdict(list)
    for seat in seats:
        earlier[seat.participant_id].append(seat.table_id)
    last = max((seat.round for seat in seats), default=-1)
    first = [who for who in people.values() if who.id not in earlier]
    for who in first:
        _keep(who, max(last, 0), None, who.table_id or 0)
        earlier[who.id].append(who.table_id or 0)
    for who in people.values():  # where somebody sits now, who has changed tables unasked
        earlier[who.id][-1] = who.table_id or 0
    found = next_tables({person: earlier[person] for person in people}, tables)
    for person, table in found.items():
        _keep(people[person], max(last, 0) + 1, phase.id, table)
    return found


def _keep(who: Participant, number: int, phase_id: int | None, table_id: int) -> None:
    session().add(
        Seat(
            participant_id=who.id,
            round=number,
            lab_id=who.lab_id,
            phase_id=phase_id,
            table_id=table_id,
        )
    )
