"""Written ideas before and after the meeting, and who keeps watch over them.

Whoever offers a service where people write to each other keeps such watch over it as can
reasonably be asked (lagen 1998:112 om ansvar för elektroniska anslagstavlor, 4 §). In a meeting
the facilitator does. Outside it, every idea waits for a person, but for the hours in which
somebody has said that they read what comes.
"""

from datetime import datetime, timedelta

from labapp.domain.errors import LabError
from labapp.domain.ideas import Channel, Moderation
from labapp.domain.phases import Moment, in_window

LONGEST = timedelta(days=366)
WATCHES = (0, 1, 2, 4, 8)
"""Hours for which somebody can say that they keep watch; 0 ends it."""


class NotAhead(LabError):
    """A time that is not ahead, or more than a year ahead."""

    code = "not_ahead"


def check_until(until: datetime | None, now: datetime) -> None:
    """Raise `NotAhead` unless ideas can be taken until then; None takes none."""
    if until is not None and not now < until <= now + LONGEST:
        raise NotAhead(field="until")


def watch_ends(hours: int, now: datetime) -> datetime | None:
    """When a watch of so many hours ends; None for none."""
    return now + timedelta(hours=hours) if hours else None


def is_watched(moment: Moment) -> bool:
    """Whether somebody has promised to read what comes now."""
    return moment.watched_until is not None and moment.now < moment.watched_until


def moderation(usual: Moderation, moment: Moment) -> Moderation:
    """When an idea that comes now is read: outside the meeting first, unless somebody watches."""
    waits = in_window(moment) and not is_watched(moment)
    return Moderation.BEFORE if waits else usual


def channel(usual: Channel, moment: Moment) -> Channel:
    """How a phone's idea that comes now came in."""
    return Channel.ASYNC if in_window(moment) and usual is Channel.PHONE else usual
