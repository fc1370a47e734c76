"""Slips: paper ballots of a pile, by the running number that is written on each.

A row says who typed a slip and how far it has come, never what stands on it: that is its ballot,
under a tag that only the round's key leads to. When the round closes the rows go, and their
number is kept.
"""

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import ForeignKey, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.ideas import Channel
from labapp.domain.slips import Reading
from labapp.store import keys
from labapp.store.ballot import BallotRow, Round, choices_of
from labapp.store.db import Base, session
from labapp.store.offer import offers_of


class Slip(Base):
    """One slip of an open round."""

    __tablename__ = "slip"
    __table_args__ = ({"sqlite_with_rowid": False},)

    round_id: Mapped[int] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True)
    reading: Mapped[Reading] = mapped_column(default=Reading.ONCE)
    typed_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


def slip_tag(round_id: int, number: int) -> bytes | None:
    """The tag of a slip's ballot: of its number alone, no participant's. None without the key."""
    return keys.voter_tag(round_id, f"slip:{number}".encode())


def slip_in(round_id: int, number: int) -> Slip | None:
    return session().get(Slip, (round_id, number))


def slips_of(round_id: int) -> Sequence[Slip]:
    """All slips of a round, in order of number."""
    wanted = select(Slip).where(Slip.round_id == round_id).order_by(Slip.number)
    return session().scalars(wanted).all()


def next_slip(round_id: int) -> int:
    """The number that the next slip gets."""
    last = select(func.max(Slip.number)).where(Slip.round_id == round_id)
    return (session().scalar(last) or 0) + 1


def numbers_on(round_: Round) -> dict[int, int]:
    """What each number on a slip stands for: an idea by its own, a theme by its place."""
    places = {choice.id: choice.position for choice in choices_of(round_.id)}
    return {offer.number or places[offer.id]: offer.id for offer in offers_of(round_)}


def ballots_by_channel(round_id: int) -> Counter[Channel]:
    """How many ballots of a round came which way."""
    rows = session().execute(
        select(BallotRow.channel, func.count().label("ballots"))
        .where(BallotRow.round_id == round_id)
        .group_by(BallotRow.channel)
    )
    return Counter({row.channel: row.ballots for row in rows})


def forget_slips(round_: Round) -> None:
    """Keep how many slips there were and how many were checked, and nothing of each."""
    slips = slips_of(round_.id)
    round_.slips = len(slips)
    round_.slips_checked = sum(1 for slip in slips if slip.reading is Reading.CHECKED)
    gone = delete(Slip).where(Slip.round_id == round_.id)
    session().execute(gone, execution_options={"synchronize_session": False})


def most_slips(lab_id: int) -> int:
    """How many slips the fullest pile of a lab holds: the same people fill in one each round."""
    here = select(func.count()).where(Slip.round_id == Round.id).correlate(Round).scalar_subquery()
    of_each = select((Round.slips + here).label("slips")).where(Round.lab_id == lab_id).subquery()
    return session().scalar(select(func.max(of_each.c.slips))) or 0
