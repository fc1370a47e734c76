"""Which earlier labs a lab shows: a gallery of several."""

from collections.abc import Sequence

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.store.db import Base, session
from labapp.store.idea import Idea
from labapp.store.lab import Lab


class GallerySource(Base):
    """An earlier lab whose proposals and ideas are read in a lab, and its place in the order."""

    __tablename__ = "gallery_source"

    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"), primary_key=True)
    earlier_id: Mapped[int] = mapped_column(
        ForeignKey("lab.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int]


def earlier_labs(lab_id: int) -> Sequence[Lab]:
    """The labs that a lab shows, in their order."""
    wanted = select(Lab).join(GallerySource, GallerySource.earlier_id == Lab.id)
    wanted = wanted.where(GallerySource.lab_id == lab_id).order_by(GallerySource.position)
    return session().scalars(wanted).all()


def earlier_ids(lab_id: int) -> tuple[int, ...]:
    wanted = select(GallerySource.earlier_id).where(GallerySource.lab_id == lab_id)
    return tuple(session().scalars(wanted.order_by(GallerySource.position)))


def show_labs(lab_id: int, earlier: Sequence[int]) -> None:
    """Have a lab show these and no others; inside a piece of work."""
    session().execute(delete(GallerySource).where(GallerySource.lab_id == lab_id))
    session().add_all(
        GallerySource(lab_id=lab_id, earlier_id=each, position=place)
        for place, each in enumerate(earlier, start=1)
    )
    session().flush()


def carried_idea(lab_id: int, from_lab_id: int, number: int) -> Idea | None:
    """The idea of a lab that stands there for an earlier lab's idea of this number."""
    wanted = select(Idea).where(
        Idea.lab_id == lab_id, Idea.from_lab_id == from_lab_id, Idea.came_from == number
    )
    return session().scalar(wanted)
