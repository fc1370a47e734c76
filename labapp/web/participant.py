"""Phones: join, write ideas, vote. It all works without JavaScript."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TypeVar

from flask import Blueprint, Response, jsonify, redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import DoorClosed, LabError, NotFound, OpReused, Superseded
from labapp.domain.ideas import Draft
from labapp.domain.phases import Activity
from labapp.domain.rules import left
from labapp.domain.text import IDEA
from labapp.domain.values import Op, Phone, Verdict
from labapp.domain.voting import Ballot, OpenRound
from labapp.i18n import labels, locale
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.codes import read_code
from labapp.services import ideas, tables, voting
from labapp.store.ballot import round_in
from labapp.store.lab import Lab, lab_by_id
from labapp.store.memory import recall
from labapp.store.offer import as_open_round
from labapp.store.participant import how_many, participant_by_key
from labapp.web import forms, mine, newcomers
from labapp.web.errors import status_of, wants_json
from labapp.web.pages import choose_language, render
from labapp.web.ranks import Place
from labapp.web.verdicts import answer
from labapp.web.views import TOP

door = Blueprint("participant", __name__)
Sent = TypeVar("Sent", bound=forms.OpForm)


@door.get("/j/<token>")
def scan(token: str) -> AnyResponse:
    """What the QR carries: the lab's page at once, and no guess that counts."""
    return page(entry.by_qr(token))


@door.get("/l/<code>")
def page(code: str) -> AnyResponse:
    """`?all=1` shows every idea or choice, `?edit=<id>` opens one of this phone's own ideas.

    A newcomer to a lab that is over meets its summary, or when that comes, and those who share a
    phone in a vote the page on which they take turns.
    """
    try:
        if not request.args and (page := newcomers.page_for(*entry.voter(code))):
            return page
        lab, phone = entry.phone(code)
    except DoorClosed:
        over = entry.over(code)
        if over is None:
            raise
        return _came_to(over)
    if (
        lab.activity is Activity.VOTE
        and how_many(participant_by_key(lab.id, phone.participant)) > 1
    ):
        return redirect(f"/l/{lab.code}/together", code=303)
    editing = request.args.get("edit", type=int)
    return Response(show(lab, phone, all="all" in request.args, editing=editing))


def _came_to(lab: Lab) -> AnyResponse:
    """Lead to what a lab came to, or tell when that can be read here."""
    if lab.published_at is not None:
        return redirect(f"/s/{lab.slug}", code=303)
    choose_language(lab.language)
    return Response(render("participant/over.html", lab=lab))


def show(lab: Lab, phone: Phone, **refused: object) -> str:
    """The phone's page; `refused` is what to give back after a refusal."""
    choose_language(lab.language)
    own = mine.of(lab, phone)
    return newcomers.page_of(lab, own, **refused)


@door.get("/l/<code>/mine")
def own(code: str) -> Response:
    """What only this phone may see: its ideas, its marks, what is left."""
    lab, phone = entry.phone(code)
    choose_language(lab.language)
    found = mine.of(lab, phone)
    return jsonify({**found.as_facts(), "fragments": _own_fragments(found)})


def _own_fragments(found: mine.Mine) -> dict[str, str]:
    """What is shown of this phone's own: what it wrote, its proposal, its next table."""
    view = found.view
    shown = {"#proposal": view.activity == "deepen", "#place": view.changing_tables}
    shown["#given"] = bool(found.commitments)
    own = {
        where: render(f"participant/_{where[1:]}.html", lab=view.lab, view=view, mine=found)
        for where, is_shown in shown.items()
        if is_shown
    }
    return {"#mine": _own_ideas(found), **own}


def _own_ideas(found: mine.Mine) -> str:
    """The fragment of a phone's own ideas; that of those who have none is the same for all."""
    lab = found.view.lab

    def make() -> str:
        return render("participant/_mine.html", lab=lab, view=found.view, mine=found)

    if found.ideas or found.agrees:
        return make()
    return recall(("no ideas of one's own", lab.id, locale.language().tag), make)


@door.post("/l/<code>/ideas")
def submit(code: str) -> AnyResponse:
    return act(code, forms.IdeaForm, _submit, "#mine", "idea")


def _submit(lab_id: int, phone: Phone, sent: forms.IdeaForm) -> Verdict[News]:
    meant = {"for_lab": sent.for_lab} if sent.for_lab else {}
    op = Op(sent.op_id, {"text": sent.text, "detail": sent.detail, **meant})
    draft = Draft(sent.text, sent.detail, sent.lang, for_lab=sent.for_lab)
    return ideas.submit_idea(lab_id, phone, op, draft)


