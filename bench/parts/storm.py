"""A server that is killed and started again, with everybody connected."""

import asyncio
import time

from bench.figures import Figures, milliseconds
from bench.load import room
from bench.load.lab import Lab, together
from bench.load.pulse import until
from bench.load.screen import Screen
from bench.meter import Meter
from bench.plan import Part, Run, only

BACK = 60.0  # seconds in which all must be back


async def measure(run: Run) -> Figures:
    """Killed as by a power cut, started at once; each phone comes back by itself.

    As soon as the server answers something changes in the lab: who shows that is current.
    """
    async with room.lab(run) as at:
        screens = await fill(at, run.phones)
        await asyncio.sleep(run.rest)
        killed = time.monotonic()
        at.server.kill()
        await asyncio.to_thread(at.server.start)
        meter = Meter([at.server.pid])
        seq = await _change(at)
        answered = time.monotonic()
        for screen in screens:
            screen.want(seq)
        await until(lambda: all(_is_back(screen, killed) for screen in screens), BACK)
        back = [screen.back_at - killed for screen in screens if screen.back_at > killed]
        current = [screen.current_at - killed for screen in screens if screen.current_at]
        return {
            "phones_in": len(screens),
            "phones_back": len(back),
            "phones_current": len(current),
            "restart_s": round(answered - killed, 2),
            "all_current_s": round(max(*back, *current, 0.0), 2),
            "spread_s": round(max(back, default=0.0) - min(back, default=0.0), 2),
            **meter.figures(),
            **milliseconds("back", back),
        }


def _is_back(screen: Screen, killed: float) -> bool:
    return screen.back_at > killed and screen.current_at > killed


async def fill(at: Lab, count: int) -> list[Screen]:
    """So many phones that listen and come back by themselves."""

    async def come_in(number: int) -> Screen:
        screen = Screen(at, people[number])
        await screen.come_in()
        return screen

    people = await at.people(count)
    return await together((come_in, number) for number in range(len(people)))


async def _change(at: Lab) -> int:
    """Change something as soon as the server answers; the lab's number then."""
    while True:
        try:
            return await at.tell()
        except OSError:
            at.desk.close()
            await asyncio.sleep(0.05)


PART = Part(
    name="storm",
    about="the server is killed and started again: everybody comes back",
    measure=measure,
    sizes=(2000,),
    quick=(600,),
    servers=only("labapp"),
)
