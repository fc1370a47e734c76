"""Phones: join, write ideas, vote. It all works without JavaScript."""

from flask import Blueprint, Response, jsonify, redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import LabError, NotFound, OpReused
from labapp.domain.ideas import Draft
from labapp.domain.values import Op, Phone, Verdict
from labapp.domain.voting import Ballot
from labapp.i18n import labels, locale
from labapp.live.news import News
from labapp.security import entry
from labapp.services import ideas, voting
from labapp.store.lab import Lab, lab_by_id
from labapp.web import forms, mine
from labapp.web.errors import status_of, wants_json
from labapp.web.pages import choose_language, render
from labapp.web.verdicts import answer

door = Blueprint("participant", __name__)


@door.get("/j/<token>")
def scan(token: str) -> AnyResponse:
    """What the QR carries: it leads to the lab's page, and counts as no guess."""
    return redirect(f"/l/{entry.by_qr(token).code}", code=303)


@door.get("/l/<code>")
def page(code: str) -> str:
    lab, phone = entry.phone(code)
    return show(lab, phone)


def show(lab: Lab, phone: Phone, **refused: object) -> str:
    """The phone's page; `refused` is what to give back after a refusal."""
    choose_language(lab.language)
    own = mine.of(lab, phone)
    return render("participant/page.html", lab=lab, view=own.view, mine=own, **refused)


@door.get("/l/<code>/mine")
def own(code: str) -> Response:
    """What only this phone may see: its ideas, its marks, what is left."""
    lab, phone = entry.phone(code)
    choose_language(lab.language)
    found = mine.of(lab, phone)
    ideas_html = render("participant/_mine.html", lab=lab, view=found.view, mine=found)
    return jsonify({**found.as_facts(), "fragments": {"#mine": ideas_html}})


@door.post("/l/<code>/ideas")
def submit(code: str) -> AnyResponse:
    lab, phone = entry.phone(code)
    try:
        sent = forms.read(forms.IdeaForm)
        op = Op(sent.op_id, {"text": sent.text, "detail": sent.detail})
        draft = Draft(sent.text, sent.detail, sent.lang)
        return done(lab, ideas.submit_idea(lab.id, phone, op, draft), "#mine")
    except LabError as refusal:
        return refused(lab, phone, refusal)


@door.post("/l/<code>/ideas/<int:idea_id>")
def change(code: str, idea_id: int) -> AnyResponse:
    lab, phone = entry.phone(code)
    try:
        sent = forms.read(forms.IdeaForm)
        op = Op(sent.op_id, {"idea": idea_id, "text": sent.text, "detail": sent.detail})
        draft = Draft(sent.text, sent.detail, sent.lang)
        return done(lab, ideas.change_idea(lab.id, phone, op, idea_id, draft), "#mine")
    except LabError as refusal:
        return refused(lab, phone, refusal, editing=idea_id)


@door.post("/l/<code>/ideas/<int:idea_id>/withdrawal")
def withdraw(code: str, idea_id: int) -> AnyResponse:
    lab, phone = entry.phone(code)
    try:
        op = Op(forms.read(forms.OpForm).op_id, {"withdraw": idea_id})
        return done(lab, ideas.withdraw_idea(lab.id, phone, op, idea_id), "#mine")
    except LabError as refusal:
        return refused(lab, phone, refusal)


@door.post("/l/<code>/ballot")
def cast(code: str) -> AnyResponse:
    lab, phone = entry.phone(code)
    try:
        sent = forms.read(forms.BallotForm)
        content = {"round": sent.round, "n": sent.n, "marks": sorted(sent.marks.items())}
        op = Op(sent.op_id, content, phone.seal)
        ballot = Ballot(round=sent.round, n=sent.n, marks=sent.marks)
        return done(lab, voting.cast_ballot(lab.id, phone, op, ballot), "#ballot")
    except LabError as refusal:
        return refused(lab, phone, refusal)


@door.post("/l/<code>/language")
def language(code: str) -> AnyResponse:
    lab, _ = entry.phone(code)
    chosen = request.form.get("lang", "")
    if chosen not in locale.LANGUAGES:
        raise NotFound
    session["lang"] = chosen
    return redirect(f"/l/{lab.code}", code=303)


def done(lab: Lab, verdict: Verdict[News], where: str) -> AnyResponse:
    return answer(verdict, f"/l/{lab.code}?saved=1{where}")


def refused(lab: Lab, phone: Phone, refusal: LabError, editing: int | None = None) -> AnyResponse:
    """The verdict, or the page again with the person's text and a fresh op id."""
    if wants_json():
        raise refusal
    words = labels.refusal(refusal.code, refusal.facts)
    kept = {"text": request.form.get("text", ""), "detail": request.form.get("detail", "")}
    if isinstance(refusal, OpReused) and not kept["text"]:
        kept = {}
    lab = lab_by_id(lab.id) or lab  # as it is now: the write may have been refused for what is new
    choose_language(lab.language)
    page = show(lab, phone, error=words, kept=kept, editing=editing, code=refusal.code)
    return Response(page, status_of(refusal))
