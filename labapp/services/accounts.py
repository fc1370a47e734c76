"""Setting the house up, facilitators, signing in and out. Secrets come in as hashes only."""

from datetime import datetime, timedelta

from labapp.domain import text
from labapp.domain.errors import LinkUsed, NameTaken, NotFound, WrongSignIn
from labapp.domain.values import Effect, Op, Verdict
from labapp.live.audience import News
from labapp.services import clock, others
from labapp.store import audit
from labapp.store.account import (
    Account,
    Body,
    Link,
    LinkKind,
    SignIn,
    account_by_id,
    account_by_name,
    count_accounts,
    link_by_hash,
    sign_in_by_hash,
    the_body,
)
from labapp.store.db import session
from labapp.store.writer import write

SIGNED_IN_FOR = timedelta(hours=12)  # a lab day fits
SET_UP_WITHIN = timedelta(days=7)
CHOOSE_WITHIN = timedelta(hours=24)
Work = Verdict[News]


def name_key(name: str) -> str:
    """A name as it is compared: without case, and in one normal form."""
    return text.clean(name, text.ACCOUNT_NAME).casefold()


def make_set_up_link(op: Op, token_hash: str) -> bool:
    """Keep a one-time set-up link in place of earlier ones; False when the house is set up."""
    now = clock.now()

    def work() -> Effect[News]:
        if count_accounts():
            return Effect(facts={"made": False})
        session().query(Link).where(Link.kind == LinkKind.SETUP).delete()
        _add_link(LinkKind.SETUP, token_hash, None, now + SET_UP_WITHIN)
        return Effect(facts={"made": True})

    return bool(write(op, "server", work).facts["made"])


def _add_link(kind: LinkKind, token_hash: str, account_id: int | None, until: datetime) -> None:
    session().add(Link(kind=kind, token_hash=token_hash, account_id=account_id, expires_at=until))


def link_is_good(kind: LinkKind, token_hash: str) -> bool:
    """Whether a one-time link still opens its door."""
    link = link_by_hash(kind, token_hash)
    return link is not None and link.expires_at > clock.now()


def set_up(op: Op, token_hash: str, body: tuple[str, str], account: tuple[str, str]) -> None:
    """Name the municipality and make the first account; the link is used up.

    `body` is name and phone, `account` name and password hash. Raises `LinkUsed`.
    """
    now = clock.now()

    def work() -> Effect[News]:
        _use_link(LinkKind.SETUP, token_hash, now)
        if count_accounts():
            raise LinkUsed
        house = the_body() or Body(created_at=now)
        house.name = text.clean(body[0], text.BODY_NAME)
        house.phone = text.clean(body[1], text.BODY_PHONE)
        session().add(house)
        session().flush()
        _add_account(house, account[0], account[1], now)
        audit.record(None, "setup", "house.set_up", {"body": house.name}, now)
        return Effect()

    write(op, f"link:{token_hash[:16]}", work)


def _use_link(kind: LinkKind, token_hash: str, now: datetime) -> int | None:
    link = link_by_hash(kind, token_hash)
    if link is None or link.expires_at <= now:
        raise LinkUsed
    account_id = link.account_id
    session().delete(link)
    return account_id


def _add_account(body: Body, name: str, password_hash: str | None, now: datetime) -> Account:
    if account_by_name(name_key(name)) is not None:
        raise NameTaken(name=name)
    account = Account(
        body_id=body.id,
        name=text.clean(name, text.ACCOUNT_NAME),
        name_key=name_key(name),
        password_hash=password_hash,
        created_at=now,
    )
    session().add(account)
    session().flush()
    return account


def create_facilitator(op: Op, name: str, token_hash: str) -> None:
    """Make an account whose password is chosen by a one-time link. Raises `NameTaken`."""
    now = clock.now()

    def work() -> Effect[News]:
        body = the_body()
        if body is None:
            raise NotFound
        account = _add_account(body, name, None, now)
        _add_link(LinkKind.CHOOSE, token_hash, account.id, now + CHOOSE_WITHIN)
        audit.record(None, "command", "account.created", {"name": account.name}, now)
        return Effect()

    write(op, "command", work)


def reset_password(op: Op, name: str, token_hash: str) -> None:
    """Make a one-time link by which the account's owner chooses a new password."""
    now = clock.now()

    def work() -> Effect[News]:
        account = account_by_name(name_key(name))
        if account is None:
            raise NotFound
        _add_link(LinkKind.CHOOSE, token_hash, account.id, now + CHOOSE_WITHIN)
        audit.record(None, "command", "password.reset", {"name": account.name}, now)
        return Effect()

    write(op, "command", work)


def choose_password(op: Op, token_hash: str, password_hash: str) -> None:
    """Set the password by a one-time link; every browser that was signed in is signed out."""
    now = clock.now()

    def work() -> Effect[News]:
        account = account_by_id(_use_link(LinkKind.CHOOSE, token_hash, now) or 0)
        if account is None:
            raise LinkUsed
        account.password_hash = password_hash
        session().query(SignIn).where(SignIn.account_id == account.id).delete()
        audit.record(None, f"u:{account.id}", "password.chosen", {}, now)
        return Effect(facts={"account": account.id})

    write(
        op, f"link:{token_hash[:16]}", work, lambda v: others.cut(f"account:{v.facts['account']}")
    )


def sign_in(op: Op, account_id: int, token_hash: str) -> None:
    """Keep that a browser is signed in. The password was checked at the door."""
    now = clock.now()

    def work() -> Effect[News]:
        account = account_by_id(account_id)
        if account is None or account.disabled_at:
            raise WrongSignIn
        session().query(SignIn).where(SignIn.expires_at < now).delete()
        session().add(
            SignIn(
                token_hash=token_hash,
                account_id=account_id,
                created_at=now,
                expires_at=now + SIGNED_IN_FOR,
            )
        )
        return Effect()

    write(op, f"u:{account_id}", work)


def sign_out(op: Op, token_hash: str) -> None:
    """Forget that this browser is signed in, and close what it watches."""

    def work() -> Effect[News]:
        row = sign_in_by_hash(token_hash)
        if row is not None:
            session().delete(row)
        return Effect()

    write(op, f"browser:{token_hash[:16]}", work, lambda _v: others.cut(f"browser:{token_hash}"))


def signed_in(token_hash: str) -> Account | None:
    """The account that is signed in with this token, if it is and may be."""
    row = sign_in_by_hash(token_hash)
    if row is None or row.expires_at <= clock.now():
        return None
    account = account_by_id(row.account_id)
    return account if account and not account.disabled_at else None
