"""The log of what happened in a lab, written in the transaction of the change.

Each process reads from here what to tell its screens, by the lab's `seq`: whoever made the change,
and whatever was lost on the way between processes (the transactional outbox pattern). Counts
(ballots, presence) are not in it: they are counted when they are told.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ForeignKey, String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.store.db import Base, session, table_of
from labapp.store.lab import Lab


class NewsRow(Base):
    """One piece of news: its name, and its facts (ids, numbers, phase keys)."""

    __tablename__ = "news"
    __table_args__ = ({"sqlite_with_rowid": False},)

    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int] = mapped_column(primary_key=True)  # its place among what one change told
    name: Mapped[str] = mapped_column(String(40))
    facts: Mapped[dict[str, Any]]


@dataclass(frozen=True)
class Logged:
    """A piece of news as the log has it."""

    seq: int
    name: str
    facts: Mapping[str, Any]


def log(lab_id: int, news: Iterable[Logged]) -> None:
    """Write down what a change tells; inside its piece of work."""
    rows = [
        {"lab_id": lab_id, "seq": piece.seq, "at": at, "name": piece.name, "facts": piece.facts}
        for at, piece in enumerate(news)
    ]
    if rows:
        session().execute(insert(table_of(NewsRow)), rows)


def names_between(lab_id: int, since: int, to: int) -> set[str] | None:
    """The names of what was told after `since`, up to `to`.

    None where it cannot be known: the log begins later, or this transaction does not see so much.
    """
    now = session().scalar(select(Lab.seq).where(Lab.id == lab_id)) or 0
    earlier = select(NewsRow.seq).where(NewsRow.lab_id == lab_id, NewsRow.seq <= since)
    if now < to or session().scalar(earlier.limit(1)) is None:
        return None
    told = NewsRow.lab_id == lab_id, NewsRow.seq > since, NewsRow.seq <= to
    return set(session().scalars(select(NewsRow.name).where(*told).distinct()))


def news_since(lab_id: int, seq: int) -> tuple[int, Sequence[Logged]]:
    """The lab's `seq` now (0: there is no such lab), and what was told after `seq`, in order."""
    now = session().scalar(select(Lab.seq).where(Lab.id == lab_id)) or 0
    found = (
        select(NewsRow.seq, NewsRow.name, NewsRow.facts)
        .where(NewsRow.lab_id == lab_id, NewsRow.seq > seq)
        .order_by(NewsRow.seq, NewsRow.at)
    )
    return now, [Logged(*row) for row in session().execute(found)]
