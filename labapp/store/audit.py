"""What facilitators did: an append-only, hash-chained log (promise P20)."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.store.db import Base, session
from labapp.store.lab import Lab

START = "0" * 64
HOUSE = "house"
"""The program itself, by its rules."""
SOMEBODY = "p"
"""A participant: that is all that may be known."""


class Audit(Base):
    """One change of phase, rights or moderation, written in the transaction of the change.

    `hash` is SHA-256 over the row and the hash before it, so that a changed row is detected.
    """

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int | None] = mapped_column(ForeignKey("lab.id", ondelete="SET NULL"))
    lab_code: Mapped[str] = mapped_column(String(8), default="")
    seq: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(40))
    action: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict[str, Any]]
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)

    def digest(self) -> str:
        """What `hash` must be."""
        text = json.dumps(
            [
                self.previous,
                self.lab_code,
                self.seq,
                self.at.astimezone(UTC).isoformat(),
                self.actor,
                self.action,
                self.facts,
            ],
            sort_keys=True,
            ensure_ascii=False,
        )
        return hashlib.sha256(text.encode()).hexdigest()


def record(lab: Lab | None, who: str, action: str, facts: Mapping[str, Any], now: datetime) -> None:
    """Add a row; inside the piece of work that makes the change."""
    row = Audit(
        lab_id=lab.id if lab else None,
        lab_code=lab.code if lab else "",
        seq=lab.seq if lab else 0,
        at=now,
        actor=who,
        action=action,
        facts=dict(facts),
        previous=chain_head(),
    )
    row.hash = row.digest()
    session().add(row)
    session().flush()


def chain_head() -> str:
    """The hash of the last row: it stands in every export."""
    return session().scalar(select(Audit.hash).order_by(Audit.id.desc()).limit(1)) or START


def rows_of(lab_id: int, actions: Collection[str]) -> Sequence[Audit]:
    """What was done of these in a lab, in order."""
    wanted = select(Audit).where(Audit.lab_id == lab_id, Audit.action.in_(actions))
    return session().scalars(wanted.order_by(Audit.id)).all()


def broken_rows() -> Sequence[int]:
    """The ids of rows that do not fit the chain; empty when nobody touched it."""
    previous, broken = START, []
    for row in session().scalars(select(Audit).order_by(Audit.id)):
        if row.previous != previous or row.hash != row.digest():
            broken.append(row.id)
        previous = row.hash
    return broken
