"""Calling something up on the big screen, and what of it the templates of screen and desk ask."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from textwrap import wrap

from flask import Blueprint
from pydantic import Field
from werkzeug.wrappers import Response

from labapp.domain.screens import Mode, may_show, shown
from labapp.domain.values import Op, Verdict
from labapp.i18n import locale
from labapp.live.audience import News
from labapp.security.entry import Desk
from labapp.services import screens
from labapp.web.desk import act
from labapp.web.forms import OpForm
from labapp.web.views import LabView

door = Blueprint("modes", __name__, url_prefix="/labs/<code>")

KEYS: dict[Mode, str] = {
    Mode.AUTO: "F",
    Mode.JOIN: "J",
    Mode.AGENDA: "A",
    Mode.QUESTION: "Q",
    Mode.WALL: "W",
    Mode.THEMES: "T",
    Mode.TIMER: "C",
    Mode.RESULTS: "R",
    Mode.MESSAGE: "M",
    Mode.BLACK: "B",
}
"""The key that calls each up at the desk."""

SIZES = (("huge", 5.0), ("big", 3.8), ("middle", 2.9), ("small", 2.2), ("least", 1.7))
"""How large words can be written, in rem of the projector, the largest first."""
WIDTH, HEIGHT = 34.5, 21.0  # rem: what a scene has for words alone
LETTER, LEADING = 0.56, 1.14  # of a size: how wide a letter is, and how high a line
CAPITAL = 1.2  # how much wider capitals are

AGENDA = (
    (1, "large", 1.7),
    *((columns, "middle", 1.4) for columns in (1, 2)),
    *((columns, "small", 1.2) for columns in (1, 2)),
    *((columns, "least", 1.0) for columns in (1, 2)),
    (2, "tiny", 0.9),
)
"""How the steps can be written: in so many columns, and how large, the largest first."""
BESIDE, BETWEEN = 6.2, 0.4  # beside a step's name, of its size; rem between steps


class ScreenForm(OpForm):
    mode: Mode
    message: str = Field("", max_length=8000)


@door.post("/screen")
def call(code: str) -> Response:
    """Call something up on the projector, or have it follow the step again."""
    return act(code, ScreenForm, _call)


def _call(at: Desk, op: Op, sent: ScreenForm) -> Verdict[News]:
    return screens.show_on_screen(at.lab.id, at.account.id, op, sent.mode, sent.message)


@dataclass(frozen=True)
class Call:
    """Something that can be called up: its name, its key, whether it may be now, and is now."""

    mode: str
    key: str
    may: bool
    now: bool


@door.app_template_filter()
def screen_mode(view: LabView) -> str:
    """What is on the screen: one of `domain.screens.Mode`."""
    mode = view.lab.screen_mode
    if view.closed or mode is Mode.AUTO:
        return Mode.AUTO.value
    return shown(mode, screens.sight_of(view.lab)).value


@door.app_template_filter()
def calls(view: LabView) -> list[Call]:
    """All that can be called up, in the order of the desk's menu."""
    sight, now = screens.sight_of(view.lab), screen_mode(view)
    return [Call(m.value, key, may_show(m, sight), m.value == now) for m, key in KEYS.items()]


@door.app_template_filter()
def letters(words: str, room: float = 1.0) -> str:
    """How large these words can be so that all of them are seen, in a share of a scene's height."""
    fits = (name for name, size in SIZES if _lines(words, size) * size * LEADING <= HEIGHT * room)
    return next(fits, SIZES[-1][0])


@door.app_template_filter()
def agenda(names: list[str]) -> str:
    """How these steps are written so that all of them are seen, as CSS classes say it.

    Where they are too many and too long even for the last way, their names end with an ellipsis.
    """
    fits = ((n, name) for n, name, size in AGENDA if _column(names, n, size) <= HEIGHT + 1)
    columns, name = next(fits, (AGENDA[-1][0], f"{AGENDA[-1][1]} agenda--cut"))
    return f"agenda--{columns} agenda--{name}"


def _column(names: list[str], columns: int, size: float) -> float:
    """How high the highest column of these steps is."""
    width = (WIDTH - columns + 1) / columns - BESIDE * size
    heights = [_lines(name, size, width) * size * LEADING + BETWEEN for name in names]
    most = ceil(len(heights) / columns)
    return max(sum(heights[at : at + most]) for at in range(0, len(heights), most))


def _lines(words: str, size: float, width: float = WIDTH) -> int:
    capitals = sum(sign.isupper() for sign in words) / max(1, len(words))
    letter = LETTER * (1 + (CAPITAL - 1) * capitals)
    across = max(1, int(width / (size * letter)))
    return sum(len(wrap(line, across)) or 1 for line in words.split("\n"))


@door.app_template_filter()
def day(moment: datetime) -> tuple[int, int, int]:
    """Hour, minute and second on the room's wall: for a clock that goes on by itself."""
    wall = locale.on_the_wall(moment)
    return wall.hour, wall.minute, wall.second
