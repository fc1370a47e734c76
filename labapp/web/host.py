"""The host of a table: writes for those without a phone, notes the talk, asks for help. No account.

Who holds the table's code is its host. A kiosk is the same table as a shared screen: whoever
passes by writes an idea or votes on it, and it remembers nobody.
"""

from collections.abc import Callable
from typing import Literal, TypeVar

from flask import Blueprint, Response, jsonify, redirect, request, session
from pydantic import Field
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import LabError, NotFound
from labapp.domain.ideas import Channel, Draft
from labapp.domain.tables import Wish
from labapp.domain.values import Op, Verdict
from labapp.domain.voting import Ballot, shuffled
from labapp.i18n import labels, locale
from labapp.live.audience import Audience, News
from labapp.security import entry
from labapp.security.entry import Host
from labapp.services import ideas, tables, voting
from labapp.services import kiosk as kiosks
from labapp.store.commitment import commitments_at
from labapp.store.idea import ideas_at
from labapp.store.table import notes_of, people_at
from labapp.web import forms
from labapp.web.errors import status_of, wants_json
from labapp.web.forms import Line, MaybeNumber, OpForm
from labapp.web.pages import choose_language, new_op_id, render
from labapp.web.verdicts import answer
from labapp.web.views import LabView

door = Blueprint("host", __name__, url_prefix="/host/<code>")
Sent = TypeVar("Sent", bound=OpForm)
NEWEST = 12  # ideas of the table, to be read back
OWN = {
    "#proposal": "proposal",
    "#table-promises": "commitments",
    "#table-notes": "notes",
    "#table-ideas": "ideas",
}


class HostIdeaForm(OpForm):
    text: str = Field(max_length=8000)
    lang: str = Field("und", max_length=20, pattern=r"^[A-Za-z0-9-]*$")
    translation: str = Field("", max_length=8000)
    person: MaybeNumber = None
    for_lab: MaybeNumber = None
    channel: Literal[Channel.TABLE_HOST, Channel.PAPER, Channel.KIOSK] = Channel.TABLE_HOST


class HostBallotForm(forms.BallotForm):
    n: forms.WholeNumber = 1
    order: str = Field("", max_length=40)
    person: MaybeNumber = None
    channel: Literal[Channel.TABLE_HOST, Channel.PAPER, Channel.KIOSK] = Channel.TABLE_HOST


class NoteForm(OpForm):
    note: Line


class WishForm(OpForm):
    wish: Wish | Literal[""] = ""


@door.get("")
def view(code: str) -> str:
    at = entry.host(code)
    choose_language(at.lab.language)
    return _show(at)


def _show(at: Host, **context: object) -> str:
    people, audience = people_at(at.table.id), Audience.HOST.value
    return render("host/page.html", people=people, audience=audience, **_own(at), **context)


def _own(at: Host) -> dict[str, object]:
    """What is this table's own."""
    return {
        "lab": at.lab,
        "table": at.table,
        "view": LabView(at.lab),
        "notes": notes_of(at.lab.id, at.table.id),
        "commitments": commitments_at(at.table.id),
        "ideas": ideas_at(at.table.id, NEWEST),
    }


@door.get("/mine")
def mine(code: str) -> Response:
    """What is this table's own, to be laid into the page."""
    at = entry.host(code)
    choose_language(at.lab.language)
    own = _own(at)
    fragments = {where: render(f"host/_{name}.html", **own) for where, name in OWN.items()}
    return jsonify(fragments=fragments)


@door.get("/kiosk")
def kiosk(code: str) -> str:
    """A shared screen: one field or one ballot; it forgets each person, and what they speak."""
    at = entry.host(code)
    if "left" in request.args:
        session.pop("lang", None)
    choose_language(at.lab.language)
    done = {"saved": request.args.get("saved", type=int), "voted": "voted" in request.args}
    return _show_kiosk(at, **done)


