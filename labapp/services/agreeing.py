"""Agreeing with others' ideas, and taking that back."""

from datetime import datetime

from labapp.domain import access, phases
from labapp.domain import agreeing as rules
from labapp.domain.errors import NotFound, PhaseClosed
from labapp.domain.ideas import IdeaStatus
from labapp.domain.phases import Action
from labapp.domain.values import Effect, Op, Phone, Verdict
from labapp.live.audience import News
from labapp.live.tables import IdeaAgreed
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.services.joining import Arrivals, participant_of
from labapp.store.agreement import Agreement, agreement_of, said_times, standing_among
from labapp.store.db import session
from labapp.store.idea import Idea, idea_by_number, ideas_in
from labapp.store.lab import Lab
from labapp.store.merge import ideas_under
from labapp.store.participant import Participant


def agree(lab_id: int, phone: Phone, op: Op, number: int, *, on: bool) -> Verdict[News]:
    """Have a phone agree with an idea, by its number, or agree no more; facts: `agree`.

    Saying it twice is saying it once. What was put together stands as one: whoever agrees with one
    of them agrees, and whoever takes it back takes back all of it.

    Raises `LabClosed`, `PhaseClosed` (also while others' ideas are not shown), `NotFound`,
    `TooManyAgreements`, and what `domain.agreeing.check_agreement` does.
    """
    now = clock.now()
    arrivals = Arrivals(lab_id, now)

    def change(lab: Lab) -> Effect[News]:
        _require(lab, now)
        idea = idea_by_number(lab.id, number)
        if idea is None:
            raise NotFound
        who = arrivals.note(participant_of(lab, phone, now))
        changed = _say(who, idea, now) if on else _take_back(who, idea)
        session().flush()
        seq = lab.next_seq() if changed else lab.seq
        told = (IdeaAgreed(lab=lab.id, seq=seq, idea=idea.id),) if changed else ()
        return Effect(seq=seq, facts={"agree": on}, news=told)

    return change_lab(lab_id, op, phone.who, change, arrivals.tell)


def _require(lab: Lab, now: datetime) -> None:
    phases.require(lab.moment(now), Action.AGREE)
    if not access.others_ideas_shown(lab.ideas_shown, lab.activity):
        raise PhaseClosed(action=Action.AGREE.value)


def _say(who: Participant, idea: Idea, now: datetime) -> bool:
    """Whether it is new that they agree."""
    group = _together(idea)
    wrote = any(each.participant_id == who.id for each in group)
    rules.check_agreement(idea.status, wrote=wrote)
    if standing_among(who.id, [each.id for each in group]):
        return False
    rules.RATE.check(said_times(who.id), now)
    said = agreement_of(who.id, idea.id)
    if said is None:
        session().add(_new(who, idea, now))
    else:
        said.stands, said.said_at, said.times = True, now, said.times + 1
    return True


def _take_back(who: Participant, idea: Idea) -> bool:
    """Whether they agreed until now. What was said can always be taken back."""
    standing = standing_among(who.id, [each.id for each in _together(idea)])
    for said in standing:
        said.stands = False
    return bool(standing)


def _new(who: Participant, idea: Idea, now: datetime) -> Agreement:
    return Agreement(participant_id=who.id, idea_id=idea.id, lab_id=idea.lab_id, said_at=now)


def _together(idea: Idea) -> list[Idea]:
    """The idea with all that are read as one with it."""
    merged = idea.status is IdeaStatus.MERGED
    kept = (idea.merged_into_id if merged else None) or idea.id
    under = [
        other for other in ideas_under(idea.lab_id, [kept]) if other.status is IdeaStatus.MERGED
    ]
    return [*ideas_in(idea.lab_id, [kept]).values(), *under]
