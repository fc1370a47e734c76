"""How many phones each server process holds, where there are several: each tells of its own."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.store.db import Base, session, table_of

FRESH = timedelta(seconds=15)  # a process that has said nothing for so long is gone


class PresenceRow(Base):
    """Phones of one lab that one process holds, and when it last said so."""

    __tablename__ = "presence"

    process: Mapped[str] = mapped_column(String(32), primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"), primary_key=True)
    phones: Mapped[int]
    said_at: Mapped[datetime]


def say_presence(process: str, phones: Mapping[int, int], now: datetime) -> None:
    """Lay anew how many phones this process holds, by lab; inside a piece of work.

    What other processes said long ago is cleared away: they are gone.
    """
    gone = (PresenceRow.process == process) | (PresenceRow.said_at < now - FRESH)
    session().execute(delete(table_of(PresenceRow)).where(gone))
    rows = [
        {"process": process, "lab_id": lab, "phones": held, "said_at": now}
        for lab, held in phones.items()
    ]
    if rows:
        session().execute(insert(table_of(PresenceRow)), rows)


def phones_elsewhere(lab_id: int, process: str, now: datetime) -> int:
    """How many phones of a lab the other processes hold."""
    wanted = select(func.sum(PresenceRow.phones)).where(
        PresenceRow.lab_id == lab_id,
        PresenceRow.process != process,
        PresenceRow.said_at >= now - FRESH,
    )
    return int(session().scalar(wanted) or 0)
