"""Changing the plan while a lab is held: one step in, out again, or by another method card."""

from collections.abc import Callable

from labapp.domain import labs as plans
from labapp.domain import phases as rules
from labapp.domain.errors import LabNotEmpty, NoSuchPhase
from labapp.domain.phases import PlannedPhase
from labapp.domain.values import Effect, Op, Verdict
from labapp.live.audience import News
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.services.phases import agenda_changed, require_begun
from labapp.store.db import session
from labapp.store.lab import Lab
from labapp.store.phase import Phase

Name = Callable[[str], str]


def insert_phase(lab_id: int, account_id: int, op: Op, what: str, name: Name) -> Verdict[News]:
    """Put a step in after the present one, which goes on as it was; facts: its key as `phase`.

    `what` is a kind of `domain.phases.QUICK`, or `again`; `name` says what a kind is called.
    Raises `LabClosed`, `PhaseClosed` before the first step, or `NoSuchPhase`.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        present = require_begun(lab)
        planned = rules.quick(what, present.plan, name(what))
        (*_, planned) = plans.check_phases([*(phase.plan for phase in lab.phases), planned])
        phase = _phase(planned)
        at = lab.phases.index(present) + 1
        _lay(lab, [*lab.phases[:at], phase, *lab.phases[at:]])
        facts: dict[str, object] = {"phase": phase.name, "kind": phase.kind}
        effect = agenda_changed(lab, account_id, "phase.inserted", facts, now)
        return Effect(seq=effect.seq, facts={"phase": phase.key}, news=effect.news)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def _phase(planned: PlannedPhase) -> Phase:
    return Phase(
        kind=planned.kind,
        name=planned.name,
        minutes=planned.minutes,
        who=planned.who,
        prompt=planned.prompt,
        script=planned.script,
        method=planned.method,
        moderation=planned.moderation,
        vote=planned.vote,
        inserted=True,
    )


def _lay(lab: Lab, phases: list[Phase]) -> None:
    for phase in lab.phases:
        phase.position = -phase.position  # out of the way: no two may share a place, even briefly
    session().flush()
    for position, phase in enumerate(phases, start=1):
        phase.position = position
    lab.phases = phases
    session().flush()


def take_out_phase(lab_id: int, account_id: int, op: Op, phase_id: int) -> Verdict[News]:
    """Take out a step that was put in and has not begun.

    Raises `NoSuchPhase`, and `LabNotEmpty` for one that has begun or was planned from the start.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        rules.require_unclosed(lab.status)
        phase = phase_in(lab, phase_id)
        if not phase.inserted:
            raise LabNotEmpty(phase=phase.name)
        facts: dict[str, object] = {"phase": phase.name, "kind": phase.kind}
        _lay(lab, [other for other in lab.phases if other is not phase])
        return agenda_changed(lab, account_id, "phase.taken_out", facts, now)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def choose_method(
    lab_id: int, account_id: int, op: Op, phase_id: int, method: str
) -> Verdict[News]:
    """Hold a step by a method card, or with an empty `method` by none."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        rules.require_unclosed(lab.status)
        phase = phase_in(lab, phase_id)
        phase.method = method
        facts: dict[str, object] = {"phase": phase.name, "method": method}
        return agenda_changed(lab, account_id, "method.chosen", facts, now)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def phase_in(lab: Lab, phase_id: int) -> Phase:
    """A step of the lab by its id. Raises `NoSuchPhase`."""
    found = next((phase for phase in lab.phases if phase.id == phase_id), None)
    if found is None:
        raise NoSuchPhase(to=str(phase_id))
    return found
