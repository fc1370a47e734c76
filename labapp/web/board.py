"""What the desk does with ideas and themes, and what it enters for people without a phone."""

from typing import Annotated

from flask import Blueprint
from pydantic import Field
from werkzeug.wrappers import Response

from labapp.domain.errors import NotFound
from labapp.domain.ideas import Channel, Draft
from labapp.domain.values import Op, Verdict
from labapp.domain.voting import Ballot
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk
from labapp.services import ideas, themes, voting
from labapp.services.similar import alike_ideas
from labapp.store.idea import idea_in, theme_in
from labapp.web import forms
from labapp.web.desk import act
from labapp.web.forms import HideForm, MaybeNumber, OpForm
from labapp.web.pages import choose_language, render
from labapp.web.views import LabView

door = Blueprint("board", __name__, url_prefix="/labs/<code>")
Text = Annotated[str, Field(max_length=8000)]


class ThemeForm(OpForm):
    name: Text
    description: Text = ""


class PutForm(OpForm):
    theme: MaybeNumber = None


class EnteredIdeaForm(OpForm):
    text: Text
    detail: Text = ""
    lang: str = Field("und", max_length=20, pattern=r"^[A-Za-z0-9-]*$")
    translation: str = Field("", max_length=8000)
    person: MaybeNumber = None
    channel: Channel = Channel.PAPER


class EnteredBallotForm(forms.BallotForm):
    n: forms.WholeNumber = 1
    person: MaybeNumber = None
    channel: Channel = Channel.PAPER


@door.post("/ideas")
def enter_idea(code: str) -> Response:
    """Write down an idea for a person without a phone."""
    return act(code, EnteredIdeaForm, _enter_idea)


def _enter_idea(at: Desk, op: Op, sent: EnteredIdeaForm) -> Verdict[News]:
    draft = Draft(sent.text, sent.detail, sent.lang, sent.translation)
    return ideas.enter_idea(at.lab.id, at.helper, op, draft, (sent.person, sent.channel))


@door.post("/ballots")
def enter_ballot(code: str) -> Response:
    """Enter a paper ballot: the whole of it, in place of an earlier one of the same person."""
    return act(code, EnteredBallotForm, _enter_ballot)


def _enter_ballot(at: Desk, op: Op, sent: EnteredBallotForm) -> Verdict[News]:
    ballot = Ballot(round=sent.round, n=sent.n, marks=sent.marks)
    person = (sent.person, sent.channel)
    return voting.enter_ballot(at.lab.id, at.helper, op, ballot, person)


@door.get("/ideas/<id:idea_id>")
def idea_page(code: str, idea_id: int) -> str:
    """One idea by itself: where a desk without scripts moves, merges and hides it."""
    return show_idea(entry.desk(code), idea_id)


def show_idea(at: Desk, idea_id: int, **context: object) -> str:
    """The page of an idea; `error` and `kept` are what a refusal gives back."""
    choose_language()
    lab, idea = at.lab, idea_in(at.lab.id, idea_id)
    if idea is None:
        raise NotFound
    view = LabView(lab)
    near = {n: pair.percent for pair in alike_ideas(lab.id) for n in pair.beside(idea.number)}
    others = [other for other in view.shown if other.id != idea.id]
    others.sort(key=lambda other: -near.get(other.number, 0))
    shown = {"lab": lab, "view": view, "idea": idea, "others": others}
    return render("desk/idea.html", **shown, sent=context.get("kept"), error=context.get("error"))


@door.post("/ideas/<id:idea_id>/hiding")
def hide(code: str, idea_id: int) -> Response:
    def do(at: Desk, op: Op, sent: HideForm) -> Verdict[News]:
        why = (sent.reason, sent.note)
        return ideas.hide_idea(at.lab.id, at.account.id, op, idea_id, why)

    return act(code, HideForm, do)


@door.post("/ideas/<id:idea_id>/showing")
def show(code: str, idea_id: int) -> Response:
    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return ideas.show_idea(at.lab.id, at.account.id, op, idea_id)

    return act(code, OpForm, do)


@door.post("/ideas/<id:idea_id>/theme")
def put(code: str, idea_id: int) -> Response:
    """Put an idea into a theme; an empty `theme` takes it out."""

    def do(at: Desk, op: Op, sent: PutForm) -> Verdict[News]:
        return themes.put_in_theme(at.lab.id, at.account.id, op, idea_id, sent.theme)

    return act(code, PutForm, do)


@door.post("/themes")
def add_theme(code: str) -> Response:
    return act(code, ThemeForm, _add_theme)


def _add_theme(at: Desk, op: Op, sent: ThemeForm) -> Verdict[News]:
    return themes.add_theme(at.lab.id, at.account.id, op, sent.name)


@door.get("/themes/<id:theme_id>")
def theme_page(code: str, theme_id: int) -> str:
    """One theme by itself, for a desk without scripts."""
    lab = entry.desk(code).lab
    theme = theme_in(lab.id, theme_id)
    if theme is None or theme.removed_at is not None:
        raise NotFound
    return render("desk/theme.html", lab=lab, theme=theme)


@door.post("/themes/<id:theme_id>")
def change_theme(code: str, theme_id: int) -> Response:
    def do(at: Desk, op: Op, sent: ThemeForm) -> Verdict[News]:
        words = (sent.name, sent.description)
        return themes.change_theme(at.lab.id, at.account.id, op, theme_id, words)

    return act(code, ThemeForm, do)


@door.post("/themes/<id:theme_id>/removal")
def remove_theme(code: str, theme_id: int) -> Response:
    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return themes.remove_theme(at.lab.id, at.account.id, op, theme_id)

    return act(code, OpForm, do)
