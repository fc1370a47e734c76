"""Opening, editing, copying, closing, publishing and deleting labs."""

import re
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from labapp.domain import phases
from labapp.domain.errors import BadInput, LabNotEmpty, NotFound, OnlyRehearsed
from labapp.domain.labs import LabPlan, check_plan
from labapp.domain.mandate import EvidenceCard
from labapp.domain.phases import LabStatus, PlannedPhase
from labapp.domain.screens import Mode
from labapp.domain.values import Effect, Op, Verdict
from labapp.live import hub
from labapp.live.audience import News
from labapp.live.news import AgendaChanged, PhaseMoved, SummaryPublished
from labapp.live.news import LabClosed as LabHasClosed
from labapp.live.news import RoundClosed as RoundHasClosed
from labapp.services import clock, gallery, others, rounds
from labapp.services.change import change_lab
from labapp.services.codes import free_code
from labapp.services.continuing import carry_over
from labapp.services.ending import is_anything_left
from labapp.services.phases import leave_phase
from labapp.store import audit
from labapp.store.account import account_by_id
from labapp.store.ballot import latest_round, rounds_of
from labapp.store.db import session
from labapp.store.gallery import earlier_ids
from labapp.store.idea import all_ideas
from labapp.store.lab import Card, Lab, lab_by_id
from labapp.store.name import forget_names
from labapp.store.phase import Phase
from labapp.store.placing import forget_all_placements
from labapp.store.table import notes_of
from labapp.store.writer import write

SLUG_WORDS = 8


def open_lab(account_id: int, op: Op, plan: LabPlan, continues: int | None = None) -> Verdict[News]:
    """Open a lab; facts: its `code`. Phones can join at once and wait for the first phase.

    `continues` is an earlier lab of the facilitator's, whose ideas it begins with.
    """
    now = clock.now()

    def work() -> Effect[News]:
        account = account_by_id(account_id)
        if account is None:
            raise NotFound
        lab = new_lab(account.body_id, account_id, check_plan(plan), now)
        facts: dict[str, object] = {"question": lab.question, **gallery.said(lab)}
        earlier = lab_by_id(continues) if continues is not None else None
        if earlier is not None and earlier.rehearsal:
            raise OnlyRehearsed
        if earlier is not None:
            facts |= {"continues": earlier.code, **carry_over(earlier, lab, now)}
        audit.record(lab, f"u:{account_id}", "lab.opened", facts, now)
        return Effect(seq=lab.seq, facts={"code": lab.code})

    return write(op, f"u:{account_id}", work)


def new_lab(body_id: int, account_id: int, plan: LabPlan, now: datetime) -> Lab:
    """A lab by a plan; inside a piece of work."""
    lab = Lab(
        body_id=body_id,
        created_by=account_id,
        created_at=now,
        seq=1,
        code=free_code(),
        join_token=secrets.token_urlsafe(16),
        screen_key=secrets.token_urlsafe(16),
        slug=f"{_slug(plan.question)}-{secrets.token_hex(3)}",
    )
    session().add(lab)
    _write_plan(lab, plan)
    return lab


def _write_plan(lab: Lab, plan: LabPlan) -> None:
    lab.question, lab.background, lab.place = plan.question, plan.background, plan.place
    lab.starts_at, lab.recipient, lab.answer_by = plan.starts_at, plan.recipient, plan.answer_by
    lab.influence, lab.promise = plan.mandate.influence, plan.mandate.promise
    lab.can_influence = plan.mandate.can_influence
    lab.cannot_influence = plan.mandate.cannot_influence
    lab.commissioner, lab.goals = plan.mandate.commissioner, plan.mandate.goals
    lab.language, lab.ideas_shown = plan.language, plan.ideas_shown
    lab.moderation, lab.sensitive = plan.moderation, plan.sensitive
    lab.help_line = plan.help_line
    lab.vote_on, lab.points = plan.vote_on, plan.rule.points
    lab.max_per_choice, lab.vote_method = plan.rule.max_per_choice, plan.rule.method
    _write_cards(lab, plan.cards)
    _write_phases(lab, plan.phases)
    gallery.choose(lab, plan.gallery_of)


