"""What the desk does with the lab as a whole: phases, clock, results, closing, links."""

from flask import Blueprint
from pydantic import Field
from werkzeug.wrappers import Response

from labapp.domain.values import Op, Verdict
from labapp.live.audience import News
from labapp.security.entry import Desk
from labapp.services import labs, phases, voting
from labapp.web.desk import act
from labapp.web.forms import OpForm

door = Blueprint("leading", __name__, url_prefix="/labs/<code>")


class PhaseForm(OpForm):
    to: str = Field(max_length=20)


class TimeForm(OpForm):
    minutes: int


class PauseForm(OpForm):
    paused: bool


class DoorForm(OpForm):
    open: bool


@door.post("/phase")
def phase(code: str) -> Response:
    return act(code, PhaseForm, _move)


def _move(at: Desk, op: Op, sent: PhaseForm) -> Verdict[News]:
    return phases.move_phase(at.lab.id, at.account.id, op, sent.to)


@door.post("/time")
def time(code: str) -> Response:
    return act(code, TimeForm, _add_time)


def _add_time(at: Desk, op: Op, sent: TimeForm) -> Verdict[News]:
    return phases.add_time(at.lab.id, at.account.id, op, sent.minutes)


@door.post("/pause")
def pause(code: str) -> Response:
    return act(code, PauseForm, _pause)


def _pause(at: Desk, op: Op, sent: PauseForm) -> Verdict[News]:
    return phases.pause_clock(at.lab.id, at.account.id, op, paused=sent.paused)


@door.post("/results")
def results(code: str) -> Response:
    """Show the result of the closed round on phones and projector."""
    return act(code, OpForm, _show_results)


def _show_results(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
    return voting.show_results(at.lab.id, at.account.id, op)


@door.post("/closing")
def closing(code: str) -> Response:
    return act(code, OpForm, _close)


def _close(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
    return labs.close_lab(at.lab.id, at.account.id, op)


@door.post("/publication")
def publication(code: str) -> Response:
    return act(code, OpForm, _publish)


def _publish(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
    return labs.publish_summary(at.lab.id, at.account.id, op)


@door.post("/screen-link")
def screen_link(code: str) -> Response:
    """Give the projector a new link; the old one stops working at once."""
    return act(code, OpForm, _renew_link)


def _renew_link(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
    return labs.renew_screen_link(at.lab.id, at.account.id, op)


@door.post("/door")
def entrance(code: str) -> Response:
    """Open or lock the door for newcomers."""
    return act(code, DoorForm, _set_door)


def _set_door(at: Desk, op: Op, sent: DoorForm) -> Verdict[News]:
    return labs.set_door(at.lab.id, at.account.id, op, is_open=sent.open)
