"""Answering the exit questions, changing the answer, and hiding a sentence."""

import secrets

from labapp.domain import ideas, phases
from labapp.domain import reflections as rules
from labapp.domain.errors import NotFound
from labapp.domain.ideas import HideReason
from labapp.domain.phases import Action
from labapp.domain.reflections import Answer
from labapp.domain.values import Effect, Op, Phone, Verdict
from labapp.live.audience import News
from labapp.live.tables import ReflectionGiven
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.services.joining import Arrivals, participant_of
from labapp.store import audit
from labapp.store.db import session
from labapp.store.lab import Lab
from labapp.store.reflection import Reflection, reflection_by, reflection_in

LOT_BITS = 52  # as many as a browser's whole numbers hold


def reflect(lab_id: int, phone: Phone, op: Op, answer: Answer) -> Verdict[News]:
    """Keep what a phone answers, in place of what it answered before; while the lab is open."""
    now = clock.now()
    arrivals = Arrivals(lab_id, now)

    def change(lab: Lab) -> Effect[News]:
        phases.require(lab.moment(now), Action.REFLECT)
        author = arrivals.note(participant_of(lab, phone, now))
        _lay(lab, author.id, rules.check_answer(answer))
        return _given(lab)

    return change_lab(lab_id, op, phone.who, change, arrivals.tell)


def _lay(lab: Lab, participant_id: int, answer: Answer) -> None:
    row = reflection_by(participant_id) or Reflection(
        id=1 + secrets.randbits(LOT_BITS),
        lab_id=lab.id,
        participant_id=participant_id,
        sentence="",
    )
    if row.sentence != answer.sentence:
        row.hide_reason = None  # other words: nobody has read them yet
    row.said, row.worth, row.sentence = answer.said, answer.worth, answer.sentence
    session().add(row)
    session().flush()


def _given(lab: Lab) -> Effect[News]:
    seq = lab.next_seq()
    return Effect(seq=seq, news=(ReflectionGiven(lab=lab.id, seq=seq),))


def hide_sentence(lab_id: int, account_id: int, op: Op, what: tuple[int, str]) -> Verdict[News]:
    """Keep a sentence out of the summary, which counts it by reason; the steps still count.

    `what` is the reflection and the reason. Raises `NotFound` or `ReasonMissing`.
    """
    return _judge(lab_id, account_id, op, what)


def show_sentence(lab_id: int, account_id: int, op: Op, reflection_id: int) -> Verdict[News]:
    """Let a hidden sentence be read again; that it was hidden stays in the log."""
    return _judge(lab_id, account_id, op, (reflection_id, None))


def _judge(lab_id: int, account_id: int, op: Op, what: tuple[int, str | None]) -> Verdict[News]:
    now = clock.now()
    reflection_id, reason = what

    def change(lab: Lab) -> Effect[News]:
        row = reflection_in(lab.id, reflection_id)
        if row is None or not row.sentence:
            raise NotFound
        row.hide_reason = None if reason is None else ideas.check_reason(reason)
        audit.record(lab, f"u:{account_id}", *_told(row.hide_reason), now)
        return _given(lab)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def _told(reason: HideReason | None) -> tuple[str, dict[str, object]]:
    """What the log says: never which sentence, since the log stands in order of time."""
    if reason is None:
        return "sentence.shown", {}
    return "sentence.hidden", {"reason": reason.value}
