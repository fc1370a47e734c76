"""Commitments: what somebody offers to do, or some promise each other. Names only by choice."""

from dataclasses import dataclass
from enum import StrEnum

from labapp.domain import text
from labapp.domain.errors import CommitmentGone, TooManyCommitments
from labapp.domain.rate import Rate

RATE = Rate(per_minute=5, per_lab=30, refusal=TooManyCommitments)


class CommitmentKind(StrEnum):
    """An offer is what one can contribute; a handshake is what some promise each other."""

    OFFER = "offer"
    HANDSHAKE = "handshake"


class CommitmentStatus(StrEnum):
    VISIBLE = "visible"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Pledge:
    """A commitment as it comes in: `what`, `when` and the `party` that makes it.

    `public` says that the party may be named to everybody; it is False until somebody ticks it.
    """

    kind: CommitmentKind
    what: str
    when: str = ""
    party: str = ""
    public: bool = False


def check_pledge(pledge: Pledge) -> Pledge:
    """The pledge as it will be stored; raises the refusals of `domain.text.clean`.

    Without a party there is nobody to name.
    """
    party = text.clean(pledge.party, text.PLEDGE_PARTY)
    return Pledge(
        kind=pledge.kind,
        what=text.clean(pledge.what, text.PLEDGE),
        when=text.clean(pledge.when, text.PLEDGE_WHEN),
        party=party,
        public=pledge.public and bool(party),
    )


def check_there(status: CommitmentStatus) -> None:
    """Raise `CommitmentGone` when it was taken back already."""
    if status is CommitmentStatus.WITHDRAWN:
        raise CommitmentGone(status=status.value)


def check_own(status: CommitmentStatus) -> None:
    """Raise `CommitmentGone` when its author can take it back no more: what is hidden is kept."""
    if status is not CommitmentStatus.VISIBLE:
        raise CommitmentGone(status=status.value)


def named(party: str, *, public: bool) -> str:
    """The party as everybody may read it: empty where it did not say yes to being named."""
    return party if public else ""
