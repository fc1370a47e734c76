"""Where an idea belongs: a phone says it on the idea's page, the desk moves it or lets it be."""

from collections import defaultdict
from collections.abc import Mapping

from flask import Blueprint
from werkzeug.wrappers import Response

from labapp.domain.placing import Belongs, most_said
from labapp.domain.values import Op, Phone, Verdict
from labapp.live.audience import News
from labapp.security.entry import Desk
from labapp.services import placing
from labapp.store.placing import placements_in
from labapp.web import participant
from labapp.web.desk import act
from labapp.web.forms import OpForm, WholeNumber

door = Blueprint("placing", __name__)


class PlaceForm(OpForm):
    theme: WholeNumber


@door.post("/l/<code>/ideas/<id:idea_id>/theme")
def say(code: str, idea_id: int) -> Response:
    """Say in which theme an idea belongs; the facilitator alone reads it."""

    def do(lab_id: int, phone: Phone, sent: PlaceForm) -> Verdict[News]:
        return placing.say_place(lab_id, phone, sent.op(idea=idea_id), idea_id, sent.theme)

    return participant.act(code, PlaceForm, do, "#themes", "theme")


@door.post("/labs/<code>/ideas/<id:idea_id>/places/dismissal")
def dismiss(code: str, idea_id: int) -> Response:
    """Let the idea be where it is."""

    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return placing.dismiss_places(at.lab.id, at.account.id, op, idea_id)

    return act(code, OpForm, do)


@door.app_template_filter()
def said_places(lab_id: int) -> Mapping[int, list[Belongs]]:
    """Where the ideas of a lab are said to belong, by the idea's id: for the desk alone."""
    said = defaultdict(list)
    for idea, belongs in placements_in(lab_id):
        said[idea].append(belongs)
    return {idea: most_said(each) for idea, each in said.items()}
