"""The municipality, its facilitators, their sign-ins and one-time links."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.store.db import Base, session


class LinkKind(StrEnum):
    SETUP = "setup"
    CHOOSE = "choose"


class Body(Base):
    """The municipality that owns the labs: one row."""

    __tablename__ = "body"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    phone: Mapped[str] = mapped_column(String(40), default="")
    created_at: Mapped[datetime]


class Account(Base):
    """A facilitator. `name_key` is the name without case, so that it is unique as people read.

    Some names are three times as long without case.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    name: Mapped[str] = mapped_column(String(80))
    name_key: Mapped[str] = mapped_column(
        String(160).with_variant(Text(), "postgresql"), unique=True
    )
    password_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class SignIn(Base):
    """A browser where a facilitator is signed in; the token itself is only in its cookie."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class Link(Base):
    """A one-time link: to set the house up, or to choose a password."""

    __tablename__ = "link"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[LinkKind]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    expires_at: Mapped[datetime]


def the_body() -> Body | None:
    return session().scalar(select(Body).order_by(Body.id).limit(1))


def count_accounts() -> int:
    return session().scalar(select(func.count()).select_from(Account)) or 0


def account_by_id(account_id: int) -> Account | None:
    return session().get(Account, account_id)


def account_by_name(name_key: str) -> Account | None:
    return session().scalar(select(Account).where(Account.name_key == name_key))


def sign_in_by_hash(token_hash: str) -> SignIn | None:
    return session().scalar(select(SignIn).where(SignIn.token_hash == token_hash))


def link_by_hash(kind: LinkKind, token_hash: str) -> Link | None:
    return session().scalar(select(Link).where(Link.kind == kind, Link.token_hash == token_hash))
