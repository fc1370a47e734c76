"""Those who are in a lab: a phone, or a person for whom somebody else writes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    UniqueConstraint,
    bindparam,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.ideas import Channel
from labapp.store.db import Base, Octets, session, table_of


class Participant(Base):
    """One participant of one lab, nameless.

    `key` is HMAC(device, lab) for a phone and random for a person without one; `number` counts
    the latter within the lab, so that the facilitator can say "person 3". `people` is how many
    share a phone, where somebody has said so; `behind_id` is the phone of one who shares it.
    """

    __tablename__ = "participant"
    __table_args__ = (UniqueConstraint("lab_id", "key"), UniqueConstraint("lab_id", "number"))

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"))
    key: Mapped[bytes] = mapped_column(Octets(32))
    channel: Mapped[Channel]
    number: Mapped[int | None]
    table_id: Mapped[int | None] = mapped_column(ForeignKey("lab_table.id"))
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    joined_at: Mapped[datetime]
    people: Mapped[int | None]
    behind_id: Mapped[int | None] = mapped_column(index=True)


def participant_by_key(lab_id: int, key: bytes) -> Participant | None:
    return session().scalar(_BY_KEY, {"lab": lab_id, "key": key})


_BY_KEY = select(Participant).where(  # made once: every phone asks
    Participant.lab_id == bindparam("lab"), Participant.key == bindparam("key")
)


def how_many(phone: Participant | None) -> int:
    """How many share a phone; one who has said nothing is alone with it."""
    return (phone.people or 1) if phone else 1


def all_behind(phone: Participant) -> list[int]:
    """The ids of the phone's own person and of all who have shared it."""
    shared = people_behind(phone.id) if phone.people else ()
    return [phone.id, *(person.id for person in shared)]


def people_behind(participant_id: int) -> Sequence[Participant]:
    """Those who share a phone besides its own person, in the order they came."""
    wanted = select(Participant).where(Participant.behind_id == participant_id)
    return session().scalars(wanted.order_by(Participant.id)).all()


def take_in(lab_id: int, phones: Mapping[bytes, datetime]) -> set[bytes]:
    """Have these phones be participants, many at once; which of them were not until now.

    Inside a piece of work; a phone's key and the time it came.
    """
    new = phones.keys() - _known(lab_id, phones)
    rows = [
        {"lab_id": lab_id, "key": key, "channel": Channel.PHONE, "joined_at": phones[key]}
        for key in sorted(new)
    ]
    if rows:
        session().connection().execute(_TAKE_IN, rows)
    return new


def has_joined(lab_id: int, key: bytes) -> bool:
    """Whether this phone is a participant."""
    return bool(_known(lab_id, (key,)))


def _known(lab_id: int, keys: Iterable[bytes]) -> set[bytes]:
    found = session().connection().scalars(_KNOWN, {"lab": lab_id, "keys": list(keys)})
    return set(found)


_TABLE = table_of(Participant)
_TAKE_IN = insert(_TABLE)
_KNOWN = select(_TABLE.c.key).where(
    _TABLE.c.lab_id == bindparam("lab"), _TABLE.c.key.in_(bindparam("keys", expanding=True))
)


def participant_by_number(lab_id: int, number: int) -> Participant | None:
    return session().scalar(
        select(Participant).where(Participant.lab_id == lab_id, Participant.number == number)
    )


def proxies_of(lab_id: int) -> Sequence[Participant]:
    """The people for whom somebody writes and votes, in the order they were entered.

    Not those of a shared screen: nobody knows who they are.
    """
    return (
        session()
        .scalars(
            select(Participant)
            .where(
                Participant.lab_id == lab_id,
                Participant.number.is_not(None),
                Participant.channel != Channel.KIOSK,
            )
            .order_by(Participant.number)
        )
        .all()
    )


def count_without_number(lab_id: int, channel: Channel) -> int:
    """How many of a channel are counted for a ballot alone: no number leads to them."""
    wanted = select(func.count()).where(*_without_number(lab_id, channel))
    return session().scalar(wanted) or 0


def one_without_number(lab_id: int, channel: Channel) -> Participant | None:
    """The last of them, if there is one; they are all alike."""
    wanted = select(Participant).where(*_without_number(lab_id, channel))
    return session().scalar(wanted.order_by(Participant.id.desc()).limit(1))


def _without_number(lab_id: int, channel: Channel) -> tuple[ColumnElement[bool], ...]:
    return (
        Participant.lab_id == lab_id,
        Participant.channel == channel,
        Participant.number.is_(None),
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
