"""Colleagues who lead a lab with the facilitator who answers for it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, exists, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.store.account import Account
from labapp.store.db import Base, session
from labapp.store.lab import Lab


class Leader(Base):
    """A colleague who leads a lab. Whoever answers for it (`Lab.created_by`) has no row."""

    __tablename__ = "leader"

    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"), primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[datetime]


def leads(account_id: int, lab: Lab) -> bool:
    """Whether somebody may lead a lab: it is theirs, or they lead it with whose it is."""
    return lab.created_by == account_id or leader_in(lab.id, account_id) is not None


def leader_in(lab_id: int, account_id: int) -> Leader | None:
    return session().get(Leader, (lab_id, account_id))


def colleagues_in(lab_id: int) -> Sequence[Account]:
    """Who leads a lab besides whoever answers for it, by name."""
    wanted = select(Account).join(Leader, Leader.account_id == Account.id)
    return session().scalars(wanted.where(Leader.lab_id == lab_id).order_by(Account.name)).all()


def colleagues_of(account: Account) -> Sequence[Account]:
    """Everybody else who can sign in in this municipality, by name."""
    wanted = select(Account).where(
        Account.body_id == account.body_id,
        Account.id != account.id,
        Account.disabled_at.is_(None),
    )
    return session().scalars(wanted.order_by(Account.name)).all()


def labs_led_by(account_id: int) -> Sequence[Lab]:
    """All labs that a facilitator answers for or leads, the newest first."""
    with_others = exists().where(Leader.lab_id == Lab.id, Leader.account_id == account_id)
    wanted = select(Lab).where(or_(Lab.created_by == account_id, with_others))
    return session().scalars(wanted.order_by(Lab.id.desc())).all()
