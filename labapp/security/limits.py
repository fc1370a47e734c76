"""Slowing down those who guess, and never a hall behind one address (promises, section 3).

Only wrong codes count. Past the budget every code is looked up at the budget's pace, right or
wrong alike, for at most 30 seconds. Wrong passwords slow down one account from one address; an
owner on a browser that has signed in before goes by that browser, and is never locked out.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from limits import RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from labapp.domain.errors import TooManyTries

PER_ADDRESS = RateLimitItemPerMinute(20)
PER_HOUSE = RateLimitItemPerSecond(2)
PATIENCE = 30.0
STEP = 0.25
MOST_WAITING = 40  # from one address
FREE_TRIES = 4
LONGEST_DELAY = 60.0
REMEMBERED = 3600.0
MOST_FAILURES = 1000


class WrongCodes:
    """The budget of wrong codes."""

    def __init__(self) -> None:
        self.window = MovingWindowRateLimiter(MemoryStorage())
        self.waiting: Counter[str] = Counter()

    def admit(self, address: str, sleep: Callable[[float], None] = time.sleep) -> None:
        """Return when a code may be looked up for this address; raise `TooManyTries` at last."""
        if self._free(address):
            return
        if self.waiting[address] >= MOST_WAITING:
            raise TooManyTries(seconds=int(PATIENCE))
        self.waiting[address] += 1
        try:
            self._wait(address, sleep)
        finally:
            self.waiting[address] -= 1

    def _wait(self, address: str, sleep: Callable[[float], None]) -> None:
        for _ in range(int(PATIENCE / STEP)):
            sleep(STEP)
            if self._free(address):
                self.count(address)
                return
        raise TooManyTries(seconds=int(PATIENCE))

    def _free(self, address: str) -> bool:
        return self.window.test(PER_ADDRESS, address) and self.window.test(PER_HOUSE, "house")

    def count(self, address: str) -> None:
        """A wrong code came from this address."""
        self.window.hit(PER_ADDRESS, address)
        self.window.hit(PER_HOUSE, "house")


@dataclass
class _Failures:
    count: int = 0
    free_at: float = 0.0


class WrongPasswords:
    """A growing delay per account and device, forgotten at the first right password."""

    def __init__(self) -> None:
        self.failures: dict[tuple[str, str], _Failures] = defaultdict(_Failures)

    def admit(self, account: str, device: str, now: float) -> None:
        """Raise `TooManyTries` while the delay lasts; `now` is of the monotonic clock."""
        wait = self.failures[(account, device)].free_at - now
        if wait > 0:
            raise TooManyTries(seconds=int(wait) + 1)

    def count(self, account: str, device: str, now: float) -> None:
        """A wrong password came."""
        self._prune(now)
        failed = self.failures[(account, device)]
        failed.count += 1
        if failed.count > FREE_TRIES:
            failed.free_at = now + min(LONGEST_DELAY, 2.0 ** (failed.count - FREE_TRIES))

    def _prune(self, now: float) -> None:
        old = [key for key, failed in self.failures.items() if failed.free_at < now - REMEMBERED]
        for key in old if len(self.failures) > MOST_FAILURES else ():
            del self.failures[key]

    def forget(self, account: str, device: str) -> None:
        """The right password came."""
        self.failures.pop((account, device), None)
