"""Reading the log of moderation out of the audit: nothing in it leads to a participant."""

from collections.abc import Iterator
from functools import cache

from labapp.domain.moderating import ACTIONS, By, LogLine
from labapp.store import audit
from labapp.store.account import account_by_id
from labapp.store.audit import Audit

KINDS = {"ideas": "idea"}
SET = "moderation.set"


def moderation_log(lab_id: int) -> list[LogLine]:
    """What was moderated in a lab, in order; of several ideas at once a line each."""
    name = cache(_name)
    rows = audit.rows_of(lab_id, {*ACTIONS, SET})
    return [line for row in rows for line in _lines(row, name(row.actor))]


def _name(actor: str) -> str:
    kind, _, number = actor.partition(":")
    account = account_by_id(int(number)) if kind == "u" else None
    return account.name if account else ""


def _lines(row: Audit, who: str) -> Iterator[LogLine]:
    noun = row.action.partition(".")[0]
    kind = KINDS.get(noun, noun)
    action = f"moderation.{row.facts['when']}" if row.action == SET else row.action
    for number in row.facts.get("numbers") or [row.facts.get(kind)]:
        yield LogLine(
            at=row.at,
            by=_by(row.actor),
            who=who,
            action=action,
            kind="" if row.action == SET else kind,
            number=number,
            into=row.facts.get("kept"),
            reason=row.facts.get("reason") or "",
            note=row.facts.get("note") or "",
        )


def _by(actor: str) -> By:
    known: dict[str, By] = {audit.HOUSE: "rule", audit.SOMEBODY: "participant"}
    return known.get(actor, "facilitator")
