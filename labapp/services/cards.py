"""Idea cards typed in from a pile: each for a new person, or for the one of the card before."""

from dataclasses import dataclass

from labapp.domain import ideas as rules
from labapp.domain import phases
from labapp.domain.errors import NotFound
from labapp.domain.ideas import Channel, Draft, IdeaStatus
from labapp.domain.slip_errors import OnTheBallot
from labapp.domain.values import Effect, Helper, Op, Verdict
from labapp.domain.voting import VoteOn
from labapp.live.audience import News
from labapp.live.news import IdeaChanged, IdeaHidden
from labapp.services import clock, merging
from labapp.services.change import change_lab
from labapp.services.ideas import arriving, enter_idea, keep_version
from labapp.store import audit, verdict
from labapp.store.db import session
from labapp.store.idea import Idea, idea_in
from labapp.store.lab import Lab
from labapp.store.offer import is_offered
from labapp.store.participant import Participant
from labapp.store.table import table_in


@dataclass(frozen=True)
class Card:
    """A card of the pile of a table. `after` is the op of an earlier card of the same person."""

    text: str
    lang: str = "und"
    table: int | None = None
    after: str | None = None


def enter_card(lab_id: int, helper: Helper, op: Op, card: Card) -> Verdict[News]:
    """Take an idea from a card; facts: `idea` and `person`. Raises `NotFound`."""
    draft = Draft(card.text, lang=card.lang)
    if card.after:
        person = _writer_of(lab_id, helper, card.after)
        return enter_idea(lab_id, helper, op, draft, (person, Channel.PAPER))
    if card.table is not None and table_in(lab_id, card.table) is None:
        raise NotFound
    at = Helper(account=helper.account, table=card.table)
    return enter_idea(lab_id, at, op, draft, (None, Channel.PAPER))


def _writer_of(lab_id: int, helper: Helper, op_id: str) -> int | None:
    """The number of the person whose card was typed in by this op of the same helper."""
    key = (helper.who, op_id)
    made = verdict.remembered([key]).get(key, {}).get("facts", {}).get("idea")
    idea = idea_in(lab_id, made["id"]) if made else None
    person = session().get(Participant, idea.participant_id) if idea else None
    if person is None or person.number is None:
        raise NotFound
    return person.number


def correct_card(lab_id: int, helper: Helper, op: Op, idea_id: int, text: str) -> Verdict[News]:
    """Put what the card says in place of what was mistyped; the record keeps both."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        idea = _typed_by(lab, helper, idea_id)
        rules.check_own(idea.when_shown)
        fresh = rules.check_draft(Draft(text, idea.detail))
        idea.text, idea.version = fresh.text, idea.version + 1
        idea.status = arriving(lab, idea, now)
        keep_version(idea, now)
        waits = idea.status is IdeaStatus.PENDING
        if waits:  # nobody else's words wait with it
            merging.let_go(lab, idea, now)
        seq = lab.next_seq()
        audit.record(lab, helper.who, "idea.corrected", {"idea": idea.number}, now)
        kind = IdeaHidden if waits else IdeaChanged
        facts = {"idea": {"id": idea.id, "number": idea.number}}
        return Effect(seq=seq, facts=facts, news=(kind(lab=lab.id, seq=seq, idea=idea.id),))

    return change_lab(lab_id, op, helper.who, change)


def take_back_card(lab_id: int, helper: Helper, op: Op, idea_id: int) -> Verdict[News]:
    """Take a card from every screen: it was typed twice, or is none. The record keeps it."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        idea = _typed_by(lab, helper, idea_id)
        merging.let_go(lab, idea, now)
        idea.status = IdeaStatus.WITHDRAWN
        seq = lab.next_seq()
        audit.record(lab, helper.who, "idea.taken_back", {"idea": idea.number}, now)
        facts = {"idea": {"id": idea.id, "number": idea.number}}
        return Effect(seq=seq, facts=facts, news=(IdeaHidden(lab=lab.id, seq=seq, idea=idea.id),))

    return change_lab(lab_id, op, helper.who, change)


def _typed_by(lab: Lab, helper: Helper, idea_id: int) -> Idea:
    """A card that this helper typed in and that nothing was done with yet."""
    phases.require_unclosed(lab.status)
    idea = idea_in(lab.id, idea_id)
    if idea is None or idea.channel is not Channel.PAPER or idea.entered_by != helper.account:
        raise NotFound
    rules.check_own(idea.status)
    if is_offered(VoteOn.IDEAS, idea.id):
        raise OnTheBallot
    return idea
