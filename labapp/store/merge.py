"""Which idea was put under which, how it stood before, and what was undone since."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.ideas import IdeaStatus
from labapp.store.ballot import Choice
from labapp.store.db import Base, session
from labapp.store.idea import Idea

STANDING = text("undone_at IS NULL")


class IdeaMerge(Base):
    """A join: one idea under another. `number` is the lab's `seq` of the merge it was part of.

    What was undone stays in the record. An idea is under one other at most, so that two desks
    cannot put it in two places.
    """

    __tablename__ = "idea_merge"
    __table_args__ = (
        Index(
            "ix_idea_merge_standing",
            "idea_id",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    idea_id: Mapped[int] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"))
    into_id: Mapped[int] = mapped_column(ForeignKey("idea.id", ondelete="CASCADE"))
    was_status: Mapped[IdeaStatus]
    was_theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime]
    undone_at: Mapped[datetime | None]


def standing_joins(lab_id: int) -> dict[int, IdeaMerge]:
    """The joins of a lab that were not undone, by the idea that is under another."""
    wanted = select(IdeaMerge).where(IdeaMerge.lab_id == lab_id, IdeaMerge.undone_at.is_(None))
    return {join.idea_id: join for join in session().scalars(wanted.order_by(IdeaMerge.id))}


def merged_ideas(lab_id: int) -> Sequence[Idea]:
    """All that can be read under a kept idea, in order of number."""
    wanted = select(Idea).where(Idea.lab_id == lab_id, Idea.status == IdeaStatus.MERGED)
    return session().scalars(wanted.order_by(Idea.number)).all()


def ideas_under(lab_id: int, kept: Collection[int]) -> Sequence[Idea]:
    """What stands under these, hidden since or not."""
    wanted = select(Idea).where(Idea.lab_id == lab_id, Idea.merged_into_id.in_(kept))
    return session().scalars(wanted).all()


def voted_on(idea_ids: Collection[int]) -> set[int]:
    """Those of these ideas that stood on a ballot."""
    wanted = select(Choice.idea_id).where(Choice.idea_id.in_(idea_ids))
    return {idea for idea in session().scalars(wanted) if idea is not None}
