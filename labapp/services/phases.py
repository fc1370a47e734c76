"""Leading a lab from phase to phase, and its clock."""

from datetime import datetime, timedelta

from labapp.domain import phases as rules
from labapp.domain.errors import NumberOutOfRange, PhaseClosed
from labapp.domain.phases import Activity, LabStatus
from labapp.domain.screens import Mode
from labapp.domain.values import Effect, Op, Verdict
from labapp.live import news as told
from labapp.live.audience import News
from labapp.live.news import AgendaChanged, PhaseMoved, RoundOpened
from labapp.services import clock, rounds, seating
from labapp.services.change import change_lab
from labapp.store import audit
from labapp.store.lab import Lab
from labapp.store.phase import Phase

ADDED_MINUTES = range(1, 61)


def move_phase(lab_id: int, account_id: int, op: Op, to: str) -> Verdict[News]:
    """Move every phone and screen to another phase: `to` is its key, `next` or `previous`.

    Leaving a vote closes its round for good; entering one opens a new round. Raises `LabClosed`,
    `NoSuchPhase` or `NothingToVoteOn`.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        rules.require_unclosed(lab.status)
        keys = [phase.key for phase in lab.phases]
        key = rules.step_to(keys, lab.phase.key if lab.phase else None, to)
        phase = lab.phases[keys.index(key)]
        return Effect(seq=lab.seq) if phase is lab.phase else _move(lab, phase, account_id, now)

    return change_lab(lab_id, op, f"u:{account_id}", change, rounds.destroy_keys)


def _move(lab: Lab, phase: Phase, account_id: int, now: datetime) -> Effect[News]:
    closed = leave_phase(lab, now)
    lab.phase_id, phase.inserted = phase.id, False
    lab.status, lab.opened_at = LabStatus.OPEN, lab.opened_at or now
    lab.phase_started_at, lab.paused_at = now, None
    lab.screen_mode, lab.moderation_said = Mode.AUTO, None
    lab.phase_ends_at = rules.ends_at(now, phase.minutes)
    opened = rounds.open_round(lab, now) if lab.activity is Activity.VOTE else None
    seating.change_tables(lab, phase)
    if rules.takes_ideas(lab.activity):
        lab.collect_ended_at = None
    seq = lab.next_seq()
    facts = {"phase": phase.name, "kind": phase.kind}
    audit.record(lab, f"u:{account_id}", "phase.moved", facts, now)
    news: list[News] = [PhaseMoved(lab=lab.id, seq=seq, **_where(lab))]
    news += [told.RoundClosed(lab=lab.id, seq=seq, round=closed)] if closed else []
    news += [RoundOpened(lab=lab.id, seq=seq, round=opened.id)] if opened else []
    return Effect(seq=seq, facts={"phase": phase.key}, news=tuple(news), scrub=closed is not None)


def leave_phase(lab: Lab, now: datetime) -> int | None:
    """End what only lives in the present phase; the id of the round that this closed, if any."""
    if rules.takes_ideas(lab.activity):
        lab.collect_ended_at = now
    if lab.activity is Activity.DEEPEN:
        lab.deepen_ended_at = now
    closed = rounds.close_round(lab, now)
    return closed.id if closed else None


def _where(lab: Lab) -> dict[str, str | None]:
    return {
        "phase": lab.phase.key if lab.phase else None,
        "activity": lab.activity.value if lab.activity else None,
        "ends_at": lab.phase_ends_at.isoformat() if lab.phase_ends_at else None,
    }


def add_time(lab_id: int, account_id: int, op: Op, minutes: int) -> Verdict[News]:
    """Give the present phase more minutes, counted from its end or from now if that is past."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        if minutes not in ADDED_MINUTES:
            raise NumberOutOfRange(field="minutes", least=1, most=ADDED_MINUTES.stop - 1)
        require_begun(lab)
        clock_now = lab.paused_at or now
        ends = max(lab.phase_ends_at or clock_now, clock_now)
        lab.phase_ends_at = ends + timedelta(minutes=minutes)
        return agenda_changed(lab, account_id, "time.added", {"minutes": minutes}, now)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def pause_clock(lab_id: int, account_id: int, op: Op, *, paused: bool) -> Verdict[News]:
    """Stop the clock, or let it go on from where it stood."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        require_begun(lab)
        if not paused and lab.paused_at and lab.phase_ends_at:
            lab.phase_ends_at += now - lab.paused_at
        lab.paused_at = (lab.paused_at or now) if paused else None
        return agenda_changed(lab, account_id, "clock.paused", {"paused": paused}, now)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def require_begun(lab: Lab) -> Phase:
    """The phase the lab is in; raises `LabClosed`, or `PhaseClosed` where it is in none yet."""
    rules.require_unclosed(lab.status)
    if lab.phase is None:
        raise PhaseClosed(action="clock")
    return lab.phase


def agenda_changed(
    lab: Lab, account_id: int, action: str, facts: dict[str, object], now: datetime
) -> Effect[News]:
    """What all screens are told when the plan or the clock is another, and the phase the same."""
    seq = lab.next_seq()
    audit.record(lab, f"u:{account_id}", action, facts, now)
    return Effect(seq=seq, news=(AgendaChanged(lab=lab.id, seq=seq, **_where(lab)),))
