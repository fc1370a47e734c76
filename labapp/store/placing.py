"""Where participants say that ideas belong, until the facilitator moves the idea or lets it be."""

from collections.abc import Collection, Iterator
from datetime import datetime

from sqlalchemy import ForeignKey, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.placing import Belongs
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


_READ_AS = func.coalesce(Idea.merged_into_id, Idea.id)


def placements_in(lab_id: int) -> Iterator[tuple[int, Belongs]]:
    """What was said of each idea, by its id, and by how many people.

    What was said of an idea that is read under another counts there. A theme that was taken away
    is said no more.
    """
    rows = session().execute(
        select(
            _READ_AS.label("idea"),
            Placement.theme_id,
            Theme.name,
            func.count(Placement.participant_id.distinct()).label("people"),
        )
        .join(Idea, Idea.id == Placement.idea_id)
        .join(Theme, Theme.id == Placement.theme_id)
        .where(Idea.lab_id == lab_id, Theme.removed_at.is_(None))
        .group_by(_READ_AS, Placement.theme_id, Theme.name)
    )
    for row in rows:
        yield row.idea, Belongs(row.theme_id, row.name, row.people)


def placement_by(idea_id: int, participant_id: int) -> Placement | None:
    """Where a participant has said that an idea belongs, if it still waits."""
    return session().get(Placement, (idea_id, participant_id))


def said_times(participant_id: int) -> list[datetime]:
    """When a participant said where ideas belong, the newest first."""
    wanted = select(Placement.said_at).where(Placement.participant_id == participant_id)
    return list(session().scalars(wanted.order_by(Placement.said_at.desc())))


def forget_placements(idea_ids: Collection[int]) -> None:
    """Delete what was said of these ideas and of what is read under them."""
    read_there = select(Idea.id).where(_READ_AS.in_(idea_ids))
    session().execute(delete(Placement).where(Placement.idea_id.in_(read_there)))


def forget_all_placements(lab_id: int) -> None:
    """Delete all that was said in a lab; inside a piece of work."""
    there = select(Idea.id).where(Idea.lab_id == lab_id)
    session().execute(delete(Placement).where(Placement.idea_id.in_(there)))
