"""Phones agree with others' ideas, and are asked whether to while they write one alike."""

from flask import Blueprint, jsonify, request
from pydantic import Field
from werkzeug.wrappers import Response

from labapp.domain import phases
from labapp.domain.phases import Action
from labapp.domain.values import Phone, Verdict
from labapp.live.audience import News
from labapp.security import entry
from labapp.services import agreeing, suggesting
from labapp.web import forms
from labapp.web.pages import choose_language, render
from labapp.web.participant import act
from labapp.web.views import LabView

door = Blueprint("agreeing", __name__, url_prefix="/l/<code>")


class AgreementForm(forms.OpForm):
    agree: bool


class WritingForm(forms.Form):
    text: str = Field(max_length=8000)


@door.post("/ideas/<id:number>/agreement")
def agree(code: str, number: int) -> Response:
    """Agree with an idea, or with `agree` false no more. From the idea's own page back to it."""

    def do(lab_id: int, phone: Phone, sent: AgreementForm) -> Verdict[News]:
        return agreeing.agree(lab_id, phone, sent.op(idea=number), number, on=sent.agree)

    answer = act(code, AgreementForm, do, "#others", "agreement")
    if answer.location and "alone" in request.args:
        answer.location = f"/l/{code}/ideas/{number}"
    return answer


@door.post("/similar")
def similar(code: str) -> Response:
    """Ideas like what is being written, as they are shown; nothing where none are to be read."""
    lab, phone = entry.phone(code)
    sent = forms.read(WritingForm)
    view = LabView(lab)
    found = suggesting.similar_ideas(lab.id, phone, sent.text) if may_agree(view) else []
    if not found:
        return jsonify(ok=True, ideas=[], html="")
    choose_language(lab.language)
    html = render("participant/_similar.html", lab=lab, view=view, found=found)
    return jsonify(ok=True, ideas=[idea.number for idea in found], html=html)


@door.app_template_filter()
def may_agree(view: LabView) -> bool:
    """Whether phones can agree with others' ideas now: where they read them, and write."""
    return view.others_shown and phases.allows(view.lab.moment(view.now), Action.AGREE)
