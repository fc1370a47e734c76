"""Those who are in a lab: a phone, or a person for whom somebody else writes."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.ideas import Channel
from labapp.store.db import Base, session


class Participant(Base):
    """One participant of one lab, nameless.

    `key` is HMAC(device, lab) for a phone and random for a person without one; `number` counts
    the latter within the lab, so that the facilitator can say "person 3".
    """

    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("lab_id", "key"), UniqueConstraint("lab_id", "number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"))
    key: Mapped[bytes] = mapped_column(LargeBinary(32))
    channel: Mapped[Channel]
    number: Mapped[int | None]
    table_id: Mapped[int | None] = mapped_column(ForeignKey("lab_table.id"))
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    joined_at: Mapped[datetime]


def participant_by_key(lab_id: int, key: bytes) -> Participant | None:
    return session().scalar(
        select(Participant).where(Participant.lab_id == lab_id, Participant.key == key)
    )


def participant_by_number(lab_id: int, number: int) -> Participant | None:
    return session().scalar(
        select(Participant).where(Participant.lab_id == lab_id, Participant.number == number)
    )


def proxies_of(lab_id: int) -> Sequence[Participant]:
    """The people without a phone, in the order they were entered."""
    return (
        session()
        .scalars(
            select(Participant)
            .where(Participant.lab_id == lab_id, Participant.number.is_not(None))
            .order_by(Participant.number)
        )
        .all()
    )


def next_number(lab_id: int) -> int:
    """The number of the next person without a phone."""
    last = select(func.max(Participant.number)).where(Participant.lab_id == lab_id)
    return (session().scalar(last) or 0) + 1


def count_joined(lab_id: int) -> Counter[Channel]:
    """How many have joined, by channel."""
    rows = session().execute(
        select(Participant.channel, func.count().label("joined"))
        .where(Participant.lab_id == lab_id)
        .group_by(Participant.channel)
    )
    return Counter({row.channel: row.joined for row in rows})
