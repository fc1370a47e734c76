"""Who may see what, and when."""

from labapp.domain.ideas import IdeasShown
from labapp.domain.phases import Activity, LabStatus
from labapp.domain.voting import RoundStatus


def others_ideas_shown(shown: IdeasShown, activity: Activity | None) -> bool:
    """Whether phones and the projector may show others' ideas now."""
    return shown is IdeasShown.AT_ONCE or activity is not Activity.COLLECT


def counts_shown(round_: RoundStatus, *, released: bool) -> bool:
    """Whether counts per choice may leave the server.

    Never while the round is open: one planted vote moves the votes after it (Muchnik, Aral and
    Taylor, Science 341:647, 2013). Then when the facilitator shows the result.
    """
    return round_ is not RoundStatus.OPEN and released


def phones_may_join(status: LabStatus, *, door_open: bool) -> bool:
    """A closed lab can still be read by those who were there; a newcomer meets the summary."""
    return door_open and status is not LabStatus.CLOSED
