"""Where participants say that ideas belong, until the facilitator moves the idea or lets it be."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.store.db import Base, session
from labapp.store.idea import Idea, Theme


class Placement(Base):
    """In which theme one participant would put an idea; saying it anew replaces it."""

    __tablename__ = "placement"

    idea_id: Mapped[int] = mapped_column(
        ForeignKey("idea.id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True
    )
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))
    said_at: Mapped[datetime]


def placements_in(lab_id: int) -> Sequence[Placement]:
    """All that wait in a lab; what names a theme that was taken away says nothing any more."""
    wanted = (
        select(Placement)
        .join(Idea, Idea.id == Placement.idea_id)
        .join(Theme, Theme.id == Placement.theme_id)
        .where(Idea.lab_id == lab_id, Theme.removed_at.is_(None))
    )
    return session().scalars(wanted.order_by(Placement.said_at)).all()


def placement_by(idea_id: int, participant_id: int) -> Placement | None:
    """Where a participant has said that an idea belongs, if it still waits."""
    return session().get(Placement, (idea_id, participant_id))


def forget_placements(idea_ids: Collection[int]) -> None:
    """Delete what was said of these ideas; inside a piece of work."""
    session().execute(delete(Placement).where(Placement.idea_id.in_(idea_ids)))


def forget_all_placements(lab_id: int) -> None:
    """Delete all that wait in a lab; inside a piece of work."""
    forget_placements([each.idea_id for each in placements_in(lab_id)])