def _write_cards(lab: Lab, cards: tuple[EvidenceCard, ...]) -> None:
    """Lay the cards anew where they are others: nothing leads to one of them."""
    if tuple(card.content for card in lab.cards) == cards:
        return
    lab.cards = []
    session().flush()
    lab.cards = [Card(position=at, **asdict(card)) for at, card in enumerate(cards, start=1)]


def _write_phases(lab: Lab, plan: tuple[PlannedPhase, ...]) -> None:
    """Keep each phase that the plan names by its id, wherever it moves: the room may be in it."""
    known = {phase.id: phase for phase in lab.phases}
    kept = {planned.id: planned for planned in plan if planned.id is not None}
    if kept.keys() - known.keys() or len(kept) < sum(planned.id is not None for planned in plan):
        raise BadInput(field="phase_id")
    _spare_what_is_used(lab, kept)
    for phase in lab.phases:
        phase.position = -phase.position  # out of the way: no two may share a place, even briefly
    session().flush()
    phases = [Phase() if planned.id is None else known[planned.id] for planned in plan]
    for position, (phase, planned) in enumerate(zip(phases, plan, strict=True), start=1):
        phase.position, phase.kind = position, planned.kind
        phase.name, phase.minutes = planned.name, planned.minutes
        phase.who, phase.prompt, phase.script = planned.who, planned.prompt, planned.script
        phase.moderation = planned.moderation
        phase.method, phase.vote = planned.method, planned.vote
    lab.phases = phases
    session().flush()


def _spare_what_is_used(lab: Lab, kept: Mapping[int, PlannedPhase]) -> None:
    """Refuse to take away the present phase, or one with ideas or rounds, or to make it another."""
    voted = {each.phase_id for each in rounds_of(lab.id)} | {lab.phase_id}
    noted = {note.phase_id for note in notes_of(lab.id)}
    used = {idea.phase_id for idea in all_ideas(lab.id)} | noted | voted
    for phase in lab.phases:
        planned = kept.get(phase.id)
        if phase.id in used and planned is None:
            raise LabNotEmpty(phase=phase.name)
        if phase.id in voted and planned is not None and planned.kind != phase.kind:
            raise LabNotEmpty(phase=phase.name)


def _slug(question: str) -> str:
    plain = unicodedata.normalize("NFKD", question).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:SLUG_WORDS])[:60].strip("-") or "labb"


