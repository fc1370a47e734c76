"""Tables at the desk: how many, what they are called, their hosts' codes, what they ask for."""

from flask import Blueprint, Response
from pydantic import Field
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import NotFound
from labapp.domain.tables import MOST_TABLES
from labapp.domain.values import Op, Verdict
from labapp.i18n import locale
from labapp.i18n.locale import gettext as _
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk
from labapp.services import tables
from labapp.store.table import notes_of, seated, table_in
from labapp.web.desk import Page, act
from labapp.web.forms import Line, OpForm
from labapp.web.qr import as_svg, base_url, host

door = Blueprint("tables", __name__, url_prefix="/labs/<code>/tables")


class CountForm(OpForm):
    tables: int = Field(ge=0, le=1000)


class NameForm(OpForm):
    name: Line


def _shows(at: Desk) -> dict[str, object]:
    lab_id = at.lab.id
    return {"seated": seated(lab_id), "notes": notes_of(lab_id), "host": host()}


PAGE = Page("tables", _shows)


@door.get("")
def page(code: str) -> str:
    return PAGE.show(entry.desk(code))


@door.post("")
def lay(code: str) -> AnyResponse:
    """Have so many tables in the room."""
    return PAGE.act(code, CountForm, _lay)


def _lay(at: Desk, op: Op, sent: CountForm) -> Verdict[News]:
    with locale.speaking(at.lab.language):  # what the room is to read
        named = [_("Table %(number)s", number=place) for place in range(1, MOST_TABLES + 1)]
    return tables.lay_tables(
        at.lab.id, at.account.id, op, sent.tables, lambda place: named[place - 1]
    )


@door.post("/<id:table_id>")
def rename(code: str, table_id: int) -> AnyResponse:
    def do(at: Desk, op: Op, sent: NameForm) -> Verdict[News]:
        return tables.rename_table(at.lab.id, at.account.id, op, table_id, sent.name)

    return PAGE.act(code, NameForm, do)


@door.post("/<id:table_id>/code")
def renew(code: str, table_id: int) -> AnyResponse:
    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return tables.renew_code(at.lab.id, at.account.id, op, table_id)

    return PAGE.act(code, OpForm, do)


@door.post("/<id:table_id>/answered")
def answered(code: str, table_id: int) -> AnyResponse:
    """A table has got what it asked for."""

    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return tables.ask(at.lab.id, at.helper, op, table_id, None)

    return act(code, OpForm, do)


@door.get("/<id:table_id>/qr.svg")
def qr(code: str, table_id: int) -> Response:
    """The host's way in, to scan."""
    table = table_in(entry.desk(code).lab.id, table_id)
    if table is None or table.code is None:
        raise NotFound
    return Response(as_svg(f"{base_url()}/host/{table.code}"), content_type="image/svg+xml")
