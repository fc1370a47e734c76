"""What the desk changes in the plan while the lab is held: a step in, out again, a method card."""

from flask import Blueprint
from pydantic import Field
from werkzeug.wrappers import Response

from labapp.domain.phases import QUICK
from labapp.domain.values import Op, Verdict
from labapp.i18n.phases import quick_name
from labapp.live.audience import News
from labapp.security.entry import Desk
from labapp.services import steps
from labapp.web.desk import act
from labapp.web.forms import OpForm, WholeNumber
from labapp.web.methods import MethodKey

door = Blueprint("steps", __name__, url_prefix="/labs/<code>")


class InsertForm(OpForm):
    what: str = Field(max_length=20)


class MethodForm(OpForm):
    phase: WholeNumber
    method: MethodKey = ""


@door.post("/phases")
def insert(code: str) -> Response:
    """Put a step in after the present one."""
    return act(code, InsertForm, _insert)


def _insert(at: Desk, op: Op, sent: InsertForm) -> Verdict[News]:
    return steps.insert_phase(at.lab.id, at.account.id, op, sent.what, quick_name)


@door.post("/phases/<id:phase_id>/removal")
def take_out(code: str, phase_id: int) -> Response:
    """Take out a step that was put in, as long as it has not begun."""

    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return steps.take_out_phase(at.lab.id, at.account.id, op, phase_id)

    return act(code, OpForm, do)


@door.post("/methods")
def choose_method(code: str) -> Response:
    """Hold a step by a method card, or by none."""
    return act(code, MethodForm, _choose)


def _choose(at: Desk, op: Op, sent: MethodForm) -> Verdict[News]:
    return steps.choose_method(at.lab.id, at.account.id, op, sent.phase, sent.method)


@door.app_template_global()
def quick_steps() -> list[tuple[str, str, int]]:
    """What can be put in: its kind, what it is called, and its minutes."""
    return [(kind, quick_name(kind), minutes) for kind, minutes in QUICK.items()]
