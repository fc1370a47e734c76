"""What the facilitator can call up on the big screen, and when.

What is called up lasts until the lab moves to another step, until its result is shown to the room,
or until it is closed: then the screen follows the step again by itself. A screen that stayed black,
or kept an old message, while the room had begun to vote would be noticed last by the one who leads,
who seldom has it before their eyes.
"""

from dataclasses import dataclass
from enum import StrEnum

from labapp.domain import text
from labapp.domain.errors import NothingToShow


class Mode(StrEnum):
    """What the big screen shows; AUTO is what the step makes it show."""

    AUTO = "auto"
    JOIN = "join"
    AGENDA = "agenda"
    QUESTION = "question"
    WALL = "wall"
    THEMES = "themes"
    TIMER = "timer"
    RESULTS = "results"
    MESSAGE = "message"
    BLACK = "black"


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What the room may see of a lab just now.

    `ideas`: others' ideas; `themes`: whether there are any; `counts`: the latest round's, which
    has been shown to the room.
    """

    ideas: bool
    themes: bool
    counts: bool


def may_show(mode: Mode, sight: Sight) -> bool:
    """Whether the room may see this now.

    A theme map holds what people wrote, so it waits for their ideas as the wall does.
    """
    return {
        Mode.WALL: sight.ideas,
        Mode.THEMES: sight.themes and sight.ideas,
        Mode.RESULTS: sight.counts,
    }.get(mode, True)


def shown(mode: Mode, sight: Sight) -> Mode:
    """What is on the screen: what was called up, as long as the room may see it."""
    return mode if may_show(mode, sight) else Mode.AUTO


def check_call(mode: Mode, message: str, sight: Sight) -> str:
    """The message as it will be stored; what else is called up leaves it empty.

    Raises `NothingToShow`, and for a message what `text.clean` raises.
    """
    if not may_show(mode, sight):
        raise NothingToShow(mode=mode.value)
    return text.clean(message, text.MESSAGE) if mode is Mode.MESSAGE else ""
