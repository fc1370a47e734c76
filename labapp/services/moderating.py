"""Reports of ideas that somebody should look at, and when ideas are read."""

from labapp.domain import phases
from labapp.domain.errors import IdeaGone, NotFound
from labapp.domain.ideas import READABLE, Moderation, check_moderation
from labapp.domain.values import Effect, Op, Phone, Verdict
from labapp.live.audience import News
from labapp.live.news import AgendaChanged, IdeaReported
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.services.joining import Arrivals, participant_of
from labapp.store import audit
from labapp.store.db import session
from labapp.store.idea import idea_in
from labapp.store.lab import Lab
from labapp.store.report import IdeaReport, answer_reports, reported_by


def report_idea(lab_id: int, phone: Phone, op: Op, idea_id: int) -> Verdict[News]:
    """Have a phone say that somebody should look at an idea; saying it twice is saying it once.

    Raises `NotFound`, and `IdeaGone` for one that is not shown any more.
    """
    now = clock.now()
    arrivals = Arrivals(lab_id, now)

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        idea = idea_in(lab.id, idea_id)
        if idea is None:
            raise NotFound
        if idea.status not in READABLE:
            raise IdeaGone(status=idea.status.value)
        who = arrivals.note(participant_of(lab, phone, now))
        if reported_by(idea.id, who.id):
            return Effect(seq=lab.seq)
        session().add(IdeaReport(idea_id=idea.id, participant_id=who.id, reported_at=now))
        session().flush()
        seq = lab.next_seq()
        audit.record(lab, audit.SOMEBODY, "idea.reported", {"idea": idea.number}, now)
        return Effect(seq=seq, news=(IdeaReported(lab=lab.id, seq=seq, idea=idea.id),))

    return change_lab(lab_id, op, phone.who, change, arrivals.tell)


def keep_idea(lab_id: int, account_id: int, op: Op, idea_id: int) -> Verdict[News]:
    """The facilitator has looked at what was reported, and it stays."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        idea = idea_in(lab.id, idea_id)
        if idea is None:
            raise NotFound
        answer_reports(idea.id)
        seq = lab.next_seq()
        audit.record(lab, f"u:{account_id}", "idea.kept", {"idea": idea.number}, now)
        return Effect(seq=seq, news=(IdeaReported(lab=lab.id, seq=seq, idea=idea.id),))

    return change_lab(lab_id, op, f"u:{account_id}", change)


def set_moderation(lab_id: int, account_id: int, op: Op, when: Moderation) -> Verdict[News]:
    """Read ideas before or after they are shown, from now on; what is shown already stays.

    In a step that says something of its own it holds until the step is over. Raises
    `SensitiveLab` where ideas always wait.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        check_moderation(when, sensitive=lab.sensitive)
        if lab.reading.step is None:
            lab.moderation = when
        else:
            lab.moderation_said = when
        seq = lab.next_seq()
        audit.record(lab, f"u:{account_id}", "moderation.set", {"when": when.value}, now)
        told = AgendaChanged(lab=lab.id, seq=seq, phase=None, activity=None, ends_at=None)
        return Effect(seq=seq, news=(told,))

    return change_lab(lab_id, op, f"u:{account_id}", change)
