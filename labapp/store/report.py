"""What participants have reported: that somebody should look at an idea."""

from collections import Counter
from datetime import datetime

from sqlalchemy import ForeignKey, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.store.db import Base, session
from labapp.store.idea import Idea


class IdeaReport(Base):
    """One participant says once that somebody should look at an idea."""

    __tablename__ = "idea_report"

    idea_id: Mapped[int] = mapped_column(
        ForeignKey("idea.id", ondelete="CASCADE"), primary_key=True
    )
    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True
    )
    reported_at: Mapped[datetime]


def reported_by(idea_id: int, participant_id: int) -> bool:
    """Whether this participant has reported the idea already."""
    return session().get(IdeaReport, (idea_id, participant_id)) is not None


def reports_of(lab_id: int) -> Counter[int]:
    """How many have reported each idea of a lab, by its id."""
    rows = session().execute(
        select(IdeaReport.idea_id, func.count().label("people"))
        .join(Idea, Idea.id == IdeaReport.idea_id)
        .where(Idea.lab_id == lab_id)
        .group_by(IdeaReport.idea_id)
    )
    return Counter({row.idea_id: row.people for row in rows})


def answer_reports(idea_id: int) -> None:
    """The facilitator has looked at it: the reports are answered."""
    session().execute(delete(IdeaReport).where(IdeaReport.idea_id == idea_id))
