"""Submitting, changing, withdrawing, hiding and showing ideas."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from labapp.domain import ideas as rules
from labapp.domain import phases, text, window
from labapp.domain.errors import IdeaGone, NotFound
from labapp.domain.ideas import Channel, Draft, IdeaStatus
from labapp.domain.phases import Action
from labapp.domain.values import Effect, Helper, Op, Phone, Verdict
from labapp.live.audience import News
from labapp.live.news import IdeaAdded, IdeaChanged, IdeaHidden, IdeaShown
from labapp.services import clock, merging
from labapp.services.change import change_lab
from labapp.services.joining import Arrivals, at_kiosk, participant_of, proxy
from labapp.services.translations import keep_translation
from labapp.store import audit
from labapp.store.db import session
from labapp.store.gallery import earlier_ids
from labapp.store.idea import Idea, IdeaVersion, idea_in, next_idea_number, received_times
from labapp.store.lab import Lab
from labapp.store.participant import Participant, all_behind, participant_by_key


def submit_idea(lab_id: int, phone: Phone, op: Op, draft: Draft) -> Verdict[News]:
    """Take a phone's idea; facts: `idea` with its `id` and `number`."""
    now = clock.now()
    arrivals = Arrivals(lab_id, now)

    def change(lab: Lab) -> Effect[News]:
        phases.require(lab.moment(now), Action.SUBMIT_IDEA)
        author = arrivals.note(participant_of(lab, phone, now))
        rules.RATE.check(received_times(author.id), now)
        return _add(lab, author, rules.check_draft(draft), now)

    return change_lab(lab_id, op, phone.who, change, arrivals.tell)


def enter_idea(
    lab_id: int, helper: Helper, op: Op, draft: Draft, person: tuple[int | None, Channel]
) -> Verdict[News]:
    """Take an idea that a facilitator or a table's host writes down for a person without a phone.

    `person` is that person's number (None: somebody new) and the channel. What was told or is on
    paper may be typed after the phase, as long as the lab is open; a shared screen follows it.
    """
    now = clock.now()
    arrivals = Arrivals(lab_id, now)

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        if person[1] is Channel.KIOSK:
            phases.require(lab.moment(now), Action.SUBMIT_IDEA)
        passing = person == (None, Channel.KIOSK)
        author = at_kiosk(lab, helper, now) if passing else proxy(lab, *person, helper, now)
        arrivals.note(author)
        effect = _add(lab, author, rules.check_draft(draft), now, helper)
        facts = {**effect.facts, "person": author.number}
        if draft.translation:
            facts["translated"] = lab.language
        audit.record(lab, helper.who, "idea.entered", facts, now)
        return Effect(seq=effect.seq, facts=facts, news=effect.news)

    return change_lab(lab_id, op, helper.who, change, arrivals.tell)


def _add(
    lab: Lab, author: Participant, draft: Draft, now: datetime, helper: Helper | None = None
) -> Effect[News]:
    idea = Idea(
        lab_id=lab.id,
        number=next_idea_number(lab.id),
        participant_id=author.id,
        phase_id=lab.phase_id,
        table_id=author.table_id,
        channel=window.channel(author.channel, lab.moment(now)),
        entered_by=helper.account if helper else None,
        text=draft.text,
        detail=draft.detail,
        lang=draft.lang,
        for_lab_id=_meant_for(lab, draft.for_lab),
        late=helper is None and phases.is_late(lab.moment(now)),
        version=1,
        received_at=now,
    )
    if helper is not None and draft.translation:
        keep_translation(lab, helper, idea, draft.translation)
    idea.status = arriving(lab, idea, now)
    session().add(idea)
    session().flush()
    keep_version(idea, now)
    seq = lab.next_seq()
    facts = {"idea": {"id": idea.id, "number": idea.number}}
    return Effect(seq=seq, facts=facts, news=(IdeaAdded(lab=lab.id, seq=seq, idea=idea.id),))


def _meant_for(lab: Lab, earlier: int | None) -> int | None:
    """The lab that an idea is meant for, of those that are shown; another says nothing here.

    A phone that wrote without a network sends when it has one: the idea counts, whatever the
    facilitator chose to show since.
    """
    return earlier if earlier is not None and earlier in earlier_ids(lab.id) else None


def arriving(lab: Lab, idea: Idea, now: datetime) -> IdeaStatus:
    """How an idea stands that is new, or newly worded; what is held is in the log."""
    words = f"{idea.text} {idea.detail} {idea.translated_text or ''}"
    status = rules.status_on_arrival(lab.read_when(now), words)
    if status is IdeaStatus.PENDING:
        audit.record(lab, audit.HOUSE, "idea.held", {"idea": idea.number}, now)
    return status


