"""Joining: a hall that scans at once, by the page and the socket."""

import asyncio
import time

from bench.figures import Figures, milliseconds
from bench.load import room
from bench.load.screen import Screen
from bench.meter import Meter
from bench.plan import Part, Run, only

COME_IN = 60.0  # seconds for the last


async def measure(run: Run) -> Figures:
    """Everybody scans in the same moment; each is in when the lab's state is there."""
    async with room.lab(run, "collect") as at:
        screens = [Screen(at, at.browser(number)) for number in range(run.phones)]
        qr, pages = at.qr, [0.0] * run.phones
        meter = Meter([at.server.pid])
        began = time.monotonic()

        async def join(number: int) -> bool:
            screen = screens[number]
            try:
                await asyncio.wait_for(_join(screen, qr, pages, number), COME_IN)
            except (OSError, TimeoutError):
                return False
            return True

        came = await asyncio.gather(*(join(number) for number in range(run.phones)))
        inside = [screen for screen, is_in in zip(screens, came, strict=True) if is_in]
        used = meter.figures()
        return {
            "phones_in": len(inside),
            "ms_per_phone": round(1000 * used["core"] * used["seconds"] / max(1, len(inside)), 2),
            **used,
            **milliseconds("page", (moment - began for moment in pages if moment)),
            **milliseconds("connected", (screen.connected_at - began for screen in inside)),
            **milliseconds("state", (screen.back_at - began for screen in inside)),
        }


async def _join(screen: Screen, qr: str, pages: list[float], number: int) -> None:
    await screen.browser.open(qr)
    screen.browser.close()
    pages[number] = time.monotonic()
    await screen.come_in()


PART = Part(
    name="joining",
    about="everybody joins at once, by the page and the socket",
    measure=measure,
    sizes=(600,),
    quick=(600,),
    servers=only("labapp"),
)
