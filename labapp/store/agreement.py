"""Who agrees with which idea. It is no ballot: no rule of votes is about it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.agreeing import by_idea
from labapp.store.db import Base, session


class Agreement(Base):
    """One participant agrees with one idea.

    What was taken back does not stand; its row is there so that whoever says and takes back the
    same again and again is slowed down. `times` is how often it was said, `said_at` the last time.
    """

    __tablename__ = "agreement"

    participant_id: Mapped[int] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True
    )
    idea_id: Mapped[int] = mapped_column(
        ForeignKey("idea.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"), index=True)
    stands: Mapped[bool] = mapped_column(default=True)
    times: Mapped[int] = mapped_column(default=1)
    said_at: Mapped[datetime]


def agreement_of(participant_id: int, idea_id: int) -> Agreement | None:
    return session().get(Agreement, (participant_id, idea_id))


def agreed_by(participant_id: int) -> Sequence[int]:
    """The ids of the ideas that one participant agrees with."""
    return session().scalars(_BY, {"participant": participant_id}).all()


_BY = select(Agreement.idea_id).where(  # made once: every phone asks
    Agreement.participant_id == bindparam("participant"), Agreement.stands
)


def agreements_in(lab_id: int) -> dict[int, set[int]]:
    """Who agrees, by idea, in a lab."""
    wanted = select(Agreement.idea_id, Agreement.participant_id)
    rows = session().execute(wanted.where(Agreement.lab_id == lab_id, Agreement.stands))
    return by_idea((row.idea_id, row.participant_id) for row in rows)


def said_times(participant_id: int) -> list[datetime]:
    """When one participant has said that they agree; every time with one idea as of the last."""
    wanted = select(Agreement.said_at, Agreement.times)
    rows = session().execute(wanted.where(Agreement.participant_id == participant_id))
    return [row.said_at for row in rows for _ in range(row.times)]


def standing_among(participant_id: int, idea_ids: Collection[int]) -> Sequence[Agreement]:
    """What one participant agrees with among these ideas."""
    wanted = select(Agreement).where(
        Agreement.participant_id == participant_id, Agreement.idea_id.in_(idea_ids)
    )
    return session().scalars(wanted.where(Agreement.stands)).all()
