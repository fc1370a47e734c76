"""Joining a lab, and being counted as there."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from labapp.domain.errors import NotFound, TryAgain
from labapp.domain.ideas import Channel
from labapp.domain.values import Effect, Helper, Op, Phone, Verdict
from labapp.live import hub
from labapp.live.audience import News, Place
from labapp.services import clock, others
from labapp.services.change import change_together
from labapp.store.db import session
from labapp.store.lab import Lab, lab_by_id
from labapp.store.participant import (
    Participant,
    count_joined,
    has_joined,
    next_number,
    one_without_number,
    participant_by_key,
    participant_by_number,
    take_in,
)
from labapp.store.work import Outcome

JOIN = Op("join")  # the same for everybody: joining twice is joining once


def join(lab_id: int, phone: Phone) -> None:
    """Have this phone be a participant of the lab; once is enough.

    The writer finds out who is one already, of all who come together. While it cannot write,
    whoever has joined may still listen. Raises `TryAgain` for anybody else.
    """
    try:
        change_together(lab_id, JOIN, phone.who, (_take_in, (phone, clock.now())))
    except TryAgain:
        if not has_joined(lab_id, phone.participant):
            raise


def _take_in(lab_id: int, phones: Sequence[tuple[Phone, datetime]]) -> list[Outcome]:
    if lab_by_id(lab_id) is None:
        return [NotFound() for _ in phones]
    take_in(lab_id, {phone.participant: now for phone, now in phones})
    return [Effect() for _ in phones]


@dataclass
class Arrivals:
    """Whether an action made its author join: then desk and projector count one more."""

    lab_id: int
    now: datetime
    came: bool = False

    def note(self, author: Participant) -> Participant:
        self.came = self.came or author.joined_at == self.now
        return author

    def tell(self, _verdict: Verdict[News]) -> None:
        if self.came:
            hub.tell_presence(self.lab_id)


def participant_of(lab: Lab, phone: Phone, now: datetime) -> Participant:
    """The participant that this phone is, made at its first action; inside a piece of work."""
    return participant_by_key(lab.id, phone.participant) or _add(
        Participant(lab_id=lab.id, key=phone.participant, channel=Channel.PHONE, joined_at=now)
    )


def proxy(
    lab: Lab, number: int | None, channel: Channel, helper: Helper, now: datetime
) -> Participant:
    """A person without a phone: the one with this number, or a new one.

    The host of a table writes for those at that table. Raises `NotFound`.
    """
    if number is None:
        return _add(
            Participant(
                lab_id=lab.id,
                key=secrets.token_bytes(32),
                channel=channel,
                number=next_number(lab.id),
                entered_by=helper.account,
                table_id=helper.table,
                joined_at=now,
            )
        )
    person = participant_by_number(lab.id, number)
    if person is None or helper.table not in {None, person.table_id}:
        raise NotFound
    return person


def somebody(lab: Lab, channel: Channel, helper: Helper, now: datetime) -> Participant:
    """A person who is counted for a ballot alone: no number leads to them, nor to the ballot."""
    return _add(
        Participant(
            lab_id=lab.id,
            key=secrets.token_bytes(32),
            channel=channel,
            entered_by=helper.account,
            joined_at=now,
        )
    )


def at_kiosk(lab: Lab, helper: Helper, now: datetime) -> Participant:
    """Who writes on a shared screen: one who was counted for a ballot alone, or a new person."""
    person = one_without_number(lab.id, Channel.KIOSK)
    if person is None:
        return proxy(lab, None, Channel.KIOSK, helper, now)
    person.number, person.table_id = next_number(lab.id), helper.table
    return person


def _add(participant: Participant) -> Participant:
    session().add(participant)
    session().flush()
    return participant


def enter_room(sid: str, place: Place) -> int:
    """A screen begins to listen: it hears what is told after the number that comes back."""
    return hub.arrived(sid, place)


def told(place: Place) -> int:
    """The number up to which those in a place were told; 0 when nobody is there."""
    return hub.hub.told.get(place.room, 0)


def show(sid: str, state: str) -> None:
    """Send one screen the state, as JSON."""
    hub.hub.wire.send(sid, "state", state)


def leave_room(place: Place) -> None:
    """A screen listens no more."""
    hub.left(place)


def presence(lab_id: int) -> tuple[int, int]:
    """How many phones are connected now, and how many people have joined."""
    here = hub.phones(lab_id)
    return here + others.elsewhere(lab_id), count_joined(lab_id).total()
