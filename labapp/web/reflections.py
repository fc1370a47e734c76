"""The exit questions: phones answer, the desk reads the sentences without their writers."""

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint
from pydantic import Field
from werkzeug.wrappers import Response

from labapp.domain.errors import LabError
from labapp.domain.reflections import Answer, in_no_order
from labapp.domain.values import Op, Verdict
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk
from labapp.services import reflections
from labapp.store.reflection import Reflection, reflections_of
from labapp.web import desk, forms
from labapp.web.forms import Line, MaybeNumber, OpForm
from labapp.web.pages import choose_language, render
from labapp.web.participant import done, refused
from labapp.web.views import LabView

door = Blueprint("reflections", __name__)
Sent = TypeVar("Sent", bound=OpForm)


class AnswerForm(OpForm):
    said: MaybeNumber = None
    worth: MaybeNumber = None
    sentence: Line = ""


class ReasonForm(OpForm):
    reason: str = Field("", max_length=30)


@door.post("/l/<code>/reflection")
def answer(code: str) -> Response:
    """A phone answers, in place of what it answered before."""
    lab, phone = entry.phone(code)
    try:
        sent = forms.read(AnswerForm)
        said = Answer(said=sent.said, worth=sent.worth, sentence=sent.sentence)
        op = Op(sent.op_id, sent.model_dump(mode="json", exclude={"op_id"}), phone.seal)
        return done(code, reflections.reflect(lab.id, phone, op, said), "#reflection")
    except LabError as refusal:
        return refused(lab.id, phone, refusal, "reflection")


@door.get("/labs/<code>/reflections")
def page(code: str) -> str:
    return _show(entry.desk(code))


def _show(at: Desk, **context: object) -> str:
    choose_language()
    return render(
        "desk/reflections.html",
        here="labs",
        lab=at.lab,
        view=LabView(at.lab),
        sentences=_sentences(at.lab.id),
        **context,
    )


def _sentences(lab_id: int) -> list[Reflection]:
    """Those who wrote one, by the letters of what they wrote."""
    return in_no_order(
        (each for each in reflections_of(lab_id) if each.sentence), lambda each: each.sentence
    )


@door.post("/labs/<code>/reflections/<id:reflection_id>/hiding")
def hide(code: str, reflection_id: int) -> Response:
    def do(at: Desk, op: Op, sent: ReasonForm) -> Verdict[News]:
        lab, account = at.lab.id, at.account.id
        return reflections.hide_sentence(lab, account, op, (reflection_id, sent.reason))

    return _act(code, ReasonForm, do)


@door.post("/labs/<code>/reflections/<id:reflection_id>/showing")
def show(code: str, reflection_id: int) -> Response:
    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return reflections.show_sentence(at.lab.id, at.account.id, op, reflection_id)

    return _act(code, OpForm, do)


def _act(code: str, form: type[Sent], do: Callable[[Desk, Op, Sent], Verdict[News]]) -> Response:
    return desk.act(code, form, do, f"/labs/{code}/reflections", _show)
