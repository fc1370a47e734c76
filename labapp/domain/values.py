"""Small frozen values that travel between the floors."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

News = TypeVar("News")


@dataclass(frozen=True)
class Phone:
    """A participant in one lab: `HMAC(device, lab)`, so that two labs cannot be linked.

    `seal` is a second such value that is never stored: with it a phone's ballots are
    fingerprinted, so that the record of an op cannot be matched against possible ballots.
    """

    participant: bytes
    seal: bytes = b""

    @property
    def who(self) -> str:
        """Its name as the author of an op."""
        return f"p:{self.participant.hex()}"

    @property
    def votes_as(self) -> str:
        """Its name as the author of a ballot's op: only its own cookie leads from one to the other.

        A record of an op and a ballot are written in one transaction, and a database may remember
        which rows came together.
        """
        return f"b:{hmac.digest(self.seal, b'votes as', 'sha256').hex()}"

    def person(self, n: int) -> "Phone":
        """The n-th of those who share it, as a phone of their own; the first is the phone itself.

        Like the phone's, their names follow from what only its own cookie has.
        """
        if n == 1:
            return self
        parts = (self.participant, self.seal)
        name = f"person:{n}".encode()
        return Phone(*(hmac.digest(part + self.seal, name, "sha256") for part in parts))


@dataclass(frozen=True)
class Helper:
    """Who writes for people without a phone: a facilitator, or the host of a table."""

    account: int | None = None
    table: int | None = None

    @property
    def who(self) -> str:
        """Its name as the author of an op, and in the log."""
        return f"u:{self.account}" if self.account is not None else f"t:{self.table}"


@dataclass(frozen=True)
class Op:
    """One action's own name (at least 122 random bits, made by the client) and what it said.

    `content` is whatever decides the effect; the same `id` with other content is refused.
    """

    id: str
    content: Mapping[str, object] = field(default_factory=dict)
    seal: bytes = b""

    def fingerprint(self) -> bytes:
        """HMAC-SHA-256, under the seal, of the content in canonical JSON."""
        text = json.dumps(self.content, sort_keys=True, separators=(",", ":"), default=str)
        return hmac.digest(self.seal, text.encode(), "sha256")


@dataclass(frozen=True, kw_only=True)
class Effect(Generic[News]):
    """What a piece of work did: the lab's `seq` after it, facts for the one who asked, and news.

    `scrub` says that it erased something which must leave the disk altogether.
    """

    seq: int = 0
    facts: Mapping[str, object] = field(default_factory=dict)
    news: tuple[News, ...] = ()
    scrub: bool = False


@dataclass(frozen=True, kw_only=True)
class Verdict(Generic[News]):
    """The one answer that an action gets. It exists only after the commit is durable."""

    op_id: str
    seq: int
    facts: Mapping[str, object] = field(default_factory=dict)
    news: tuple[News, ...] = ()
    scrub: bool = False
