"""Tables in the room, what their hosts ask for, and what they note of the talk."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, exists, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.ideas import Channel
from labapp.domain.tables import Wish
from labapp.store.commitment import Commitment
from labapp.store.db import Base, session
from labapp.store.idea import Idea
from labapp.store.participant import Participant
from labapp.store.proposal import Proposal


class Table(Base):
    """A table in the room, where a host may write for those who sit there.

    `code` is the host's way in; `wish` is what the host asks for since `wished_at`.
    """

    __tablename__ = "lab_table"
    __table_args__ = (UniqueConstraint("lab_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    code: Mapped[str | None] = mapped_column(String(8), index=True, unique=True)
    wish: Mapped[Wish | None]
    wished_at: Mapped[datetime | None]


class TableNote(Base):
    """What a host noted of the talk at a table, for whoever leads the lab."""

    __tablename__ = "table_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"), index=True)
    table_id: Mapped[int] = mapped_column(ForeignKey("lab_table.id", ondelete="CASCADE"))
    phase_id: Mapped[int | None] = mapped_column(ForeignKey("phase.id"))
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]


class Seat(Base):
    """Where a phone sat in a round of a café: round 0 is where it sat at first."""

    __tablename__ = "seat"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True
    )
    round: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"), index=True)
    phase_id: Mapped[int | None]
    table_id: Mapped[int] = mapped_column(ForeignKey("lab_table.id", ondelete="CASCADE"))


def seats_of(lab_id: int) -> Sequence[Seat]:
    """Where everybody sat, round by round."""
    wanted = select(Seat).where(Seat.lab_id == lab_id)
    return session().scalars(wanted.order_by(Seat.round, Seat.participant_id)).all()


def seated_phones(lab_id: int) -> Sequence[Participant]:
    """The phones that sit at a table: people without one stay with their host or the phone."""
    wanted = select(Participant).where(
        Participant.lab_id == lab_id,
        Participant.table_id.is_not(None),
        Participant.number.is_(None),
        Participant.behind_id.is_(None),
    )
    return session().scalars(wanted.order_by(Participant.id)).all()


def tables_of(lab_id: int) -> Sequence[Table]:
    """The tables of a lab, in their order."""
    wanted = select(Table).where(Table.lab_id == lab_id).order_by(Table.position)
    return session().scalars(wanted).all()


def table_in(lab_id: int, table_id: int) -> Table | None:
    return session().scalar(select(Table).where(Table.lab_id == lab_id, Table.id == table_id))


def table_by_code(code: str) -> Table | None:
    return session().scalar(select(Table).where(Table.code == code))


def seated(lab_id: int) -> Counter[int]:
    """How many participants have said that they sit at each table, by the table's id."""
    rows = session().execute(
        select(Participant.table_id, func.count().label("people"))
        .where(Participant.lab_id == lab_id, Participant.table_id.is_not(None))
        .group_by(Participant.table_id)
    )
    return Counter({row.table_id: row.people for row in rows})


def is_used(table_id: int) -> bool:
    """Whether anybody sits at a table, or wrote something there."""
    sits, wrote = Participant.table_id == table_id, Idea.table_id == table_id
    noted, promised = TableNote.table_id == table_id, Commitment.table_id == table_id
    proposed, sat = Proposal.table_id == table_id, Seat.table_id == table_id
    used = (sits, wrote, noted, promised, proposed, sat)
    return bool(session().scalar(select(or_(*(exists().where(by) for by in used)))))


def notes_of(lab_id: int, table_id: int | None = None) -> Sequence[TableNote]:
    """The notes of a lab or of one of its tables, the newest first."""
    wanted = select(TableNote).where(TableNote.lab_id == lab_id)
    if table_id is not None:
        wanted = wanted.where(TableNote.table_id == table_id)
    return session().scalars(wanted.order_by(TableNote.id.desc())).all()


def people_at(table_id: int) -> Sequence[Participant]:
    """The people without a phone for whom a table's host writes, in the order they were entered.

    Not those of its shared screen: nobody knows who they are.
    """
    wanted = select(Participant).where(
        Participant.table_id == table_id,
        Participant.number.is_not(None),
        Participant.channel != Channel.KIOSK,
    )
    return session().scalars(wanted.order_by(Participant.number)).all()
