"""Saying how many people are behind a phone: each of them is a participant of their own."""

from datetime import datetime

from labapp.domain import phases
from labapp.domain import sharing as rules
from labapp.domain.errors import DoorClosed
from labapp.domain.ideas import Channel
from labapp.domain.values import Effect, Op, Phone, Verdict
from labapp.live.audience import News
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.services.joining import Arrivals, participant_of
from labapp.store.agreement import agreed_by
from labapp.store.ballot import rounds_of
from labapp.store.db import session
from labapp.store.idea import received_times
from labapp.store.lab import Lab
from labapp.store.participant import Participant, how_many, people_behind


def share_phone(lab_id: int, phone: Phone, op: Op, count: int) -> Verdict[News]:
    """Have so many people share a phone; one: it is its own person's again.

    What somebody left stays, and so do they; who has left nothing, and could not have voted, is
    counted no more. Raises `NumberOutOfRange`, and `DoorClosed` for more where nobody is let in.
    """
    now = clock.now()
    arrivals = Arrivals(lab_id, now, came=True)

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        rules.check_people(count)
        own = participant_of(lab, phone, now)
        if count > how_many(own) and not lab.door_open:
            raise DoorClosed
        own.people = count
        _seat(own, phone, {row.key for row in people_behind(own.id)}, now)
        _let_go(lab, own, {phone.person(n).participant for n in rules.others(count)})
        session().flush()
        return Effect(seq=lab.next_seq(), facts={"people": count})

    return change_lab(lab_id, op, phone.who, change, arrivals.tell)


def _seat(own: Participant, phone: Phone, there: set[bytes], now: datetime) -> None:
    """Take in those who are new, at the table where the phone is."""
    for n in rules.others(how_many(own)):
        key = phone.person(n).participant
        if key not in there:
            session().add(
                Participant(
                    lab_id=own.lab_id,
                    key=key,
                    channel=Channel.PHONE,
                    table_id=own.table_id,
                    behind_id=own.id,
                    joined_at=now,
                )
            )
    session().flush()


def _let_go(lab: Lab, own: Participant, staying: set[bytes]) -> None:
    could_vote = bool(rounds_of(lab.id))
    for row in people_behind(own.id):
        left = received_times(row.id) or agreed_by(row.id)
        if row.key not in staying and not could_vote and not left:
            session().delete(row)
