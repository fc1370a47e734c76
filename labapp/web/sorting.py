"""What the desk does with several ideas at once: into a theme, together, and apart again."""

from typing import Annotated

from flask import Blueprint, jsonify
from pydantic import BeforeValidator, Field
from werkzeug.wrappers import Response

from labapp.domain.errors import BadInput
from labapp.domain.values import Op, Verdict
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk
from labapp.services import merging, similar, themes
from labapp.web.desk import act
from labapp.web.forms import MaybeNumber, OpForm, WholeNumber

door = Blueprint("sorting", __name__, url_prefix="/labs/<code>")
MOST = 1000  # ideas in one go


def _read_ids(value: object) -> object:
    """A list as JSON has it, or the ids as a plain form has them: with commas between."""
    return [part for part in value.split(",") if part] if isinstance(value, str) else value


Ids = Annotated[list[WholeNumber], BeforeValidator(_read_ids), Field(max_length=MOST)]


class PutForm(OpForm):
    ideas: Ids
    theme: MaybeNumber = None


class MergeForm(OpForm):
    into: WholeNumber
    ideas: Ids


class SplitForm(OpForm):
    ideas: Ids = Field(default_factory=list)
    merge: MaybeNumber = None


@door.post("/ideas/theme")
def put(code: str) -> Response:
    """Put several ideas into a theme; an empty `theme` takes them out."""
    return act(code, PutForm, _put)


def _put(at: Desk, op: Op, sent: PutForm) -> Verdict[News]:
    return themes.put_all_in_theme(at.lab.id, at.account.id, op, sent.ideas, sent.theme)


@door.post("/merges")
def merge(code: str) -> Response:
    """Put ideas under the one that is kept."""
    return act(code, MergeForm, _merge)


def _merge(at: Desk, op: Op, sent: MergeForm) -> Verdict[News]:
    return merging.merge_ideas(at.lab.id, at.account.id, op, sent.into, sent.ideas)


@door.post("/splits")
def split(code: str) -> Response:
    """Undo one `merge`, or take these `ideas` out from under the one that is kept."""
    return act(code, SplitForm, _split)


def _split(at: Desk, op: Op, sent: SplitForm) -> Verdict[News]:
    if sent.merge is not None:
        return merging.undo_merge(at.lab.id, at.account.id, op, sent.merge)
    if not sent.ideas:
        raise BadInput(field="ideas")
    return merging.split_ideas(at.lab.id, at.account.id, op, sent.ideas)


@door.get("/alike")
def alike(code: str) -> Response:
    """Pairs of ideas that read alike, the most alike first: `[[12, 40, 37], …]`.

    Each is two numbers and how many percent; the first `twins` of them may well say the same.
    """
    lab = entry.desk(code).lab
    found = similar.alike_ideas(lab.id)
    return jsonify(
        alike=[[pair.one, pair.other, pair.percent] for pair in found],
        twins=sum(1 for pair in found if pair.twins),
    )
