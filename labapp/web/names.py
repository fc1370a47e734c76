"""Names for themes: a phone proposes one, the desk takes or dismisses it."""

from collections import defaultdict
from collections.abc import Mapping

from flask import Blueprint
from pydantic import Field
from werkzeug.wrappers import Response

from labapp.domain.names import ProposedName, together
from labapp.domain.values import Op, Phone, Verdict
from labapp.live.audience import News
from labapp.security.entry import Desk
from labapp.services import names
from labapp.store.name import names_in
from labapp.web import participant
from labapp.web.desk import act
from labapp.web.forms import OpForm

door = Blueprint("names", __name__)


class NameForm(OpForm):
    name: str = Field("", max_length=8000)


@door.post("/l/<code>/themes/<id:theme_id>/names")
def propose(code: str, theme_id: int) -> Response:
    """Say what a theme could be called; the facilitator alone reads it until it is taken."""

    def do(lab_id: int, phone: Phone, sent: NameForm) -> Verdict[News]:
        return names.propose_name(lab_id, phone, sent.op(theme=theme_id), theme_id, sent.name)

    return participant.act(code, NameForm, do, "#themes", "name")


@door.post("/labs/<code>/names/<id:name_id>/taking")
def take(code: str, name_id: int) -> Response:
    """Call the theme so."""

    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return names.take_name(at.lab.id, at.account.id, op, name_id)

    return act(code, OpForm, do)


@door.post("/labs/<code>/names/<id:name_id>/dismissal")
def dismiss(code: str, name_id: int) -> Response:
    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return names.dismiss_name(at.lab.id, at.account.id, op, name_id)

    return act(code, OpForm, do)


@door.app_template_filter()
def proposed_names(lab_id: int) -> Mapping[int, list[ProposedName]]:
    """What waits for each theme of a lab, by the theme's id: for the desk alone."""
    said = defaultdict(list)
    for each in names_in(lab_id):
        said[each.theme_id].append((each.id, each.name))
    return {theme: together(names) for theme, names in said.items()}
