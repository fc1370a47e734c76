"""What participants answered at the end: one answer each, read as counts and sentences alone."""

from collections.abc import Sequence

from sqlalchemy import ForeignKey, Text, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.ideas import HideReason
from labapp.domain.reflections import Answer
from labapp.store.db import Base, session


class Reflection(Base):
    """The exit questions as one participant answered them.

    The participant is there so that each has one answer and can change it. `id` is drawn by lot
    and there is no time: neither tells in which order people answered.
    """

    __tablename__ = "reflection"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"), index=True)
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), unique=True)
    said: Mapped[int | None]
    worth: Mapped[int | None]
    sentence: Mapped[str] = mapped_column(Text, default="")
    hide_reason: Mapped[HideReason | None]

    @property
    def content(self) -> Answer:
        return Answer(said=self.said, worth=self.worth, sentence=self.sentence)


def reflections_of(lab_id: int) -> Sequence[Reflection]:
    """Every answer, in the order of the lot."""
    wanted = select(Reflection).where(Reflection.lab_id == lab_id).order_by(Reflection.id)
    return session().scalars(wanted).all()


def reflection_in(lab_id: int, reflection_id: int) -> Reflection | None:
    return session().scalar(
        select(Reflection).where(Reflection.lab_id == lab_id, Reflection.id == reflection_id)
    )


def reflection_by(participant_id: int) -> Reflection | None:
    return session().scalar(_BY, {"participant": participant_id})


_BY = select(Reflection).where(  # made once: every phone asks
    Reflection.participant_id == bindparam("participant")
)


def count_reflections(lab_id: int) -> int:
    """How many have answered."""
    return session().scalar(select(func.count()).where(Reflection.lab_id == lab_id)) or 0
