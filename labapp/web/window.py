"""Written ideas before and after the meeting: opened, closed and watched over at the desk."""

from datetime import datetime
from typing import Literal

from flask import Blueprint
from pydantic import Field
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain import phases
from labapp.domain import window as rules
from labapp.domain.errors import BadInput
from labapp.domain.values import Op, Verdict
from labapp.i18n import locale
from labapp.live.audience import News
from labapp.security.entry import Desk
from labapp.services import window
from labapp.store.account import account_by_id
from labapp.web.desk import act
from labapp.web.forms import OpForm
from labapp.web.views import LabView

door = Blueprint("window", __name__)


class WindowForm(OpForm):
    """`until`: a day and a time on the clock of the municipality; empty: no more."""

    until: str = Field("", max_length=40)

    def time(self) -> datetime | None:
        """Raises `BadInput` for what is no time."""
        try:
            naive = datetime.fromisoformat(self.until) if self.until else None
        except ValueError:
            raise BadInput(field="until") from None
        return naive.replace(tzinfo=locale.zone()) if naive else None


class WatchForm(OpForm):
    hours: Literal["0", "1", "2", "4", "8"]


@door.post("/labs/<code>/window")
def set_window(code: str) -> AnyResponse:
    """Take written ideas until a time, before the first step and in the last; none: no more."""
    return act(code, WindowForm, _set)


def _set(at: Desk, op: Op, sent: WindowForm) -> Verdict[News]:
    return window.set_window(at.lab.id, at.account.id, op, sent.time())


@door.post("/labs/<code>/watch")
def keep_watch(code: str) -> AnyResponse:
    """Promise to read what comes for some hours; 0: no more."""
    return act(code, WatchForm, _watch)


def _watch(at: Desk, op: Op, sent: WatchForm) -> Verdict[News]:
    return window.keep_watch(at.lab.id, at.account.id, op, int(sent.hours))


@door.app_template_filter()
def in_window(view: LabView) -> bool:
    """Whether phones write ideas before or after the meeting just now."""
    return phases.in_window(view.lab.moment(view.now))


@door.app_template_filter()
def watched(view: LabView) -> bool:
    """Whether somebody has promised to read what comes."""
    return rules.is_watched(view.lab.moment(view.now))


@door.app_template_filter()
def for_field(when: datetime | None) -> str:
    """A time as a field for day and time has it."""
    return when.astimezone(locale.zone()).strftime("%Y-%m-%dT%H:%M") if when else ""


@door.app_template_filter()
def named(account_id: int | None) -> str:
    """What an account is called; empty where there is none any more."""
    account = account_by_id(account_id) if account_id is not None else None
    return account.name if account else ""
