"""A gallery of several labs: phones read each of them, the desk puts new ideas under theirs."""

from collections.abc import Mapping

from flask import Blueprint, redirect
from werkzeug.wrappers import Response

from labapp.domain.errors import NotFound
from labapp.domain.ideas import SHOWN
from labapp.domain.values import Op, Verdict
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk
from labapp.services import gallery, merging
from labapp.store.idea import idea_in
from labapp.web.desk import Page
from labapp.web.forms import OpForm, WholeNumber
from labapp.web.pages import choose_language, render
from labapp.web.sorting import Ids, SplitForm
from labapp.web.views import LabView

door = Blueprint("gallery", __name__)


class UnderForm(OpForm):
    """`earlier` is an idea of a lab that is shown, `ideas` are those to be read under it."""

    earlier: WholeNumber
    ideas: Ids


@door.get("/l/<code>/gallery/<id:place>")
def shown(code: str, place: int) -> str | Response:
    """One of the labs that are shown, all that may be read of it."""
    lab, _phone = entry.phone(code)
    choose_language(lab.language)
    view = LabView(lab)
    found = view.earlier.at(place)
    if found is None:
        raise NotFound
    if not view.earlier_shown:
        return redirect(f"/l/{lab.code}", code=303)
    return render("participant/earlier.html", lab=lab, view=view, earlier=found)


@door.get("/labs/<code>/gallery")
def desk(code: str) -> str:
    """New ideas beside the most alike of the labs that are shown."""
    return PAGE.show(entry.desk(code))


def _beside(at: Desk) -> Mapping[str, object]:
    view = LabView(at.lab)
    return {"own": [idea for idea in view.shown if idea.is_own], "likely": gallery.likely(at.lab)}


PAGE = Page("gallery", _beside)


@door.get("/labs/<code>/gallery/<id:idea_id>")
def choose(code: str, idea_id: int) -> str:
    """One new idea, and everything of the labs that are shown to put it under."""
    at = entry.desk(code)
    choose_language()
    idea = idea_in(at.lab.id, idea_id)
    if idea is None or idea.status not in SHOWN or not idea.is_own:
        raise NotFound
    near = gallery.likely(at.lab).get(idea.id, [])
    return render("desk/earlier.html", lab=at.lab, view=LabView(at.lab), idea=idea, near=near)


@door.post("/labs/<code>/gallery")
def put_under(code: str) -> Response:
    """Put ideas under one of a lab that is shown."""
    return PAGE.act(code, UnderForm, _put_under)


def _put_under(at: Desk, op: Op, sent: UnderForm) -> Verdict[News]:
    return gallery.merge_into_earlier(at.lab.id, at.account.id, op, sent.earlier, sent.ideas)


@door.post("/labs/<code>/gallery/splits")
def take_out(code: str) -> Response:
    """As `splits` of the lab, and back to this page."""
    return PAGE.act(code, SplitForm, _take_out)


def _take_out(at: Desk, op: Op, sent: SplitForm) -> Verdict[News]:
    return merging.split_ideas(at.lab.id, at.account.id, op, sent.ideas)
