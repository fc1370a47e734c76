"""Participants say where an idea belongs; the facilitator moves it, or lets it be."""

from labapp.domain import phases
from labapp.domain.errors import IdeaGone, NotFound
from labapp.domain.ideas import READABLE
from labapp.domain.phases import Action
from labapp.domain.placing import RATE
from labapp.domain.values import Effect, Op, Phone, Verdict
from labapp.live.audience import News
from labapp.live.tables import IdeaPlaced
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.services.joining import Arrivals, participant_of
from labapp.services.themes import theme_of
from labapp.store import audit
from labapp.store.db import session
from labapp.store.idea import Idea, idea_in
from labapp.store.lab import Lab
from labapp.store.placing import Placement, forget_placements, placement_by, said_times


def say_place(lab_id: int, phone: Phone, op: Op, idea_id: int, theme_id: int) -> Verdict[News]:
    """Have a phone say in which theme an idea belongs, once an idea: the latest stands.

    What is read under another idea is placed with that one. Nobody but the facilitator sees it.
    Raises `LabClosed`, `PhaseClosed`, `NotFound`, `IdeaGone` and
    `TooManyPlaces`.
    """
    now = clock.now()
    arrivals = Arrivals(lab_id, now)

    def change(lab: Lab) -> Effect[News]:
        phases.require(lab.moment(now), Action.PLACE_IDEA)
        idea, theme = _read_as(lab, idea_id), theme_of(lab, theme_id)
        who = arrivals.note(participant_of(lab, phone, now))
        RATE.check(said_times(who.id), now)
        row = placement_by(idea.id, who.id) or Placement(idea_id=idea.id, participant_id=who.id)
        row.theme_id, row.said_at = theme.id, now
        session().add(row)
        return _told(lab, idea)

    return change_lab(lab_id, op, phone.who, change, arrivals.tell)


def _read_as(lab: Lab, idea_id: int) -> Idea:
    idea = idea_in(lab.id, idea_id)
    kept = idea_in(lab.id, idea.merged_into_id or idea.id) if idea else None
    if kept is None:
        raise NotFound
    if kept.status not in READABLE:
        raise IdeaGone(status=kept.status.value)
    return kept


def dismiss_places(lab_id: int, account_id: int, op: Op, idea_id: int) -> Verdict[News]:
    """Let an idea be where it is, whatever was said; the log says of which idea alone."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        idea = idea_in(lab.id, idea_id)
        if idea is None:
            raise NotFound
        forget_placements([idea.id])
        audit.record(lab, f"u:{account_id}", "places.dismissed", {"idea": idea.number}, now)
        return _told(lab, idea)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def _told(lab: Lab, idea: Idea) -> Effect[News]:
    seq = lab.next_seq()
    return Effect(seq=seq, news=(IdeaPlaced(lab=lab.id, seq=seq, idea=idea.id),))
