"""Two processes, of which one is killed while everybody votes."""

import asyncio
import random
import time

from bench.figures import Figures, milliseconds
from bench.load import room, voting
from bench.load.insisting import Voter
from bench.load.lab import Lab, together
from bench.load.pulse import until
from bench.load.screen import Screen
from bench.parts import storm
from bench.plan import Part, Run, only

BACK = 60.0  # seconds in which all must be current
COUNTED = (
    "SELECT count(*) FROM ballot JOIN round ON round.id = ballot.round_id"
    " JOIN lab ON lab.id = round.lab_id WHERE lab.code = :code"
)


async def measure(run: Run) -> Figures:
    """All vote, each once, at a random moment; in the middle of it one process is killed."""
    async with room.house(run, 2) as house:
        at, (_, victim) = house.lab, house.servers
        screens = await storm.fill(at, run.phones)
        its_own = [screen for screen in screens if screen.browser.address == victim.address]
        voters = [Voter(screen.browser.again(), n) for n, screen in enumerate(screens, 1)]
        poll = await voting.poll_of(at, voters[0].browser)
        await asyncio.sleep(run.rest)
        began = time.monotonic()
        dues = [began + random.uniform(0, run.seconds) for _ in voters]
        casting = asyncio.gather(
            *(voter.cast(poll, due, at.addresses) for voter, due in zip(voters, dues, strict=True))
        )
        await asyncio.sleep(began + run.seconds / 2 - time.monotonic())
        victim.kill()
        killed = time.monotonic()
        current = await _current(at, screens, killed)
        await casting
        saved = [(voter, due) for voter, due in zip(voters, dues, strict=True) if voter.saved_at]
        return {
            "phones_in": len(screens),
            "phones_moved": sum(1 for screen in its_own if screen.back_at > killed),
            "phones_current": len(current),
            "all_current_s": round(max(current, default=0.0), 2),
            "before_the_kill": sum(1 for voter, _ in saved if voter.saved_at < killed),
            "sent_again": sum(voter.tries - 1 for voter in voters),
            **await _kept(at, poll, [voter for voter, _ in saved]),
            **milliseconds("verdict", (voter.saved_at - due for voter, due in saved)),
        }


async def _current(at: Lab, screens: list[Screen], killed: float) -> list[float]:
    """Change something at once; seconds from the kill until each phone shows it."""
    seq = await at.tell()
    for screen in screens:
        screen.want(seq)
    await until(lambda: all(screen.current_at for screen in screens), BACK)
    return [screen.current_at - killed for screen in screens if screen.current_at]


async def _kept(at: Lab, poll: voting.Poll, saved: list[Voter]) -> Figures:
    """What the database holds, and whether each finds the ballot that was answered *saved*."""

    async def finds(number: int) -> bool:
        return await saved[number].finds(poll, at)

    counted = int(str(at.stored(COUNTED)))
    found = await together((finds, number) for number in range(len(saved)))
    return {
        "ballots_saved": len(saved),
        "ballots_counted": counted,
        "ballots_lost": max(len(saved) - counted, len(saved) - sum(found)),
    }


PART = Part(
    name="killed",
    about="two processes, one killed while all vote",
    measure=measure,
    sizes=(200,),
    quick=(200,),
    servers=only("two"),
    seconds=4.0,
)
