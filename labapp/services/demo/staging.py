"""The little that a day needs and no service does yet: tables, early ideas and masks."""

import secrets
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from labapp.domain import ideas as rules
from labapp.domain.errors import NotFound
from labapp.domain.ideas import Channel, Draft, HideReason, IdeaStatus
from labapp.domain.values import Effect, Helper, Op, Phone, Verdict
from labapp.live.audience import News
from labapp.live.news import IdeaAdded, IdeaHidden
from labapp.services import clock, tables
from labapp.services.change import change_lab
from labapp.services.ideas import keep_version
from labapp.services.joining import participant_of, proxy
from labapp.store import audit
from labapp.store.ballot import choices_of
from labapp.store.db import session
from labapp.store.idea import Idea, idea_in, next_idea_number
from labapp.store.lab import Lab
from labapp.store.table import tables_of

DEMO = "demo"


@dataclass
class Person:
    """Somebody in the room: a phone, or a person who has the number the desk gave."""

    channel: Channel
    table: int | None
    phone: Phone = field(default_factory=lambda: Phone(secrets.token_bytes(32), b"demo"))
    number: int | None = None

    @property
    def has_phone(self) -> bool:
        return self.channel is Channel.PHONE


def op() -> Op:
    """A fresh op: the demo never sends anything twice."""
    return Op(secrets.token_hex(16))


def lay_tables(lab_id: int, account_id: int, names: Sequence[str]) -> list[int]:
    """Put the tables into the room; their ids, in order."""
    tables.lay_tables(lab_id, account_id, op(), len(names), lambda place: names[place - 1])
    return [table.id for table in tables_of(lab_id)]


def seat(lab_id: int, account_id: int, person: Person) -> None:
    """Have somebody join, at a table."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        who = (
            participant_of(lab, person.phone, now)
            if person.has_phone
            else proxy(lab, None, person.channel, Helper(account=account_id), now)
        )
        who.table_id = person.table
        session().flush()
        return Effect(seq=lab.seq, facts={"number": who.number})

    number = change_lab(lab_id, op(), DEMO, change).facts["number"]
    person.number = number if isinstance(number, int) else None


def take_early(lab_id: int, draft: Draft) -> Verdict[News]:
    """Take an idea that was sent in before the lab: it has no participant and no phase."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        fresh = rules.check_draft(draft)
        idea = Idea(
            lab_id=lab.id,
            number=next_idea_number(lab.id),
            channel=Channel.ASYNC,
            text=fresh.text,
            detail=fresh.detail,
            lang=fresh.lang,
            received_at=now,
        )
        session().add(idea)
        session().flush()
        keep_version(idea, now)
        seq = lab.next_seq()
        facts = {"idea": {"id": idea.id, "number": idea.number}}
        return Effect(seq=seq, facts=facts, news=(IdeaAdded(lab=lab.id, seq=seq, idea=idea.id),))

    return change_lab(lab_id, op(), DEMO, change)


def mask(lab_id: int, account_id: int, idea_id: int, text: str) -> None:
    """Show a text with personal data taken out in place of what was written."""

    def step(idea: Idea) -> str:
        idea.status, idea.masked_text = IdeaStatus.MASKED, text
        idea.mask_reason = HideReason.PERSONAL_DATA
        return "idea.masked"

    _moderate(lab_id, account_id, idea_id, step)


def _moderate(lab_id: int, account_id: int, idea_id: int, step: Callable[[Idea], str]) -> None:
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        idea = idea_in(lab.id, idea_id)
        if idea is None:
            raise NotFound
        action, seq = step(idea), lab.next_seq()
        audit.record(lab, f"u:{account_id}", action, {"idea": idea.number}, now)
        return Effect(seq=seq, news=(IdeaHidden(lab=lab.id, seq=seq, idea=idea.id),))

    change_lab(lab_id, op(), DEMO, change)


def offer_only(lab_id: int, round_id: int, idea_ids: Collection[int]) -> dict[int, int]:
    """Leave only these ideas on the ballot, before the first one is cast; idea id to choice id."""

    def change(lab: Lab) -> Effect[News]:
        for choice in choices_of(round_id):
            if choice.idea_id not in idea_ids:
                session().delete(choice)
        return Effect(seq=lab.seq)

    change_lab(lab_id, op(), DEMO, change)
    kept = choices_of(round_id)
    return {choice.idea_id: choice.id for choice in kept if choice.idea_id is not None}
