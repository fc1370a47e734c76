"""Rounds, choices and ballots. Votes are rows, never a counter that is read and written back."""

import secrets
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.ideas import Channel
from labapp.domain.rules import Method, Rule
from labapp.domain.voting import Ballot, RoundStatus, VoteOn
from labapp.store.db import Base, Octets, session, table_of


class Round(Base):
    """One vote with its rule. A closed round never reopens; going back opens the next `number`."""

    __tablename__ = "round"
    __table_args__ = (UniqueConstraint("lab_id", "number"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"))
    phase_id: Mapped[int | None] = mapped_column(ForeignKey("phase.id"))
    number: Mapped[int]
    vote_on: Mapped[VoteOn]
    points: Mapped[int]
    max_per_choice: Mapped[int]
    method: Mapped[Method] = mapped_column(default=Method.DOTS, server_default=Method.DOTS.value)
    status: Mapped[RoundStatus] = mapped_column(default=RoundStatus.OPEN)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None]
    slips: Mapped[int] = mapped_column(default=0, server_default="0")  # counted when it closes
    slips_checked: Mapped[int] = mapped_column(default=0, server_default="0")

    @property
    def rule(self) -> Rule:
        return Rule(self.points, self.max_per_choice, self.method)


class Choice(Base):
    """What can be voted for in a round, in the order offered: an idea, a theme or a proposal.

    `cost` is what it cost when the round opened, in kronor, where the rule asks.
    """

    __tablename__ = "choice"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    idea_id: Mapped[int | None] = mapped_column(ForeignKey("idea.id"))
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))
    proposal_id: Mapped[int | None]
    cost: Mapped[int | None]


class BallotRow(Base):
    """One person's vote under a tag. Without rowid and time: no order tells who came when."""

    __tablename__ = "ballot"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[int] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True
    )
    voter_tag: Mapped[bytes] = mapped_column(Octets(32), primary_key=True)
    n: Mapped[int]
    channel: Mapped[Channel]
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class Mark(Base):
    """Points on one choice of one ballot."""

    __tablename__ = "mark"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[int] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True
    )
    voter_tag: Mapped[bytes] = mapped_column(Octets(32), primary_key=True)
    choice_id: Mapped[int] = mapped_column(ForeignKey("choice.id"), primary_key=True)
    points: Mapped[int]


@dataclass(frozen=True)
class CastBallot:
    """A ballot that is in: its running number, its channel, and its marks (choice to points)."""

    n: int
    channel: Channel
    marks: Mapping[int, int]


def round_in(lab_id: int, round_id: int) -> Round | None:
    return session().scalar(select(Round).where(Round.lab_id == lab_id, Round.id == round_id))


def rounds_of(lab_id: int) -> Sequence[Round]:
    return (
        session().scalars(select(Round).where(Round.lab_id == lab_id).order_by(Round.number)).all()
    )


def latest_round(lab_id: int) -> Round | None:
    """The round that counts: the last one opened."""
    wanted = select(Round).where(Round.lab_id == lab_id).order_by(Round.number.desc())
    return session().scalar(wanted.limit(1))


def open_rounds() -> Sequence[Round]:
    return session().scalars(select(Round).where(Round.status == RoundStatus.OPEN)).all()


def choices_of(round_id: int) -> Sequence[Choice]:
    """Everything that could be voted for when the round opened, hidden since or not."""
    wanted = select(Choice).where(Choice.round_id == round_id)
    return session().scalars(wanted.order_by(Choice.position)).all()


def count_ballots(round_id: int) -> int:
    return session().connection().scalar(_COUNT, {"round": round_id}) or 0


_ROUND = table_of(BallotRow).c.round_id
_COUNT = select(func.count()).where(bindparam("round") == _ROUND)  # made once: asked every tick


def ballot_of(round_id: int, voter_tag: bytes) -> CastBallot | None:
    row = session().get(BallotRow, (round_id, voter_tag))
    if row is None:
        return None
    marks = select(Mark).where(Mark.round_id == round_id, Mark.voter_tag == voter_tag)
    return CastBallot(row.n, row.channel, {m.choice_id: m.points for m in session().scalars(marks)})


def replace_ballot(
    voter_tag: bytes, ballot: Ballot, channel: Channel, entered_by: int | None = None
) -> None:
    """Lay the whole ballot anew: what this person laid before in the round is gone."""
    remove_ballot(ballot.round, voter_tag)
    session().execute(
        insert(BallotRow).values(
            round_id=ballot.round,
            voter_tag=voter_tag,
            n=ballot.n,
            channel=channel,
            entered_by=entered_by,
        )
    )
    rows = [
        {"round_id": ballot.round, "voter_tag": voter_tag, "choice_id": choice, "points": points}
        for choice, points in sorted(ballot.marks.items())
    ]
    _insert(Mark, rows)


def remove_ballot(round_id: int, voter_tag: bytes) -> None:
    _clear(Mark, Mark.round_id == round_id, Mark.voter_tag == voter_tag)
    _clear(BallotRow, BallotRow.round_id == round_id, BallotRow.voter_tag == voter_tag)


def ballots_in(round_id: int) -> list[CastBallot]:
    """All ballots of a round, in the order of their tags, which means nothing."""
    marks: dict[bytes, dict[int, int]] = defaultdict(dict)
    wanted = select(Mark.voter_tag, Mark.choice_id, Mark.points).where(Mark.round_id == round_id)
    for tag, choice, points in session().execute(wanted):
        marks[tag][choice] = points
    rows = session().scalars(
        select(BallotRow).where(BallotRow.round_id == round_id).order_by(BallotRow.voter_tag)
    )
    return [CastBallot(row.n, row.channel, marks[row.voter_tag]) for row in rows]


def cut_ties(round_id: int) -> None:
    """Lay every ballot anew under a random tag, in the order of those: none leads to a voter."""
    ballots = session().execute(
        select(BallotRow.voter_tag, BallotRow.channel, BallotRow.entered_by).where(
            BallotRow.round_id == round_id
        )
    )
    fresh = {
        tag: {
            "round_id": round_id,
            "voter_tag": secrets.token_bytes(32),
            "n": 0,
            "channel": channel,
            "entered_by": entered_by,
        }
        for tag, channel, entered_by in ballots
    }
    marks = session().execute(
        select(Mark.voter_tag, Mark.choice_id, Mark.points).where(Mark.round_id == round_id)
    )
    laid = [
        {
            "round_id": round_id,
            "voter_tag": fresh[tag]["voter_tag"],
            "choice_id": choice,
            "points": points,
        }
        for tag, choice, points in marks
    ]
    _clear(Mark, Mark.round_id == round_id)
    _clear(BallotRow, BallotRow.round_id == round_id)
    _insert(BallotRow, list(fresh.values()))
    _insert(Mark, laid)


def _clear(table: type[Base], *where: ColumnElement[bool]) -> None:
    statement = delete(table).where(*where)
    session().execute(statement, execution_options={"synchronize_session": False})


def _insert(table: type[Base], rows: list[dict[str, Any]]) -> None:
    if rows:
        rows.sort(key=lambda row: (row["voter_tag"], row.get("choice_id", 0)))
        session().execute(insert(table), rows)
