"""Processes that facilitators keep, to hold other labs in the same way."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.store.db import Base, session


class KeptProcess(Base):
    """A process of the municipality's own; `content` is the form that is exported."""

    __tablename__ = "process"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    created_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    name: Mapped[str] = mapped_column(String(80))
    content: Mapped[str] = mapped_column(Text)


def processes_of(body_id: int) -> Sequence[KeptProcess]:
    """All that a municipality keeps, by name."""
    wanted = select(KeptProcess).where(KeptProcess.body_id == body_id)
    return session().scalars(wanted.order_by(KeptProcess.name, KeptProcess.id)).all()


def process_in(body_id: int, process_id: int) -> KeptProcess | None:
    """One that a municipality keeps; None for another's."""
    wanted = select(KeptProcess).where(KeptProcess.body_id == body_id)
    return session().scalar(wanted.where(KeptProcess.id == process_id))