def edit_lab(lab_id: int, account_id: int, op: Op, plan: LabPlan) -> Verdict[News]:
    """Change what was planned, also while the lab is held; every screen follows.

    Raises `LabClosed`, `BadInput` for a phase that is not the lab's, and `LabNotEmpty` when the
    present phase, or one where something was done, would go.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        _write_plan(lab, check_plan(plan))
        seq = lab.next_seq()
        facts = {"question": lab.question, **gallery.said(lab)}
        audit.record(lab, f"u:{account_id}", "lab.edited", facts, now)
        ends = lab.phase_ends_at.isoformat() if lab.phase_ends_at else None
        where = {"phase": lab.phase.key if lab.phase else None, "ends_at": ends}
        activity = lab.activity.value if lab.activity else None
        moved = PhaseMoved(lab=lab.id, seq=seq, activity=activity, **where)
        return Effect(seq=seq, facts={"code": lab.code}, news=(moved,))

    return change_lab(lab_id, op, f"u:{account_id}", change)


def plan_of(lab: Lab) -> LabPlan:
    """The plan that a lab was opened with, as it stands: to edit it, or to copy it."""
    return LabPlan(
        question=lab.question,
        background=lab.background,
        place=lab.place,
        starts_at=lab.starts_at,
        recipient=lab.recipient,
        answer_by=lab.answer_by,
        mandate=lab.mandate,
        cards=tuple(card.content for card in lab.cards),
        language=lab.language,
        ideas_shown=lab.ideas_shown,
        moderation=lab.moderation,
        sensitive=lab.sensitive,
        help_line=lab.help_line,
        vote_on=lab.vote_on,
        rule=lab.rule,
        phases=tuple(phase.plan for phase in lab.phases),
        gallery_of=earlier_ids(lab.id),
    )


def delete_lab(lab_id: int, account_id: int, op: Op) -> Verdict[News]:
    """Delete a lab that is still empty: nobody wrote or voted in it. Raises `LabNotEmpty`."""
    now = clock.now()

    def work() -> Effect[News]:
        lab = lab_by_id(lab_id)
        if lab is None:
            raise NotFound
        if all_ideas(lab.id) or rounds_of(lab.id) or is_anything_left(lab.id):
            raise LabNotEmpty
        audit.record(lab, f"u:{account_id}", "lab.deleted", {"question": lab.question}, now)
        session().delete(lab)
        return Effect()

    return write(op, f"u:{account_id}", work, lambda _verdict: hub.cut_lab(lab_id))


def close_lab(lab_id: int, account_id: int, op: Op) -> Verdict[News]:
    """Close a lab for good: from here on nothing comes in, and no number moves."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        if lab.status is LabStatus.CLOSED:
            return Effect(seq=lab.seq)
        closed = leave_phase(lab, now)
        forget_names(lab.id)
        forget_all_placements(lab.id)
        lab.status, lab.closed_at, lab.door_open = LabStatus.CLOSED, now, False
        lab.phase_ends_at = lab.paused_at = None
        lab.screen_mode = Mode.AUTO
        latest = latest_round(lab.id)
        if latest is not None:
            latest.shown_at = latest.shown_at or now
        seq = lab.next_seq()
        audit.record(lab, f"u:{account_id}", "lab.closed", {}, now)
        news: list[News] = [LabHasClosed(lab=lab.id, seq=seq)]
        news += [RoundHasClosed(lab=lab.id, seq=seq, round=closed)] if closed else []
        return Effect(seq=seq, news=tuple(news), scrub=closed is not None)

    return change_lab(lab_id, op, f"u:{account_id}", change, rounds.destroy_keys)


def publish_summary(lab_id: int, account_id: int, op: Op) -> Verdict[News]:
    """Let anyone read a closed lab's summary at its address; facts: `slug`."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        if lab.status is not LabStatus.CLOSED:
            raise NotFound
        if lab.rehearsal:
            raise OnlyRehearsed
        if lab.published_at is not None:
            return Effect(seq=lab.seq, facts={"slug": lab.slug})
        lab.published_at = now
        seq = lab.next_seq()
        audit.record(lab, f"u:{account_id}", "summary.published", {"slug": lab.slug}, now)
        told = SummaryPublished(lab=lab.id, seq=seq, slug=lab.slug)
        return Effect(seq=seq, facts={"slug": lab.slug}, news=(told,))

    return change_lab(lab_id, op, f"u:{account_id}", change)


def renew_screen_link(lab_id: int, account_id: int, op: Op) -> Verdict[News]:
    """Give the projector a new link; whoever watches by the old one is cut off."""
    now = clock.now()
    old: list[str] = []

    def change(lab: Lab) -> Effect[News]:
        old.append(lab.screen_key)
        lab.screen_key = secrets.token_urlsafe(16)
        audit.record(lab, f"u:{account_id}", "screen.renewed", {}, now)
        return Effect(seq=lab.next_seq())

    def cut_off(_verdict: Verdict[News]) -> None:
        for key in old:
            others.cut(f"screen:{key}")

    return change_lab(lab_id, op, f"u:{account_id}", change, cut_off)


def set_door(lab_id: int, account_id: int, op: Op, *, is_open: bool) -> Verdict[News]:
    """Open or lock the door for phones that have not joined yet."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        lab.door_open = is_open
        seq = lab.next_seq()
        audit.record(lab, f"u:{account_id}", "door.set", {"open": is_open}, now)
        told = AgendaChanged(lab=lab.id, seq=seq, phase=None, activity=None, ends_at=None)
        return Effect(seq=seq, news=(told,))

    return change_lab(lab_id, op, f"u:{account_id}", change)
