"""Ideas, every version of them, and the themes that hold them."""

import zlib
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import (
    ForeignKey,
    Select,
    String,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from labapp.domain.ideas import READABLE, SHOWN, Channel, HideReason, IdeaStatus, status_shown
from labapp.domain.translations import Made, Translation, Translator, standing
from labapp.store.db import Base, session


class Theme(Base):
    """Ideas put together. A theme that was removed stays in the record, since votes may name it."""

    __tablename__ = "theme"

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(String(300), default="")
    removed_at: Mapped[datetime | None]
    cost: Mapped[int | None]  # in kronor, where it is voted on within a sum


class Idea(Base):
    """What one person wrote, as it reads now. `number` is what people say aloud: "idea 52".

    `masked_text` stands in its place for the room as long as it is there; `masked_words` are the
    places of the words that it hides.
    """

    __tablename__ = "idea"
    __table_args__ = (UniqueConstraint("lab_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"), index=True)
    phase_id: Mapped[int | None] = mapped_column(ForeignKey("phase.id"))
    table_id: Mapped[int | None] = mapped_column(ForeignKey("lab_table.id"))
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    channel: Mapped[Channel]
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    text: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text, default="")
    lang: Mapped[str] = mapped_column(String(20), default="und")
    late: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    received_at: Mapped[datetime]
    status: Mapped[IdeaStatus] = mapped_column(default=IdeaStatus.VISIBLE)
    hide_reason: Mapped[HideReason | None]
    hide_note: Mapped[str] = mapped_column(String(300), default="")
    masked_text: Mapped[str | None] = mapped_column(Text)
    masked_words: Mapped[str] = mapped_column(Text, default="", server_default="")
    mask_reason: Mapped[HideReason | None]
    masked_by: Mapped[int | None]  # an account
    masked_at: Mapped[datetime | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"))
    came_from: Mapped[int | None]  # its number in the earlier lab that it was carried from
    from_lab_id: Mapped[int | None]  # that lab
    cost: Mapped[int | None]  # in kronor, where it is voted on within a sum
    for_lab_id: Mapped[int | None]  # the earlier lab of a gallery that its writer meant it for
    translated_text: Mapped[str | None] = mapped_column(Text)
    translated_lang: Mapped[str | None] = mapped_column(String(20))
    translated_by: Mapped[Translator | None]
    translated_version: Mapped[int | None]  # the version of the idea that it was made for

    @property
    def is_own(self) -> bool:
        """Whether it was written in this lab, and not carried here from an earlier one."""
        return self.came_from is None

    @property
    def masked(self) -> bool:
        """Whether the mask is read in place of the words: by itself, or under a kept idea."""
        merged = self.status is IdeaStatus.MERGED and self.masked_text is not None
        return merged or self.status is IdeaStatus.MASKED

    @property
    def when_shown(self) -> IdeaStatus:
        """How it stands, or will when a person lets it be seen."""
        joined = self.merged_into_id is not None
        return status_shown(joined=joined, masked=self.masked_text is not None)

    @property
    def shown_text(self) -> str:
        """What the room may read."""
        return (self.masked_text or "") if self.masked else self.text

    @property
    def shown_detail(self) -> str:
        return "" if self.masked else self.detail

    @property
    def translation(self) -> Translation | None:
        """Its version in the room's language, where a person wrote one that may be read."""
        return standing(self.made, self.version, masked=self.masked)

    @property
    def made(self) -> Made:
        return Made(
            self.translated_text, self.translated_lang, self.translated_by, self.translated_version
        )

    @property
    def wording(self) -> str:
        """Changes with anything that may be read of it."""
        if not (self.masked or self.translated_text):
            return str(self.version)
        read = (self.shown_text, self.made)
        return f"{self.version}.{zlib.crc32(repr(read).encode()):x}"


class IdeaVersion(Base):
    """What was received, word for word; a change adds a row and never replaces one."""

    __tablename__ = "idea_version"

    idea_id: Mapped[int] = mapped_column(
        ForeignKey("idea.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    detail: Mapped[str] = mapped_column(Text, default="")
    received_at: Mapped[datetime]


def idea_in(lab_id: int, idea_id: int) -> Idea | None:
    return session().scalar(select(Idea).where(Idea.lab_id == lab_id, Idea.id == idea_id))


def ideas_in(lab_id: int, ids: Collection[int]) -> dict[int, Idea]:
    """Those of a lab's ideas that have these ids, by id."""
    wanted = _ideas(lab_id).where(Idea.id.in_(ids))
    return {idea.id: idea for idea in session().scalars(wanted)}


def idea_by_number(lab_id: int, number: int) -> Idea | None:
    return session().scalar(select(Idea).where(Idea.lab_id == lab_id, Idea.number == number))


def next_idea_number(lab_id: int) -> int:
    last = select(func.max(Idea.number)).where(Idea.lab_id == lab_id)
    return (session().scalar(last) or 0) + 1


def _ideas(lab_id: int) -> Select[Idea]:
    return select(Idea).where(Idea.lab_id == lab_id)


def all_ideas(lab_id: int) -> Sequence[Idea]:
    """Every idea that was received, in order of number."""
    return session().scalars(_ideas(lab_id).order_by(Idea.number)).all()


def shown_ideas(lab_id: int, newest: int | None = None) -> Sequence[Idea]:
    """What the room may read, the newest first; at most `newest` of them."""
    wanted = _ideas(lab_id).where(Idea.status.in_(SHOWN)).order_by(Idea.number.desc())
    return session().scalars(wanted.limit(newest)).all()


def numbers_of(lab_id: int) -> dict[int, int]:
    """The number of each idea of a lab, by its id."""
    rows = session().execute(select(Idea.id, Idea.number).where(Idea.lab_id == lab_id))
    return {row.id: row.number for row in rows}


def read_as(lab_id: int, ids: Collection[int]) -> frozenset[int]:
    """The numbers under which these ideas are read now; of what is not shown its own."""
    if not ids:
        return frozenset()
    kept = aliased(Idea)
    wanted = (
        select(func.coalesce(kept.number, Idea.number))
        .select_from(Idea)
        .outerjoin(kept, and_(kept.id == Idea.merged_into_id, Idea.status == IdeaStatus.MERGED))
        .where(Idea.lab_id == lab_id, Idea.id.in_(ids))
    )
    return frozenset(session().scalars(wanted))


def readable_among(lab_id: int, numbers: Collection[int]) -> set[int]:
    """Those of these numbers that belong to an idea which the room may read."""
    wanted = select(Idea.number).where(
        Idea.lab_id == lab_id, Idea.number.in_(numbers), Idea.status.in_(READABLE)
    )
    return set(session().scalars(wanted))


def count_shown(lab_id: int) -> int:
    wanted = select(func.count()).where(Idea.lab_id == lab_id, Idea.status.in_(SHOWN))
    return session().scalar(wanted) or 0


def count_carried(lab_id: int) -> int:
    """How many that the room may read were carried from earlier labs, merged ones among them."""
    wanted = select(func.count()).where(
        Idea.lab_id == lab_id, Idea.came_from.is_not(None), Idea.status.in_(READABLE)
    )
    return session().scalar(wanted) or 0


def count_writers(lab_id: int, phase_id: int) -> int:
    """How many people have written in this phase, and not taken all of it back."""
    wanted = select(func.count(Idea.participant_id.distinct())).where(
        Idea.lab_id == lab_id, Idea.phase_id == phase_id, Idea.status != IdeaStatus.WITHDRAWN
    )
    return session().scalar(wanted) or 0


def ideas_by(participant_id: int) -> Sequence[Idea]:
    """What one participant wrote, the newest first, withdrawn ones left out."""
    return session().scalars(_BY, {"participant": participant_id}).all()


_BY = (  # made once: every phone asks
    select(Idea)
    .where(Idea.participant_id == bindparam("participant"), Idea.status != IdeaStatus.WITHDRAWN)
    .order_by(Idea.number.desc())
)


def ideas_at(table_id: int, newest: int) -> Sequence[Idea]:
    """What was written at a table, the newest first, withdrawn and hidden ones left out."""
    wanted = select(Idea).where(Idea.table_id == table_id, Idea.status.in_(SHOWN))
    return session().scalars(wanted.order_by(Idea.number.desc()).limit(newest)).all()


def typed_ideas(lab_id: int, account_id: int, newest: int) -> Sequence[Idea]:
    """What a facilitator typed in from cards, the newest first, what was taken back left out."""
    wanted = _ideas(lab_id).where(
        Idea.entered_by == account_id,
        Idea.channel == Channel.PAPER,
        Idea.status != IdeaStatus.WITHDRAWN,
    )
    return session().scalars(wanted.order_by(Idea.number.desc()).limit(newest)).all()


def received_times(participant_id: int) -> Sequence[datetime]:
    """When each idea of one participant came in."""
    wanted = select(Idea.received_at).where(Idea.participant_id == participant_id)
    return session().scalars(wanted).all()


def themes_of(lab_id: int) -> Sequence[Theme]:
    wanted = select(Theme).where(Theme.lab_id == lab_id, Theme.removed_at.is_(None))
    return session().scalars(wanted.order_by(Theme.position, Theme.id)).all()


def theme_in(lab_id: int, theme_id: int) -> Theme | None:
    return session().scalar(select(Theme).where(Theme.lab_id == lab_id, Theme.id == theme_id))
