"""Delivery by two processes on one PostgreSQL and one Redis, against one on the same."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.figures import Figures, milliseconds
from bench.load import room, voting
from bench.load.hearing import LATE, Hearing, Told
from bench.load.pulse import pulse, until
from bench.load.room import COME, House
from bench.meter import Meter
from bench.parts import ballots
from bench.plan import Part, Run, only

COUNTS = {"one": 1, "two": 2}
ALONE = 2.0  # seconds of telling nobody, at the most
VOTERS, VOTING = 64, 1.0  # and seconds of ballots, at the least


@dataclass(frozen=True)
class Share:
    """One process: what it and its phones heard, and its processor's seconds."""

    phones: int
    hearing: Hearing
    spent: float


async def measure(run: Run) -> Figures:
    """The phones are spread over the processes; each process is clocked by itself."""
    async with room.house(run, COUNTS[run.server]) as house:
        alone = await _alone(house, run)
        told, shares, stores = await _tell(house, run)
        return {
            "phones_in": sum(share.phones for share in shares),
            **_heard(told, shares),
            **capacity(told, shares, alone, run.seconds),
            **stores,
            **await _ballots(house, run),
        }


async def _alone(house: House, run: Run) -> float:
    """What a telling costs the busiest process when nobody hears it."""
    period, seconds = room.period(run.phones), min(ALONE, run.seconds)
    await pulse(house.lab.tell, period, seconds)  # the first ones cost more than the next
    meters = _meters(house)
    told = await pulse(house.lab.tell, period, seconds)
    return max(meter.spent for meter in meters) / len(told)


def _meters(house: House) -> list[Meter]:
    return [Meter([pid]) for pid in house.pids]


async def _tell(house: House, run: Run) -> tuple[list[Told], list[Share], Figures]:
    at = house.lab
    people = await at.people(run.phones)
    hearings, crowds = [Hearing(at.number) for _ in at.addresses], []
    for address, hearing in zip(at.addresses, hearings, strict=True):
        its_own = [browser for browser in people if browser.address == address]
        crowds.append(len(await at.listen(its_own, hearing.hear)))
    await asyncio.sleep(run.rest)
    for hearing in hearings:
        hearing.forget()
    meters, stores = _meters(house), Meter(list(house.stores.pids.values()))
    told = await pulse(at.tell, room.period(run.phones), run.seconds)
    heard = list(zip(hearings, crowds, strict=True))
    await until(lambda: all(h.has_heard(told[-1].number, n) for h, n in heard), COME)
    shares = [Share(n, h, meter.spent) for (h, n), meter in zip(heard, meters, strict=True)]
    found = stores.figures()
    return told, shares, {"stores_core": found["core"], "load": found["load"]}


def _heard(told: Sequence[Told], shares: Sequence[Share]) -> Figures:
    each = [share.hearing.figures(told, share.phones) for share in shares]
    waits = [wait for share in shares for wait in share.hearing.waits(told)]
    return {
        "told": len(told),
        **{name: sum(found[name] for found in each) for name in ("messages", "told_again", "lost")},
        "late": sum(1 for wait in waits if wait > LATE),
        **milliseconds("wait", waits),
    }


def capacity(
    told: Sequence[Told], shares: Sequence[Share], alone: float, seconds: float
) -> Figures:
    """What the busiest process limits, if each had a core of its own.

    `per_core_second` is all messages over its processor's seconds, as measured. `capacity` is
    messages a second at this beat when its core is full: what a telling costs without phones does
    not grow with them, and the rest does, message by message.
    """
    busiest = max(shares, key=lambda share: share.spent)
    messages = sum(share.hearing.messages for share in shares)
    its_own = busiest.hearing.messages
    found = {"busiest_core": round(busiest.spent / seconds, 4), "ms_per_telling": 1000 * alone}
    if not its_own:
        return found
    found["per_core_second"] = round(messages / busiest.spent)
    growing = (busiest.spent - alone * len(told)) / its_own
    fixed = alone * len(told) / seconds
    if growing <= 0:
        return found
    found["us_per_message_alone"] = round(1e6 * growing, 2)
    return {**found, "capacity": round(messages / its_own * (1 - fixed) / growing)}


async def _ballots(house: House, run: Run) -> Figures:
    """What a ballot costs all processes together, and what it costs the database."""
    people = await house.lab.people(min(VOTERS, run.phones))
    poll = await voting.poll_of(house.lab, people[0])
    casts = [ballots.casting(poll, voter) for voter in people]
    database = Meter([house.stores.pids["postgresql"]])
    seconds = max(VOTING, run.seconds / 2)
    found = await ballots.drive(casts, replace(run, seconds=seconds), house.pids)
    ours = {name: found[name] for name in ("us_per_ballot", "refused")}
    cast = max(1, found["ballots"])
    return {
        **ours,
        "ballots": found["ballots"],
        "us_per_ballot_stored": round(1e6 * database.spent / cast, 1),
    }


PART = Part(
    name="processes",
    about="two processes with PostgreSQL and Redis, against one",
    measure=measure,
    sizes=(2000,),
    quick=(600,),
    servers=only(*COUNTS),
    seconds=6.0,
)
