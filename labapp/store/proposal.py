"""Proposals and all their versions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.ideas import Channel, HideReason
from labapp.domain.proposals import Content, content_of
from labapp.store.db import Base, session


class Proposal(Base):
    """A proposal as it reads now; `number` is what people say aloud.

    It is a table's, or where no table is said a phone's own. `content` is a `Content` as data.
    """

    __tablename__ = "proposal"
    __table_args__ = (UniqueConstraint("lab_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"))
    number: Mapped[int]
    table_id: Mapped[int | None] = mapped_column(ForeignKey("lab_table.id"))
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))
    version: Mapped[int]
    title: Mapped[str] = mapped_column(String(100))
    content: Mapped[dict[str, Any]]
    begun_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    hide_reason: Mapped[HideReason | None]
    came_from: Mapped[int | None]  # its number in the lab that this one continues
    cost: Mapped[int | None]  # in kronor, where it is voted on within a sum

    @property
    def says(self) -> Content:
        return content_of(self.content)


class ProposalVersion(Base):
    """What was saved, word for word; a change adds a row and never replaces one."""

    __tablename__ = "proposal_version"

    proposal_id: Mapped[int] = mapped_column(
        ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[Channel | None]
    content: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]


def proposal_in(lab_id: int, number: int) -> Proposal | None:
    return session().scalar(
        select(Proposal).where(Proposal.lab_id == lab_id, Proposal.number == number)
    )


def all_proposals(lab_id: int) -> Sequence[Proposal]:
    """Every proposal of a lab, hidden ones too, by number."""
    wanted = select(Proposal).where(Proposal.lab_id == lab_id).order_by(Proposal.number)
    return session().scalars(wanted).all()


def versions_of(proposal_id: int) -> Sequence[ProposalVersion]:
    """All versions of a proposal, the newest first."""
    wanted = select(ProposalVersion).where(ProposalVersion.proposal_id == proposal_id)
    return session().scalars(wanted.order_by(ProposalVersion.version.desc())).all()


def next_proposal_number(lab_id: int) -> int:
    last = select(func.max(Proposal.number)).where(Proposal.lab_id == lab_id)
    return (session().scalar(last) or 0) + 1
