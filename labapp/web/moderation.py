"""Masking at the desk, and the log of what was moderated."""

from functools import partial

from flask import Blueprint, Response
from pydantic import Field
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import NotFound
from labapp.domain.ideas import check_reason
from labapp.domain.masking import CAN_BE_MASKED, Mask, Word, words_of
from labapp.domain.values import Op, Verdict
from labapp.exports import moderation_csv
from labapp.i18n import locale
from labapp.i18n.moderating import deed, doer, thing
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk
from labapp.services import masking
from labapp.services.moderation_log import moderation_log
from labapp.store.account import account_by_id
from labapp.store.idea import Idea, idea_in
from labapp.web.desk import Page, act
from labapp.web.forms import OpForm, ReasonForm, WholeNumber
from labapp.web.pages import choose_language, render
from labapp.web.sorting import Ids
from labapp.web.views import LabView

door = Blueprint("moderation", __name__, url_prefix="/labs/<code>")


class MaskForm(ReasonForm):
    """`words` are the places of those that are masked in this `version` of the idea."""

    words: Ids = Field(default_factory=list)
    version: WholeNumber


@door.get("/ideas/<id:idea_id>/mask")
def mask_page(code: str, idea_id: int) -> str:
    """The words of an idea, to tick those that are masked; what looks personal is ticked."""
    return _show(entry.desk(code), idea_id)


def _show(at: Desk, idea_id: int, **context: object) -> str:
    choose_language()
    idea = idea_in(at.lab.id, idea_id)
    if idea is None or idea.status not in CAN_BE_MASKED:
        raise NotFound
    return render(
        "desk/mask.html",
        lab=at.lab,
        view=LabView(at.lab),
        idea=idea,
        words=_words(idea),
        by=account_by_id(idea.masked_by) if idea.masked_by else None,
        **context,
    )


def _words(idea: Idea) -> list[tuple[Word, bool]]:
    """Each word, and whether it is ticked: as it is masked, or as is proposed."""
    masked = {int(place) for place in idea.masked_words.split(",") if place}
    return [(word, word.place in masked if masked else word.hinted) for word in words_of(idea.text)]


@door.post("/ideas/<id:idea_id>/mask")
def mask(code: str, idea_id: int) -> AnyResponse:
    """Mask these words for all but the desk, in place of any mask before."""

    def do(at: Desk, op: Op, sent: MaskForm) -> Verdict[News]:
        wanted = Mask(frozenset(sent.words), sent.version, check_reason(sent.reason))
        return masking.mask_idea(at.lab.id, at.account.id, op, idea_id, wanted)

    return act(code, MaskForm, do, page=partial(_again, idea_id))


def _again(idea_id: int, at: Desk, **context: object) -> str:
    return _show(at, idea_id, **context)


@door.post("/ideas/<id:idea_id>/unmasking")
def unmask(code: str, idea_id: int) -> AnyResponse:
    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return masking.unmask_idea(at.lab.id, at.account.id, op, idea_id)

    return act(code, OpForm, do)


def _lines(at: Desk) -> dict[str, object]:
    return {"lines": moderation_log(at.lab.id)[::-1], "deed": deed, "doer": doer, "thing": thing}


LOG = Page("moderation", _lines)


@door.get("/moderation")
def log(code: str) -> str:
    """What was moderated, the latest first."""
    return LOG.show(entry.desk(code))


@door.get("/moderation.csv")
def log_file(code: str) -> Response:
    lab = entry.desk(code).lab
    choose_language(lab.language)
    words = locale.words(locale.language().tag)
    body = moderation_csv.render(moderation_log(lab.id), words)
    answer = Response(body, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{lab.slug}-moderation.csv"'
    return answer
