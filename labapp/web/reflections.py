"""The exit questions: phones answer, the desk reads the sentences without their writers."""

from flask import Blueprint
from werkzeug.wrappers import Response

from labapp.domain.reflections import Answer, in_no_order
from labapp.domain.values import Op, Phone, Verdict
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk
from labapp.services import reflections
from labapp.store.reflection import Reflection, reflections_of
from labapp.web import participant
from labapp.web.desk import Page
from labapp.web.forms import Line, MaybeNumber, OpForm, ReasonForm

door = Blueprint("reflections", __name__)


class AnswerForm(OpForm):
    said: MaybeNumber = None
    worth: MaybeNumber = None
    sentence: Line = ""


@door.post("/l/<code>/reflection")
def answer(code: str) -> Response:
    """A phone answers, in place of what it answered before."""
    return participant.act(code, AnswerForm, _answer, "#reflection", "reflection")


def _answer(lab_id: int, phone: Phone, sent: AnswerForm) -> Verdict[News]:
    said = Answer(said=sent.said, worth=sent.worth, sentence=sent.sentence)
    return reflections.reflect(lab_id, phone, sent.op(phone.seal), said)


def _sentences(lab_id: int) -> list[Reflection]:
    """Those who wrote one, by the letters of what they wrote."""
    return in_no_order(
        (each for each in reflections_of(lab_id) if each.sentence), lambda each: each.sentence
    )


PAGE = Page("reflections", lambda at: {"sentences": _sentences(at.lab.id)})


@door.get("/labs/<code>/reflections")
def page(code: str) -> str:
    return PAGE.show(entry.desk(code))


@door.post("/labs/<code>/reflections/<id:reflection_id>/hiding")
def hide(code: str, reflection_id: int) -> Response:
    def do(at: Desk, op: Op, sent: ReasonForm) -> Verdict[News]:
        lab, account = at.lab.id, at.account.id
        return reflections.hide_sentence(lab, account, op, (reflection_id, sent.reason))

    return PAGE.act(code, ReasonForm, do)


@door.post("/labs/<code>/reflections/<id:reflection_id>/showing")
def show(code: str, reflection_id: int) -> Response:
    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return reflections.show_sentence(at.lab.id, at.account.id, op, reflection_id)

    return PAGE.act(code, OpForm, do)
