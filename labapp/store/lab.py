"""Labs, and what is known already of their challenges."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    delete,
    false,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from labapp.domain import window
from labapp.domain.ideas import IdeasShown, Moderation, Reading
from labapp.domain.mandate import Evidence, EvidenceCard, Influence, Mandate
from labapp.domain.phases import (
    Activity,
    LabStatus,
    Moment,
    takes_ideas,
)
from labapp.domain.rules import Method, Rule
from labapp.domain.screens import Mode
from labapp.domain.voting import Vote, VoteOn
from labapp.store.db import Base, can_be_kept, session
from labapp.store.phase import Phase


class Lab(Base):
    """One workshop on one challenge, and where it stands.

    `seq` is the lab's own running number: every change takes the next one, in the commit.
    `join_token` is what the QR carries, `screen_key` the projector's revocable link, `slug` the
    summary's address. `screen_mode` is what was called up on the big screen, `screen_message` the
    latest message there. `moderation_said` is what the desk chose for the rest of this step.
    """

    __tablename__ = "lab"
    __table_args__ = (
        {"sqlite_autoincrement": True},
    )  # rooms and phones go by it: never used again

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    created_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    rehearsal: Mapped[bool] = mapped_column(default=False, server_default=false())
    continues_id: Mapped[int | None]  # the lab whose ideas this one began with
    code: Mapped[str] = mapped_column(String(8), unique=True)
    join_token: Mapped[str] = mapped_column(String(32), unique=True)
    screen_key: Mapped[str] = mapped_column(String(32), unique=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)

    question: Mapped[str] = mapped_column(String(200))
    background: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    starts_at: Mapped[datetime | None]
    recipient: Mapped[str] = mapped_column(String(120), default="")
    answer_by: Mapped[date | None]
    influence: Mapped[Influence | None]
    can_influence: Mapped[str] = mapped_column(Text, default="", server_default="")
    cannot_influence: Mapped[str] = mapped_column(Text, default="", server_default="")
    promise: Mapped[str] = mapped_column(Text, default="", server_default="")
    commissioner: Mapped[str] = mapped_column(String(120), default="", server_default="")
    goals: Mapped[str] = mapped_column(Text, default="", server_default="")
    language: Mapped[str] = mapped_column(String(20), default="sv")
    ideas_shown: Mapped[IdeasShown] = mapped_column(default=IdeasShown.AT_ONCE)
    moderation: Mapped[Moderation] = mapped_column(
        default=Moderation.AFTER, server_default=Moderation.AFTER.value
    )
    moderation_said: Mapped[Moderation | None]
    sensitive: Mapped[bool] = mapped_column(default=False, server_default=false())
    help_line: Mapped[str] = mapped_column(Text, default="", server_default="")
    vote_on: Mapped[VoteOn] = mapped_column(default=VoteOn.IDEAS)
    points: Mapped[int] = mapped_column(default=3)
    max_per_choice: Mapped[int] = mapped_column(default=1)
    vote_method: Mapped[Method] = mapped_column(
        default=Method.DOTS, server_default=Method.DOTS.value
    )

    status: Mapped[LabStatus] = mapped_column(default=LabStatus.PLANNED)
    door_open: Mapped[bool] = mapped_column(default=True)
    seq: Mapped[int] = mapped_column(default=0)
    phase_id: Mapped[int | None]
    phase_started_at: Mapped[datetime | None]
    phase_ends_at: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    collect_ended_at: Mapped[datetime | None]
    deepen_ended_at: Mapped[datetime | None]
    ideas_until: Mapped[datetime | None]
    watched_until: Mapped[datetime | None]
    watched_by: Mapped[int | None]  # the account that keeps watch
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    screen_mode: Mapped[Mode] = mapped_column(default=Mode.AUTO, server_default=Mode.AUTO.value)
    screen_message: Mapped[str] = mapped_column(Text, default="", server_default="")

    phases: Mapped[list[Phase]] = relationship(
        order_by="Phase.position", cascade="all, delete-orphan"
    )

    cards: Mapped[list["Card"]] = relationship(
        order_by="Card.position", cascade="all, delete-orphan"
    )

    @property
    def mandate(self) -> Mandate:
        return Mandate(
            influence=self.influence,
            can_influence=self.can_influence,
            cannot_influence=self.cannot_influence,
            promise=self.promise,
            commissioner=self.commissioner,
            goals=self.goals,
        )

    @property
    def phase(self) -> Phase | None:
        """The phase the lab is in; None before the first one."""
        return next((phase for phase in self.phases if phase.id == self.phase_id), None)

    @property
    def activity(self) -> Activity | None:
        return self.phase.plan.activity if self.phase else None

    @property
    def vote(self) -> Vote:
        """How a step votes that says nothing of its own."""
        return Vote(self.vote_on, Rule(self.points, self.max_per_choice, self.vote_method))

    @property
    def rule(self) -> Rule:
        return self.vote.rule

    @property
    def reading(self) -> Reading:
        """When ideas are read that come now."""
        return Reading(
            lab=self.moderation,
            step=self._collecting.moderation if self._collecting else None,
            said=self.moderation_said,
            sensitive=self.sensitive,
        )

    def read_when(self, now: datetime) -> Moderation:
        """Whether an idea that comes now waits for a person."""
        return window.moderation(self.reading.now, self.moment(now))

    @property
    def _collecting(self) -> Phase | None:
        """The step whose ideas come now: the present one, or the last before it for who is late."""
        at = self.phases.index(self.phase) + 1 if self.phase else 0
        taking = [each for each in self.phases[:at] if takes_ideas(each.plan.activity)]
        return taking[-1] if taking else None

    def moment(self, now: datetime) -> Moment:
        """Where the lab stands, for the rules of `domain.phases`."""
        return Moment(
            status=self.status,
            activity=self.activity,
            now=now,
            collect_ended_at=self.collect_ended_at,
            deepen_ended_at=self.deepen_ended_at,
            between=self.phase_id is None or self.phase_id == self.phases[-1].id,
            ideas_until=self.ideas_until,
            watched_until=self.watched_until,
        )

    def next_seq(self) -> int:
        """Take the next number; inside a piece of work only."""
        self.seq += 1
        return self.seq


class Card(Base):
    """A background card: something that is known about the challenge already."""

    __tablename__ = "evidence_card"
    __table_args__ = (UniqueConstraint("lab_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[Evidence]
    title: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text, default="")
    figure: Mapped[str] = mapped_column(String(24), default="")
    source: Mapped[str] = mapped_column(String(120))
    day: Mapped[date]

    @property
    def content(self) -> EvidenceCard:
        return EvidenceCard(
            kind=self.kind,
            title=self.title,
            text=self.text,
            figure=self.figure,
            source=self.source,
            day=self.day,
        )


def lab_by_code(code: str) -> Lab | None:
    return session().scalar(select(Lab).where(Lab.code == code))


def seqs_of(lab_ids: Iterable[int]) -> dict[int, int]:
    """The `seq` that each of these labs is at."""
    found = session().execute(select(Lab.id, Lab.seq).where(Lab.id.in_(list(lab_ids))))
    return {row.id: row.seq for row in found}


def lab_by_id(lab_id: int) -> Lab | None:
    return session().get(Lab, lab_id)


def open_rehearsals(among: Collection[int]) -> Sequence[int]:
    """Those of these labs, by id, that are only rehearsed and not closed."""
    wanted = select(Lab.id).where(Lab.id.in_(among), Lab.rehearsal, Lab.status != LabStatus.CLOSED)
    return session().scalars(wanted).all() if among else ()


def erase(lab_id: int) -> None:
    """Delete a lab with all that hangs on it, in one statement; inside a piece of work."""
    session().execute(delete(Lab).where(Lab.id == lab_id))


def code_by_join_token(token: str) -> str | None:
    if not can_be_kept(token):
        return None
    return session().scalar(select(Lab.code).where(Lab.join_token == token))


def lab_by_screen_key(key: str) -> Lab | None:
    return _lab_where(Lab.screen_key == key) if can_be_kept(key) else None


def lab_by_slug(slug: str) -> Lab | None:
    return _lab_where(Lab.slug == slug) if can_be_kept(slug) else None


def _lab_where(clause: ColumnElement[bool]) -> Lab | None:
    return session().scalar(select(Lab).where(clause))
