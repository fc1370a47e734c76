"""Leaving an offer or a handshake, taking one's own back, hiding and showing."""

from datetime import datetime

from labapp.domain import commitments as rules
from labapp.domain import ideas, phases, text
from labapp.domain.commitments import CommitmentStatus, Pledge
from labapp.domain.errors import NotFound
from labapp.domain.phases import Action
from labapp.domain.values import Effect, Helper, Op, Phone, Verdict
from labapp.live.audience import News
from labapp.live.tables import CommitmentHidden, CommitmentMade, CommitmentShown
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.services.joining import Arrivals, participant_of
from labapp.store import audit
from labapp.store.commitment import (
    Commitment,
    commitment_in,
    next_commitment_number,
    pledge_times,
)
from labapp.store.db import session
from labapp.store.lab import Lab
from labapp.store.participant import Participant, participant_by_key


def make_commitment(lab_id: int, phone: Phone, op: Op, pledge: Pledge) -> Verdict[News]:
    """Take a phone's offer or handshake; facts: `commitment` with its `id` and `number`."""
    now = clock.now()
    arrivals = Arrivals(lab_id, now)

    def change(lab: Lab) -> Effect[News]:
        phases.require(lab.moment(now), Action.MAKE_COMMITMENT)
        author = arrivals.note(participant_of(lab, phone, now))
        rules.RATE.check(pledge_times(author.id), now)
        return _add(lab, _row(rules.check_pledge(pledge), now, author))

    return change_lab(lab_id, op, phone.who, change, arrivals.tell)


def enter_commitment(lab_id: int, helper: Helper, op: Op, pledge: Pledge) -> Verdict[News]:
    """Take what a table's host or a facilitator writes down, in any phase until the lab closes."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        row = _row(rules.check_pledge(pledge), now)
        row.table_id, row.entered_by = helper.table, helper.account
        effect = _add(lab, row)
        audit.record(lab, helper.who, "commitment.entered", {"commitment": row.number}, now)
        return effect

    return change_lab(lab_id, op, helper.who, change)


def _row(pledge: Pledge, now: datetime, author: Participant | None = None) -> Commitment:
    return Commitment(
        participant_id=author.id if author else None,
        table_id=author.table_id if author else None,
        kind=pledge.kind,
        what=pledge.what,
        by_when=pledge.when,
        party=pledge.party,
        public=pledge.public,
        received_at=now,
    )


def _add(lab: Lab, row: Commitment) -> Effect[News]:
    row.lab_id, row.number = lab.id, next_commitment_number(lab.id)
    session().add(row)
    session().flush()
    seq = lab.next_seq()
    facts = {"commitment": {"id": row.id, "number": row.number}}
    return Effect(seq=seq, facts=facts, news=(CommitmentMade(lab=lab.id, seq=seq),))


def take_back(lab_id: int, phone: Phone, op: Op, commitment_id: int) -> Verdict[News]:
    """Take back a phone's own, in any phase until the lab closes; the record keeps it."""

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        author = participant_by_key(lab.id, phone.participant)
        row = _there(lab, commitment_id)
        if author is None or row.participant_id != author.id:
            raise NotFound
        rules.check_own(row.status)
        return _withdraw(lab, row)

    return change_lab(lab_id, op, phone.who, change)


def take_back_entered(lab_id: int, helper: Helper, op: Op, commitment_id: int) -> Verdict[News]:
    """Take back what this host or facilitator wrote down for others. Raises `NotFound`."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        row = _there(lab, commitment_id)
        own = (row.participant_id, row.table_id, row.entered_by)
        if own != (None, helper.table, helper.account):
            raise NotFound
        rules.check_own(row.status)
        effect = _withdraw(lab, row)
        audit.record(lab, helper.who, "commitment.withdrawn", {"commitment": row.number}, now)
        return effect

    return change_lab(lab_id, op, helper.who, change)


def _withdraw(lab: Lab, row: Commitment) -> Effect[News]:
    row.status = CommitmentStatus.WITHDRAWN
    seq = lab.next_seq()
    return Effect(seq=seq, news=(CommitmentHidden(lab=lab.id, seq=seq),))


def _there(lab: Lab, commitment_id: int) -> Commitment:
    row = commitment_in(lab.id, commitment_id)
    if row is None:
        raise NotFound
    rules.check_there(row.status)
    return row


def hide_commitment(
    lab_id: int, account_id: int, op: Op, commitment_id: int, why: tuple[str, str]
) -> Verdict[News]:
    """Take one from every screen at once. `why` is the reason and a note for the record."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        row = _there(lab, commitment_id)
        reason = ideas.check_reason(why[0])
        row.status, row.hide_reason = CommitmentStatus.HIDDEN, reason
        row.hide_note = text.clean(why[1], text.REASON_NOTE)
        seq = lab.next_seq()
        facts = {"commitment": row.number, "reason": reason.value, "note": row.hide_note}
        audit.record(lab, f"u:{account_id}", "commitment.hidden", facts, now)
        return Effect(seq=seq, news=(CommitmentHidden(lab=lab.id, seq=seq),))

    return change_lab(lab_id, op, f"u:{account_id}", change)


def show_commitment(lab_id: int, account_id: int, op: Op, commitment_id: int) -> Verdict[News]:
    """Let a hidden one be seen again; that it was hidden stays in the log."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        row = _there(lab, commitment_id)
        row.status, row.hide_reason, row.hide_note = CommitmentStatus.VISIBLE, None, ""
        seq = lab.next_seq()
        audit.record(lab, f"u:{account_id}", "commitment.shown", {"commitment": row.number}, now)
        return Effect(seq=seq, news=(CommitmentShown(lab=lab.id, seq=seq),))

    return change_lab(lab_id, op, f"u:{account_id}", change)
