"""One idea on a phone, and saying that somebody should look at it; the answer at the desk."""

from flask import Blueprint, Response
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import LabError, NotFound
from labapp.domain.ideas import READABLE, Moderation
from labapp.domain.values import Op, Phone, Verdict
from labapp.i18n import labels
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk
from labapp.services import moderating
from labapp.store.idea import Idea, idea_by_number
from labapp.store.lab import Lab, lab_by_id
from labapp.store.participant import participant_by_key
from labapp.store.report import reported_by
from labapp.web import forms, mine
from labapp.web.desk import act
from labapp.web.errors import status_of, wants_json
from labapp.web.forms import OpForm
from labapp.web.pages import choose_language, render
from labapp.web.verdicts import answer
from labapp.web.views import LabView

door = Blueprint("reports", __name__)


class ModerationForm(OpForm):
    when: Moderation


@door.get("/l/<code>/ideas/<id:number>")
def idea_page(code: str, number: int) -> str:
    lab, phone = entry.phone(code)
    choose_language(lab.language)
    return _show(lab, phone, _readable(lab, number))


def _readable(lab: Lab, number: int) -> Idea:
    """An idea that this room may read now, by its number. Raises `NotFound`."""
    idea = idea_by_number(lab.id, number)
    if idea is None or idea.status not in READABLE or not LabView(lab).others_shown:
        raise NotFound
    return idea


def _show(lab: Lab, phone: Phone, idea: Idea, **context: object) -> str:
    who = participant_by_key(lab.id, phone.participant)
    reported = who is not None and reported_by(idea.id, who.id)
    own = mine.of(lab, phone)
    shown = {"lab": lab, "view": own.view, "idea": idea, "mine": own, "reported": reported}
    return render("participant/idea.html", **shown, **context)


@door.post("/l/<code>/ideas/<id:number>/report")
def report(code: str, number: int) -> AnyResponse:
    """Say that somebody should look at an idea; once is enough."""
    lab, phone = entry.phone(code)
    idea = _readable(lab, number)
    back, lab_id, idea_id = f"/l/{lab.code}/ideas/{number}", lab.id, idea.id
    try:
        op = forms.read(OpForm).op(report=idea_id)
        return answer(moderating.report_idea(lab_id, phone, op, idea_id), back)
    except LabError as refusal:
        if wants_json():
            raise
        now = lab_by_id(lab_id)  # as it is now: the write let go of what was read before it
        if now is None:
            raise NotFound from refusal
        choose_language(now.language)
        words = labels.refusal(refusal.code, refusal.facts)
        page = _show(now, phone, _readable(now, number), error=words)
        return Response(page, status_of(refusal))


@door.post("/labs/<code>/ideas/<id:idea_id>/keeping")
def keep(code: str, idea_id: int) -> AnyResponse:
    """What was reported has been looked at, and stays."""

    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return moderating.keep_idea(at.lab.id, at.account.id, op, idea_id)

    return act(code, OpForm, do)


@door.post("/labs/<code>/moderation")
def moderate(code: str) -> AnyResponse:
    """Read ideas `before` or `after` they are shown, from now on."""
    return act(code, ModerationForm, _moderate)


def _moderate(at: Desk, op: Op, sent: ModerationForm) -> Verdict[News]:
    return moderating.set_moderation(at.lab.id, at.account.id, op, sent.when)
