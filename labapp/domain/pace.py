"""How a lab keeps to its plan. It informs the facilitator, and changes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Stand:
    """Where a lab stands: `at` is the place of its present phase in the plan, from 0.

    `began` is when the first phase began, `started` when the present one did. `ends` is when that
    ends, with the minutes it was given meanwhile; `paused` is since when its clock stands still.
    """

    at: int
    began: datetime
    started: datetime
    ends: datetime | None
    paused: datetime | None = None


def behind(planned: Sequence[int | None], stand: Stand, now: datetime) -> timedelta | None:
    """How long after the plan the present phase ends: negative when it is ahead.

    `planned` are the minutes of each phase. A phase past its end ends now, at the earliest, and a
    clock that stands still moves the end before it. Where the present phase has no minutes of its
    own, what counts is when it began. None when an earlier one had none: nobody knows how long it
    was to take.
    """
    before = _sum(planned[: stand.at])
    own = planned[stand.at]
    if before is None:
        return None
    if own is None or stand.ends is None:
        return stand.started - (stand.began + before)
    stood_still = now - stand.paused if stand.paused else timedelta(0)
    return max(stand.ends + stood_still, now) - (stand.began + before + timedelta(minutes=own))


def _sum(planned: Sequence[int | None]) -> timedelta | None:
    known = [minutes for minutes in planned if minutes is not None]
    return timedelta(minutes=sum(known)) if len(known) == len(planned) else None
