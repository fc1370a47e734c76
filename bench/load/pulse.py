"""Things to tell, at an even beat."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from bench.load.hearing import Told


async def pulse(tell: Callable[[], Awaitable[int]], period: float, seconds: float) -> list[Told]:
    """Tell something every `period` seconds, for so long.

    Each is clocked from when it was due: a server that makes the next one wait is not excused.
    """
    began = time.monotonic()
    told: list[Told] = []
    for beat in range(max(1, round(seconds / period))):
        due = began + beat * period
        await asyncio.sleep(due - time.monotonic())
        told.append(Told(await tell(), due))
    return told


async def until(is_so: Callable[[], bool], seconds: float) -> bool:
    """Whether it came to be so within so many seconds."""
    limit = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > limit:
            return False
        await asyncio.sleep(0.01)
    return True
