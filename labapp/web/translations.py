"""Writing an idea in the room's language: at the desk, and by a host for the ideas of her table."""

from functools import partial

from flask import Blueprint
from pydantic import Field
from werkzeug.wrappers import Response

from labapp.domain.values import Op, Verdict
from labapp.live.audience import News
from labapp.security.entry import Desk, Host
from labapp.services import translations
from labapp.services.translations import Written
from labapp.web import board, desk, host
from labapp.web.forms import OpForm

door = Blueprint("translations", __name__)


class TranslationForm(OpForm):
    """`lang` is the language of the original."""

    translation: str = Field(max_length=8000)
    lang: str = Field("und", max_length=20, pattern=r"^[A-Za-z0-9-]*$")

    @property
    def written(self) -> Written:
        return Written(self.translation, self.lang or "und")


@door.post("/labs/<code>/ideas/<id:idea_id>/translation")
def at_desk(code: str, idea_id: int) -> Response:
    """Put a translation beside an idea, in place of an earlier one."""

    def do(at: Desk, op: Op, sent: TranslationForm) -> Verdict[News]:
        return translations.translate(at.lab.id, at.helper, op, idea_id, sent.written)

    return desk.act(code, TranslationForm, do, page=partial(_page, idea_id))


@door.post("/labs/<code>/ideas/<id:idea_id>/translation/removal")
def remove_at_desk(code: str, idea_id: int) -> Response:
    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return translations.remove_translation(at.lab.id, at.helper, op, idea_id)

    return desk.act(code, OpForm, do, page=partial(_page, idea_id))


def _page(idea_id: int, at: Desk, **context: object) -> str:
    """What is refused comes back as the page of the idea."""
    return board.show_idea(at, idea_id, **context)


@door.post("/host/<code>/ideas/<id:idea_id>/translation")
def at_table(code: str, idea_id: int) -> Response:
    """As at the desk, for an idea of this table."""

    def do(at: Host, op: Op, sent: TranslationForm) -> Verdict[News]:
        return translations.translate(at.lab.id, at.helper, op, idea_id, sent.written)

    return host.act(code, TranslationForm, do, translating=idea_id)


@door.post("/host/<code>/ideas/<id:idea_id>/translation/removal")
def remove_at_table(code: str, idea_id: int) -> Response:
    def do(at: Host, op: Op, _sent: OpForm) -> Verdict[News]:
        return translations.remove_translation(at.lab.id, at.helper, op, idea_id)

    return host.act(code, OpForm, do)
