"""Names that participants propose for themes, until the facilitator takes or dismisses them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.store.db import Base, session


class ThemeName(Base):
    """What one participant would call a theme; saying it anew replaces it."""

    __tablename__ = "theme_name"
    __table_args__ = (UniqueConstraint("theme_id", "participant_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"), index=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"))
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(80))
    proposed_at: Mapped[datetime]


def names_in(lab_id: int) -> Sequence[ThemeName]:
    """All that wait in a lab, the first first."""
    wanted = select(ThemeName).where(ThemeName.lab_id == lab_id)
    return session().scalars(wanted.order_by(ThemeName.id)).all()


def name_in(lab_id: int, name_id: int) -> ThemeName | None:
    wanted = select(ThemeName).where(ThemeName.lab_id == lab_id, ThemeName.id == name_id)
    return session().scalar(wanted)


def name_by(theme_id: int, participant_id: int) -> ThemeName | None:
    """What a participant has proposed for a theme, if it still waits."""
    wanted = select(ThemeName).where(ThemeName.theme_id == theme_id)
    return session().scalar(wanted.where(ThemeName.participant_id == participant_id))


def forget_names(lab_id: int) -> None:
    """Delete all that wait in a lab; inside a piece of work."""
    session().execute(delete(ThemeName).where(ThemeName.lab_id == lab_id))
