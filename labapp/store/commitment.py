"""Offers and handshakes: what somebody will do after the lab."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    exists,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.commitments import CommitmentKind, CommitmentStatus, named
from labapp.domain.ideas import HideReason
from labapp.store.db import Base, session


class Commitment(Base):
    """One offer or handshake. `number` is what people say aloud: "handshake 3".

    It is a participant's own, or was written down by a table's host (`table_id` alone) or by the
    facilitator (`entered_by`). `party` is named to everybody only where it is `public`.
    """

    __tablename__ = "commitment"
    __table_args__ = (UniqueConstraint("lab_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"))
    number: Mapped[int]
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"), index=True)
    table_id: Mapped[int | None] = mapped_column(ForeignKey("lab_table.id"))
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    kind: Mapped[CommitmentKind]
    what: Mapped[str] = mapped_column(Text)
    by_when: Mapped[str] = mapped_column(String(60), default="")
    party: Mapped[str] = mapped_column(String(80), default="")
    public: Mapped[bool] = mapped_column(default=False)
    status: Mapped[CommitmentStatus] = mapped_column(default=CommitmentStatus.VISIBLE)
    hide_reason: Mapped[HideReason | None]
    hide_note: Mapped[str] = mapped_column(String(300), default="")
    received_at: Mapped[datetime]

    @property
    def shown_party(self) -> str:
        """The party as everybody may read it."""
        return named(self.party, public=self.public)


def commitment_in(lab_id: int, commitment_id: int) -> Commitment | None:
    return session().scalar(
        select(Commitment).where(Commitment.lab_id == lab_id, Commitment.id == commitment_id)
    )


def next_commitment_number(lab_id: int) -> int:
    last = select(func.max(Commitment.number)).where(Commitment.lab_id == lab_id)
    return (session().scalar(last) or 0) + 1


def kept_commitments(lab_id: int) -> Sequence[Commitment]:
    """What was left and not taken back, hidden ones as well, in order of number."""
    wanted = select(Commitment).where(
        Commitment.lab_id == lab_id, Commitment.status != CommitmentStatus.WITHDRAWN
    )
    return session().scalars(wanted.order_by(Commitment.number)).all()


def newest_commitments(lab_id: int, most: int) -> Sequence[Commitment]:
    """What the room may read, the newest first."""
    wanted = select(Commitment).where(
        Commitment.lab_id == lab_id, Commitment.status == CommitmentStatus.VISIBLE
    )
    return session().scalars(wanted.order_by(Commitment.number.desc()).limit(most)).all()


def count_commitments(lab_id: int) -> int:
    """How many the room may read."""
    wanted = select(func.count()).where(
        Commitment.lab_id == lab_id, Commitment.status == CommitmentStatus.VISIBLE
    )
    return session().scalar(wanted) or 0


def commitments_by(participant_id: int) -> Sequence[Commitment]:
    """What one participant left and has not taken back, the newest first."""
    return session().scalars(_BY, {"participant": participant_id}).all()


_BY = (  # made once: every phone asks
    select(Commitment)
    .where(
        Commitment.participant_id == bindparam("participant"),
        Commitment.status != CommitmentStatus.WITHDRAWN,
    )
    .order_by(Commitment.number.desc())
)


def commitments_at(table_id: int) -> Sequence[Commitment]:
    """What a table's host wrote down and has not taken back, the newest first."""
    wanted = select(Commitment).where(
        Commitment.table_id == table_id,
        Commitment.participant_id.is_(None),
        Commitment.status != CommitmentStatus.WITHDRAWN,
    )
    return session().scalars(wanted.order_by(Commitment.number.desc())).all()


def pledge_times(participant_id: int) -> Sequence[datetime]:
    """When each commitment of one participant came in."""
    wanted = select(Commitment.received_at).where(Commitment.participant_id == participant_id)
    return session().scalars(wanted).all()


def any_commitment(lab_id: int) -> bool:
    """Whether anything was left, also what was taken back."""
    return bool(session().scalar(select(exists().where(Commitment.lab_id == lab_id))))
