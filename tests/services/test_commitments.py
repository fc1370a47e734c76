"""Offers and handshakes: who may leave one, take it back, and be named."""

import json

import pytest
from sqlalchemy import select

from labapp.domain.commitments import RATE, CommitmentKind, Pledge
from labapp.domain.errors import (
    CommitmentGone,
    LabClosed,
    LabNotEmpty,
    NotFound,
    PhaseClosed,
    ReasonMissing,
    TooManyCommitments,
)
from labapp.domain.phases import PlannedPhase
from labapp.domain.summary import canonical
from labapp.domain.values import Helper
from labapp.services import commitments, labs, tables
from labapp.services.summaries import summarise_lab
from labapp.store.audit import Audit
from labapp.store.commitment import commitments_at, count_commitments, kept_commitments
from labapp.store.db import session
from labapp.store.lab import lab_by_code
from labapp.store.table import tables_of
from tests.people import a_phone, leader, move, op, open_lab


def pledge(what="Läxhjälp på torsdagar", **more):
    return Pledge(**{"kind": CommitmentKind.OFFER, "what": what, **more})


@pytest.fixture
def lab(astrid):
    """A lab whose first phase takes handshakes."""
    phases = (PlannedPhase("commit", "Handslag", 10), PlannedPhase("close", "Tack", 5))
    return lab_by_code(open_lab(astrid, phases=phases))


@pytest.fixture
def promising(lab, astrid):
    move(lab.id, astrid, "next")
    return lab


def leave(lab, phone=None, **more):
    made = commitments.make_commitment(lab.id, phone or a_phone(), op(), pledge(**more))
    return made.facts["commitment"]["id"]


def test_a_phone_leaves_one_in_its_phase_and_not_outside(lab, astrid):
    with pytest.raises(PhaseClosed):
        leave(lab)
    move(lab.id, astrid, "next")
    told = commitments.make_commitment(lab.id, a_phone(), op(), pledge(when="till hösten"))
    assert [news.name for news in told.news] == ["commitment.made"]
    assert told.facts["commitment"]["number"] == 1
    assert [(row.what, row.by_when) for row in kept_commitments(lab.id)] == [
        ("Läxhjälp på torsdagar", "till hösten")
    ]
    assert not kept_commitments(lab.id)[0].public
    move(lab.id, astrid, "next")
    with pytest.raises(PhaseClosed):
        leave(lab)


def test_one_is_taken_back_by_its_own_phone_in_any_phase_until_the_lab_closes(promising, astrid):
    phone = a_phone("one")
    first, second = leave(promising, phone), leave(promising, phone, what="Ett till")
    with pytest.raises(NotFound):
        commitments.take_back(promising.id, a_phone("two"), op(), first)
    move(promising.id, astrid, "next")
    told = commitments.take_back(promising.id, phone, op(), first)
    assert [news.name for news in told.news] == ["commitment.hidden"]
    with pytest.raises(CommitmentGone):
        commitments.take_back(promising.id, phone, op(), first)
    assert count_commitments(promising.id) == 1
    labs.close_lab(promising.id, astrid, op())
    with pytest.raises(LabClosed):
        commitments.take_back(promising.id, phone, op(), second)


def test_hosts_and_the_facilitator_write_some_down_until_the_lab_closes(lab, astrid):
    tables.lay_tables(lab.id, astrid, op(), 2, lambda place: f"Bord {place}")
    first, other = (table.id for table in tables_of(lab.id))
    host, desk = Helper(table=first), leader(astrid)
    made = commitments.enter_commitment(lab.id, host, op(), pledge()).facts["commitment"]["id"]
    commitments.enter_commitment(lab.id, desk, op(), pledge("Lokalen är fri på söndagar"))
    assert [row.what for row in commitments_at(first)] == ["Läxhjälp på torsdagar"]
    for stranger in (Helper(table=other), desk):
        with pytest.raises(NotFound):
            commitments.take_back_entered(lab.id, stranger, op(), made)
    with pytest.raises(LabNotEmpty):  # somebody promised something at the first table
        tables.lay_tables(lab.id, astrid, op(), 0, str)
    commitments.take_back_entered(lab.id, host, op(), made)
    assert not commitments_at(first)
    wanted = select(Audit.actor, Audit.action).where(Audit.action.like("commitment.%"))
    assert session().execute(wanted.order_by(Audit.id)).all() == [
        (f"t:{first}", "commitment.entered"),
        (f"u:{astrid}", "commitment.entered"),
        (f"t:{first}", "commitment.withdrawn"),
    ]
    labs.close_lab(lab.id, astrid, op())
    with pytest.raises(LabClosed):
        commitments.enter_commitment(lab.id, host, op(), pledge())


def test_the_summary_names_only_who_said_yes_and_counts_what_is_hidden(promising, astrid):
    leave(promising, what="Ett", party="Scoutkåren", public=True)
    leave(promising, what="Två", party="En hemlig granne")
    rude = leave(promising, what="Oförskämt", party="En elak")
    leave(promising, what="Tre", kind=CommitmentKind.HANDSHAKE, when="i maj")
    with pytest.raises(ReasonMissing):
        commitments.hide_commitment(promising.id, astrid, op(), rude, ("", ""))
    commitments.hide_commitment(promising.id, astrid, op(), rude, ("insult", "skäll"))
    summary = summarise_lab(promising.id)
    lines = [(line.number, line.what, line.when, line.party) for line in summary.commitments]
    assert lines == [(1, "Ett", "", "Scoutkåren"), (2, "Två", "", ""), (4, "Tre", "i maj", "")]
    assert [(line.reason, line.count) for line in summary.commitments_hidden] == [("insult", 1)]
    written = json.dumps(canonical(summary), ensure_ascii=False)
    for secret in ("hemlig", "Oförskämt", "elak", "skäll"):
        assert secret not in written
    commitments.show_commitment(promising.id, astrid, op(), rude)
    assert len(summarise_lab(promising.id).commitments) == 4


def test_a_repeated_op_is_one_commitment_and_nobody_leaves_too_many(promising):
    once, phone = op(), a_phone()
    for _ in range(2):
        commitments.make_commitment(promising.id, phone, once, pledge())
    assert count_commitments(promising.id) == 1
    for _ in range(RATE.per_minute - 1):
        leave(promising, phone)
    with pytest.raises(TooManyCommitments):
        leave(promising, phone)


def test_a_lab_where_somebody_promised_is_not_deleted(promising, astrid):
    leave(promising)
    with pytest.raises(LabNotEmpty):
        labs.delete_lab(promising.id, astrid, op())
