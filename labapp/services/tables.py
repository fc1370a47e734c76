"""Laying tables, sitting down at one, and what a table's host asks for and notes."""

from collections.abc import Callable
from datetime import datetime

from labapp.domain import phases, text
from labapp.domain import tables as rules
from labapp.domain.errors import LabNotEmpty, NotFound
from labapp.domain.tables import Wish
from labapp.domain.values import Effect, Helper, Op, Phone, Verdict
from labapp.live.audience import News
from labapp.live.tables import TableAsked, TablesLaid
from labapp.services import clock, others
from labapp.services.change import change_lab
from labapp.services.codes import free_code
from labapp.services.joining import Arrivals, participant_of
from labapp.services.seating import sit_at
from labapp.store import audit
from labapp.store.db import session
from labapp.store.lab import Lab
from labapp.store.table import Table, TableNote, is_used, table_in, tables_of

Named = Callable[[int], str]


def lay_tables(lab_id: int, account_id: int, op: Op, count: int, named: Named) -> Verdict[News]:
    """Have so many tables in the room; `named` says what a new one is called by its place.

    Raises `NumberOutOfRange`, and `LabNotEmpty` where a table would go at which somebody sits.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        rules.check_count(count)
        tables = list(tables_of(lab.id))
        for table in tables[count:]:
            _take_away(table)
        for place in range(len(tables) + 1, count + 1):
            session().add(Table(lab_id=lab.id, position=place, name=named(place), code=free_code()))
        session().flush()
        audit.record(lab, f"u:{account_id}", "tables.laid", {"count": count}, now)
        return _laid(lab)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def _take_away(table: Table) -> None:
    if is_used(table.id):
        raise LabNotEmpty(table=table.name)
    session().delete(table)


def _laid(lab: Lab) -> Effect[News]:
    seq = lab.next_seq()
    return Effect(seq=seq, news=(TablesLaid(lab=lab.id, seq=seq),))


def rename_table(lab_id: int, account_id: int, op: Op, table_id: int, name: str) -> Verdict[News]:
    """Call a table by another name."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        table = _table(lab, table_id)
        table.name = text.clean(name, text.TABLE_NAME)
        facts = {"table": table.position, "name": table.name}
        audit.record(lab, f"u:{account_id}", "table.renamed", facts, now)
        return _laid(lab)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def renew_code(lab_id: int, account_id: int, op: Op, table_id: int) -> Verdict[News]:
    """Give a table's host a new code; whoever came in by the old one is cut off."""
    now = clock.now()
    old: list[str] = []

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        table = _table(lab, table_id)
        old.extend(filter(None, [table.code]))
        table.code = free_code()
        audit.record(lab, f"u:{account_id}", "table.code", {"table": table.position}, now)
        return _laid(lab)

    def cut_off(_verdict: Verdict[News]) -> None:
        for code in old:
            others.cut(f"host:{code}")

    return change_lab(lab_id, op, f"u:{account_id}", change, cut_off)


def _table(lab: Lab, table_id: int) -> Table:
    table = table_in(lab.id, table_id)
    if table is None:
        raise NotFound
    return table


def sit_down(lab_id: int, phone: Phone, op: Op, table_id: int | None) -> Verdict[News]:
    """Have a phone say at which table it sits; None: at none, or it does not want to say."""
    now = clock.now()
    arrivals = Arrivals(lab_id, now)

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        who = arrivals.note(participant_of(lab, phone, now))
        sit_at(who, _table(lab, table_id).id if table_id is not None else None)
        seq = lab.next_seq()
        return Effect(seq=seq, facts={"table": who.table_id})

    return change_lab(lab_id, op, phone.who, change, arrivals.tell)


def ask(lab_id: int, helper: Helper, op: Op, table_id: int, wish: Wish | None) -> Verdict[News]:
    """Have a table ask for help or time, or take back what it asked for; the desk hears of it."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        table = _table(lab, table_id)
        table.wish, table.wished_at = wish, now if wish else None
        seq = lab.next_seq()
        return Effect(seq=seq, news=(_asked(table, seq),))

    return change_lab(lab_id, op, helper.who, change)


def _asked(table: Table, seq: int) -> TableAsked:
    wish = table.wish.value if table.wish else None
    return TableAsked(lab=table.lab_id, seq=seq, table=table.id, wish=wish)


def note(lab_id: int, helper: Helper, op: Op, written: str) -> Verdict[News]:
    """Keep what a host notes of the talk at the table, also when the phase is over."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        table = _table(lab, helper.table or 0)
        _add_note(lab, table, text.clean(written, text.TABLE_NOTE), now)
        seq = lab.next_seq()
        return Effect(seq=seq, news=(_asked(table, seq),))

    return change_lab(lab_id, op, helper.who, change)


def _add_note(lab: Lab, table: Table, written: str, now: datetime) -> None:
    session().add(
        TableNote(
            lab_id=lab.id,
            table_id=table.id,
            phase_id=lab.phase_id,
            text=written,
            written_at=now,
        )
    )
    session().flush()
