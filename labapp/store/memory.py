"""What the doors read of a lab again and again, kept for a moment.

Only for what decides nothing: the truth is read in the transaction that writes. What is kept is
forgotten when this process changes the lab, and after a second, in case another one did.
"""

import time
from collections.abc import Callable, Hashable
from typing import Any, ClassVar, TypeVar

SECONDS = 1.0
MOST = 10_000
Value = TypeVar("Value")


class _Kept:
    until: ClassVar[dict[Hashable, tuple[float, Any]]] = {}
    changes: ClassVar[int] = 0


def recall(what: Hashable, read: Callable[[], Value]) -> Value:
    """The value that `read` gave less than a second ago, or gives now."""
    now, changes = time.monotonic(), _Kept.changes
    until, value = _Kept.until.get(what, (0.0, None))
    if until < now:
        if len(_Kept.until) >= MOST:
            _Kept.until.clear()
        value = read()
        if changes == _Kept.changes:  # else it may have been read before the change
            _Kept.until[what] = (now + SECONDS, value)
    kept: Value = value
    return kept


def forget() -> None:
    """Read anew from now on: something was changed."""
    _Kept.changes += 1
    _Kept.until.clear()
