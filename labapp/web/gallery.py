"""A gallery of several labs: phones read each of them, the desk puts new ideas under theirs."""

from collections.abc import Mapping

from flask import Blueprint, redirect, request
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
from labapp.web.forms import MOST_ID, MaybeNumber, OpForm
from labapp.web.pages import choose_language, render
from labapp.web.sorting import Ids
from labapp.web.views import LabView

door = Blueprint("gallery", __name__)


class UnderForm(OpForm):
    """`earlier` is an idea of a lab that is shown, `ideas` are those to be read under it.

    Without `earlier` they are taken out from under what they are read under.
    """

    ideas: Ids
    earlier: MaybeNumber = None


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
    """New ideas beside the most alike of the labs that are shown; `?idea=` one beside all."""
    at, idea_id = entry.desk(code), request.args.get("idea", type=int)
    return PAGE.show(at) if idea_id is None else _choose(at, idea_id)


def _beside(at: Desk) -> Mapping[str, object]:
    view = LabView(at.lab)
    return {"own": [idea for idea in view.shown if idea.is_own], "likely": gallery.likely(at.lab)}


PAGE = Page("gallery", _beside)


def _choose(at: Desk, idea_id: int) -> str:
    """One new idea, and everything of the labs that are shown to put it under."""
    choose_language()
    idea = idea_in(at.lab.id, idea_id) if 0 < idea_id <= MOST_ID else None
    if idea is None or idea.status not in SHOWN or not idea.is_own:
        raise NotFound
    near = gallery.likely(at.lab).get(idea.id, [])
    return render("desk/earlier.html", lab=at.lab, view=LabView(at.lab), idea=idea, near=near)


@door.post("/labs/<code>/gallery")
def put_under(code: str) -> Response:
    """Put ideas under one of a lab that is shown, or take them out again."""
    return PAGE.act(code, UnderForm, _put_under)


def _put_under(at: Desk, op: Op, sent: UnderForm) -> Verdict[News]:
    if sent.earlier is None:
        return merging.split_ideas(at.lab.id, at.account.id, op, sent.ideas)
    return gallery.merge_into_earlier(at.lab.id, at.account.id, op, sent.earlier, sent.ideas)