@door.post("/l/<code>/ideas/<id:idea_id>")
def change(code: str, idea_id: int) -> AnyResponse:
    lab, phone = entry.phone(code)
    try:
        sent = forms.read(forms.IdeaForm)
        op = Op(sent.op_id, {"idea": idea_id, "text": sent.text, "detail": sent.detail})
        draft = Draft(sent.text, sent.detail, sent.lang)
        return done(code, ideas.change_idea(lab.id, phone, op, idea_id, draft), "#mine")
    except LabError as refusal:
        return refused(lab.id, phone, refusal, "change", idea_id)


@door.post("/l/<code>/ideas/<id:idea_id>/withdrawal")
def withdraw(code: str, idea_id: int) -> AnyResponse:
    def do(lab_id: int, phone: Phone, sent: forms.OpForm) -> Verdict[News]:
        return ideas.withdraw_idea(lab_id, phone, sent.op(withdraw=idea_id), idea_id)

    return act(code, forms.OpForm, do, "#mine", "withdrawal")


@door.post("/l/<code>/ballot")
def cast(code: str) -> AnyResponse:
    lab_id, phone = entry.voter(code)
    try:
        sent = forms.read(forms.BallotForm)
        content = {"round": sent.round, "n": sent.n, "marks": sorted(sent.marks.items())}
        op = Op(sent.op_id, content, phone.seal)
        ballot = Ballot(round=sent.round, n=sent.n, marks=sent.marks)
        verdict = voting.cast_ballot(lab_id, phone, op, ballot)
        return done(code, verdict, "#ballot", left=_left(lab_id, ballot))
    except LabError as refusal:
        return refused(lab_id, phone, refusal, "ballot")


class SeatForm(forms.OpForm):
    table: forms.MaybeNumber = None


@door.post("/l/<code>/table")
def sit_down(code: str) -> AnyResponse:
    """Say at which table one sits; an empty `table`: at none."""
    return act(code, SeatForm, _sit_down, "#seat", "table")


def _sit_down(lab_id: int, phone: Phone, sent: SeatForm) -> Verdict[News]:
    return tables.sit_down(lab_id, phone, sent.op(), sent.table)


@door.post("/l/<code>/language")
def language(code: str) -> AnyResponse:
    lab, _ = entry.phone(code)
    chosen = request.form.get("lang", "")
    if chosen not in locale.LANGUAGES:
        raise NotFound
    session["lang"] = chosen
    return redirect(f"/l/{lab.code}", code=303)


def _left(lab_id: int, ballot: Ballot) -> int | None:
    """What is left after this ballot; worked out here, since no record of it may outlive it."""

    def read() -> OpenRound | None:
        round_ = round_in(lab_id, ballot.round)
        return as_open_round(round_) if round_ else None

    at = recall(("rule", lab_id, ballot.round), read)
    return left(at.rule, ballot.marks, at.costs) if at else 0


def act(
    code: str,
    form: type[Sent],
    do: Callable[[int, Phone, Sent], Verdict[News]],
    where: str,
    place: str,
) -> AnyResponse:
    """What a phone's actions do: read, call, answer; a refusal comes back as the page, at `place`.

    `do` gets the lab's id; `where` on the page is what was done.
    """
    lab, phone = entry.phone(code)
    lab_id = lab.id  # a refused write lets go of what was read before it
    try:
        return done(code, do(lab_id, phone, forms.read(form)), where)
    except LabError as refusal:
        return refused(lab_id, phone, refusal, place)


def done(code: str, verdict: Verdict[News], where: str, **facts: object) -> AnyResponse:
    return answer(verdict, f"/l/{read_code(code)}?saved=1{where}", **facts)


def refused(
    lab_id: int, phone: Phone, refusal: LabError, place: str, editing: int | None = None
) -> AnyResponse:
    """The verdict, or the page again: the words at their place, the text kept, a fresh op id."""
    if wants_json():
        raise refusal
    kept: dict[str, object] = {"text": request.form.get("text", ""), place: request.form}
    if place == "ballot" and not isinstance(refusal, OpReused | Superseded):
        kept = {"marks": forms.plain_marks(request.form)}
    lab = lab_by_id(lab_id)  # as it is now: the write may have been refused for what is new
    if lab is None:
        raise NotFound
    choose_language(lab.language)
    error = labels.refusal(refusal.code, refusal.facts)
    page = show(lab, phone, error=error, kept=kept, place=place, editing=editing)
    return Response(page, status_of(refusal))


@door.app_template_global()
def idea_limit() -> int:
    """How many characters an idea may have; the browser counts them alike."""
    return IDEA.most


@door.app_template_filter()
def top(places: Sequence[Place]) -> list[Place]:
    """The places with most support; a tie is never cut, since a phone can scroll."""
    before = accumulate((len(place.rows) for place in places), initial=0)
    return [place for place, n in zip(places, before, strict=False) if place.supporters and n < TOP]