def keep_version(idea: Idea, now: datetime) -> None:
    """Keep how an idea reads now; inside a piece of work."""
    session().add(
        IdeaVersion(
            idea_id=idea.id,
            version=idea.version,
            text=idea.text,
            detail=idea.detail,
            received_at=now,
        )
    )


def change_idea(lab_id: int, phone: Phone, op: Op, idea_id: int, draft: Draft) -> Verdict[News]:
    """Put a new version in place of an own idea; the record keeps the earlier ones."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require(lab.moment(now), Action.CHANGE_IDEA)
        idea = _own(lab, phone, idea_id)
        rules.check_own(idea.when_shown)
        fresh = rules.check_draft(draft)
        idea.text, idea.detail, idea.version = fresh.text, fresh.detail, idea.version + 1
        idea.status = arriving(lab, idea, now)
        if idea.status is IdeaStatus.PENDING:  # nobody else's words wait with it
            merging.let_go(lab, idea, now)
        keep_version(idea, now)
        seq = lab.next_seq()
        facts = {"idea": {"id": idea.id, "number": idea.number}}
        if idea.status is IdeaStatus.PENDING:  # what was shown of it goes
            return replace(_gone(lab, idea), facts=facts)
        return Effect(seq=seq, facts=facts, news=(IdeaChanged(lab=lab.id, seq=seq, idea=idea.id),))

    return change_lab(lab_id, op, phone.who, change)


def withdraw_idea(lab_id: int, phone: Phone, op: Op, idea_id: int) -> Verdict[News]:
    """Take an own idea from every screen; the record keeps that it was received.

    What others wrote and was put together with it stands by itself again.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require(lab.moment(now), Action.CHANGE_IDEA)
        idea = _own(lab, phone, idea_id, rules.TAKEN_BACK)
        merging.let_go(lab, idea, now)
        idea.status = IdeaStatus.WITHDRAWN
        return _gone(lab, idea)

    return change_lab(lab_id, op, phone.who, change)


def _own(
    lab: Lab, phone: Phone, idea_id: int, among: Collection[IdeaStatus] = rules.CHANGED
) -> Idea:
    author = participant_by_key(lab.id, phone.participant)
    idea = idea_in(lab.id, idea_id)
    if author is None or idea is None or idea.participant_id not in all_behind(author):
        raise NotFound
    rules.check_own(idea.status, among)
    return idea


def hide_idea(
    lab_id: int, account_id: int, op: Op, idea_id: int, why: tuple[str, str]
) -> Verdict[News]:
    """Take an idea from every screen at once. `why` is the reason and a note for the record.

    What was put together with it stands by itself again.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        idea = _moderated(lab, idea_id)
        reason = rules.check_reason(why[0])
        merging.let_go(lab, idea, now)
        idea.status, idea.hide_reason = IdeaStatus.HIDDEN, reason
        idea.hide_note = text.clean(why[1], text.REASON_NOTE)
        effect = _gone(lab, idea)
        facts = {"idea": idea.number, "reason": reason.value, "note": idea.hide_note}
        audit.record(lab, f"u:{account_id}", "idea.hidden", facts, now)
        return effect

    return change_lab(lab_id, op, f"u:{account_id}", change)


def show_idea(lab_id: int, account_id: int, op: Op, idea_id: int) -> Verdict[News]:
    """Let an idea that was hidden, or waits for a person, be seen; that stays in the log."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        idea = _moderated(lab, idea_id)
        idea.status = idea.when_shown
        idea.hide_reason, idea.hide_note = None, ""
        seq = lab.next_seq()
        audit.record(lab, f"u:{account_id}", "idea.shown", {"idea": idea.number}, now)
        return Effect(seq=seq, news=(IdeaShown(lab=lab.id, seq=seq, idea=idea.id),))

    return change_lab(lab_id, op, f"u:{account_id}", change)


def _moderated(lab: Lab, idea_id: int) -> Idea:
    idea = idea_in(lab.id, idea_id)
    if idea is None:
        raise NotFound
    if idea.status is IdeaStatus.WITHDRAWN:
        raise IdeaGone(status=idea.status.value)
    return idea


def _gone(lab: Lab, idea: Idea) -> Effect[News]:
    seq = lab.next_seq()
    return Effect(seq=seq, news=(IdeaHidden(lab=lab.id, seq=seq, idea=idea.id),))