def _show_kiosk(at: Host, **context: object) -> str:
    """The choices are in another order for each person, and in the same after a refusal."""
    view, order = LabView(at.lab), request.form.get("order") or new_op_id()
    offers = {offer.id: offer for offer in view.offers}
    return render(
        "host/kiosk.html",
        lab=at.lab,
        table=at.table,
        view=view,
        audience=Audience.HOST.value,
        order=order,
        offers=[offers[choice] for choice in shuffled(offers, order.encode())],
        marks=forms.plain_marks(request.form),
        **context,
    )


@door.post("/ideas")
def idea(code: str) -> AnyResponse:
    """Write down an idea for somebody at the table, or take one from the shared screen."""
    return act(code, HostIdeaForm, _idea)


def _idea(at: Host, op: Op, sent: HostIdeaForm) -> Verdict[News]:
    draft = Draft(sent.text, lang=sent.lang, translation=sent.translation, for_lab=sent.for_lab)
    verdict = ideas.enter_idea(at.lab.id, at.helper, op, draft, (sent.person, sent.channel))
    if sent.channel is Channel.KIOSK:
        session.pop("lang", None)
    return verdict


@door.post("/ballots")
def ballot(code: str) -> AnyResponse:
    """Enter a ballot for somebody at the table, in place of an earlier one of the same person."""
    return act(code, HostBallotForm, _ballot)


def _ballot(at: Host, op: Op, sent: HostBallotForm) -> Verdict[News]:
    entered = Ballot(round=sent.round, n=sent.n, marks=sent.marks)
    if sent.channel is Channel.KIOSK and sent.person is None:
        verdict = kiosks.cast_at_kiosk(at.lab.id, at.helper, op, entered)
        session.pop("lang", None)
        return verdict
    return voting.enter_ballot(at.lab.id, at.helper, op, entered, (sent.person, sent.channel))


@door.post("/notes")
def note(code: str) -> AnyResponse:
    return act(code, NoteForm, _note)


def _note(at: Host, op: Op, sent: NoteForm) -> Verdict[News]:
    return tables.note(at.lab.id, at.helper, op, sent.note)


@door.post("/wish")
def wish(code: str) -> AnyResponse:
    """Ask the facilitator for help or time; an empty `wish` takes it back."""
    return act(code, WishForm, _wish)


def _wish(at: Host, op: Op, sent: WishForm) -> Verdict[News]:
    return tables.ask(at.lab.id, at.helper, op, at.table.id, sent.wish or None)


@door.post("/language")
def language(code: str) -> AnyResponse:
    at = entry.host(code)
    chosen = request.form.get("lang", "")
    if chosen not in locale.LANGUAGES:
        raise NotFound
    session["lang"] = chosen
    where = "/kiosk" if "kiosk" in request.args else ""
    return redirect(f"/host/{at.table.code}{where}", code=303)


def act(
    code: str, form: type[Sent], do: Callable[[Host, Op, Sent], Verdict[News]], **shown: object
) -> AnyResponse:
    """Read, call, answer; a refusal comes back as the page, with what was written and `shown`."""
    at = entry.host(code)
    try:
        sent = forms.read(form)
        verdict = do(at, sent.op(path=request.path), sent)
    except LabError as refusal:
        if wants_json():
            raise
        return _refused(code, refusal, **shown)
    return answer(verdict, _back(verdict))


def _at_kiosk() -> bool:
    return request.form.get("channel") == Channel.KIOSK.value


def _back(verdict: Verdict[News]) -> str:
    here = "/".join(request.path.split("/")[:3])
    if not _at_kiosk():
        return f"{here}?saved=1"
    made = verdict.facts.get("idea")
    return f"{here}/kiosk?" + (f"saved={made['number']}" if isinstance(made, dict) else "voted=1")


def _refused(code: str, refusal: LabError, **shown: object) -> AnyResponse:
    now = entry.host(code)  # as it is now: the write let go of what was read before it
    choose_language(now.lab.language)
    words = labels.refusal(refusal.code, refusal.facts)
    show = _show_kiosk if _at_kiosk() else _show
    return Response(show(now, error=words, kept=request.form, **shown), status_of(refusal))
