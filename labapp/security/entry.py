"""The only way to a lab: phone(code), desk(code), screen(key): your lab, or a refusal.

One cookie, signed: it holds the device's random name, the codes that a QR opened, the language
and, for a facilitator, the token of the sign-in. A participant is HMAC(device, lab).
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Protocol, TypeVar

from flask import request, session

from labapp.domain import access
from labapp.domain.errors import DoorClosed, NotFound, NotSignedIn, UnknownCode
from labapp.domain.phases import LabStatus
from labapp.domain.values import Helper, Phone
from labapp.security.codes import read_code
from labapp.security.limits import WrongCodes, WrongPasswords
from labapp.security.passwords import hash_token
from labapp.services import accounts
from labapp.store.account import Account
from labapp.store.lab import Lab, code_by_join_token, lab_by_code, lab_by_id, lab_by_screen_key
from labapp.store.leader import leads
from labapp.store.memory import recall
from labapp.store.participant import participant_by_key
from labapp.store.table import Table, table_by_code

MOST_DOORS = 30  # codes remembered in the cookie
MOST_PHONES = 20_000  # names in labs, kept in memory for as long as they are in use
Found = TypeVar("Found")


class HasId(Protocol):
    """A lab, or what stands for one."""

    @property
    def id(self) -> int: ...


class Guards:
    """What counts wrong codes and passwords, in this process."""

    codes: ClassVar[WrongCodes] = WrongCodes()
    passwords: ClassVar[WrongPasswords] = WrongPasswords()

    @classmethod
    def forget(cls) -> None:
        cls.codes, cls.passwords = WrongCodes(), WrongPasswords()


@dataclass(frozen=True)
class Desk:
    """A facilitator at the desk of a lab of their own."""

    lab: Lab
    account: Account

    @property
    def helper(self) -> Helper:
        return Helper(account=self.account.id)


@dataclass(frozen=True)
class Host:
    """The host of a table, without an account."""

    lab: Lab
    table: Table

    @property
    def helper(self) -> Helper:
        return Helper(table=self.table.id)


def address() -> str:
    """Where the request comes from, as far as the trusted proxies tell."""
    return request.remote_addr or "unknown"


def device() -> str:
    """This browser's random name, made at its first visit."""
    if "device" not in session:
        session["device"] = secrets.token_hex(16)
        session.permanent = True
    return str(session["device"])


def phone_in(lab: HasId) -> Phone:
    """Who this browser is in this lab; labs cannot be linked by it."""
    return _phone(device(), lab.id)


@lru_cache(MOST_PHONES)
def _phone(name: str, lab: int) -> Phone:
    key = bytes.fromhex(name)
    return Phone(
        participant=hmac.digest(key, f"participant:{lab}".encode(), "sha256"),
        seal=hmac.digest(key, f"seal:{lab}".encode(), "sha256"),
    )


def phone(code: str) -> tuple[Lab, Phone]:
    """A lab by its code. Raises `UnknownCode`, `TooManyTries` or `DoorClosed`."""
    lab = _admit(read_code(code), lab_by_code)
    visitor = phone_in(lab)
    open_to_all = access.phones_may_join(lab.status, door_open=lab.door_open)
    if not open_to_all and participant_by_key(lab.id, visitor.participant) is None:
        raise DoorClosed
    return lab, visitor


def over(code: str) -> Lab | None:
    """A lab that is closed, for whoever comes to read what it came to; None while it is held.

    Raises `UnknownCode` or `TooManyTries`.
    """
    lab = _admit(read_code(code), lab_by_code)
    return lab if lab.status is LabStatus.CLOSED else None


def voter(code: str) -> tuple[int, Phone]:
    """As `phone`, for the many who vote at once: a lab's id, from what was read a moment ago."""
    door = _admit(read_code(code), _door)
    if not door.open_to_all:
        lab, visitor = phone(code)
        return lab.id, visitor
    return door.id, phone_in(door)


@dataclass(frozen=True)
class _Door:
    """What must be known of a lab to let a phone vote in it."""

    id: int
    open_to_all: bool


def _door(code: str) -> _Door | None:
    def read() -> _Door | None:
        lab = lab_by_code(code)
        if lab is None:
            return None
        return _Door(lab.id, access.phones_may_join(lab.status, door_open=lab.door_open))

    return recall(("door", code), read)


def _admit(code: str, find: Callable[[str], Found | None]) -> Found:
    known = code in session.get("doors", [])
    if not known:
        Guards.codes.admit(address())
    lab = find(code)
    if lab is None:
        Guards.codes.count(address())
        raise UnknownCode
    if not known:
        _remember_door(code)
    return lab


def _remember_door(code: str) -> None:
    session["doors"] = [*session.get("doors", []), code][-MOST_DOORS:]
    session.permanent = True


def by_qr(token: str) -> str:
    """A lab's code by what its QR carries; no guessing is possible, so nothing is counted."""
    code = recall(("qr", token), lambda: code_by_join_token(token))
    if code is None:
        raise NotFound
    if code not in session.get("doors", []):
        _remember_door(code)
    device()
    return code


def has_device() -> bool:
    """Whether this browser has opened a page of ours, which gave it a name."""
    return "device" in session


def host(code: str) -> Host:
    """A table by its host's code. Raises `UnknownCode` or `TooManyTries`."""
    table = _admit(read_code(code), table_by_code)
    lab = lab_by_id(table.lab_id)
    if lab is None:
        raise NotFound
    return Host(lab, table)


def may_host(code: str) -> bool:
    """Whether a table's code is still good."""
    return table_by_code(code) is not None


def leads_to(typed: str) -> str:
    """Where a typed code leads: to a lab, also one that is over, or to a table's host.

    Raises `UnknownCode`, `TooManyTries` or `DoorClosed`.
    """
    code = read_code(typed)
    if _admit(code, _anywhere) == "host":
        return f"/host/{code}"
    if over(code) is None:
        phone(code)
    return f"/l/{code}"


def _anywhere(code: str) -> str | None:
    if table_by_code(code) is not None:
        return "host"
    return "lab" if lab_by_code(code) is not None else None


def screen(key: str) -> Lab:
    """A lab by the projector's link; it can only be looked at. Raises `NotFound`."""
    lab = lab_by_screen_key(key)
    if lab is None:
        raise NotFound
    return lab


def may_screen(key: str) -> bool:
    """Whether a projector's link is still good."""
    return lab_by_screen_key(key) is not None


def may_desk(token_hash: str, code: str) -> bool:
    """Whether a sign-in still leads to a lab's desk."""
    account, lab = accounts.signed_in(token_hash), lab_by_code(code)
    return account is not None and lab is not None and leads(account.id, lab)


def facilitator() -> Account:
    """Who is signed in. Raises `NotSignedIn`."""
    account = signed_in()
    if account is None:
        raise NotSignedIn
    return account


def signed_in() -> Account | None:
    """Who is signed in in this browser, if anybody."""
    token = session.get("in")
    return accounts.signed_in(hash_token(token)) if isinstance(token, str) else None


def desk(code: str) -> Desk:
    """A lab that the facilitator who is signed in leads; to anybody else it is not there."""
    account = facilitator()
    lab = lab_by_code(read_code(code))
    if lab is None or not leads(account.id, lab):
        raise NotFound
    return Desk(lab, account)
