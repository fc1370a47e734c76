"""The facilitator's room: the list of labs, opening and editing one, and the desk itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import LabError
from labapp.domain.pace import Stand, behind
from labapp.domain.values import Op, Verdict
from labapp.i18n import labels
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk
from labapp.services import labs, pretending
from labapp.store.idea import count_writers
from labapp.store.leader import labs_led_by
from labapp.store.participant import proxies_of
from labapp.web import forms, galleryform, labform, processes
from labapp.web.errors import status_of, wants_json
from labapp.web.pages import choose_language, render
from labapp.web.qr import base_url, host
from labapp.web.verdicts import answer
from labapp.web.views import LabView

door = Blueprint("desk", __name__, url_prefix="/labs")
Sent = TypeVar("Sent", bound=forms.OpForm)
Do = Callable[[Desk, Op, Sent], Verdict[News]]


@door.get("")
def own_labs() -> str:
    own = labs_led_by(entry.facilitator().id)
    return render("desk/labs.html", here="labs", views=[LabView(lab) for lab in own])


@door.get("/new")
def new_page() -> str:
    """An empty form; `?process=<key>` fills in how the lab is held."""
    account = entry.facilitator()
    form, key = labform.empty(), request.args.get("process", "")
    if key:
        form = {**form, **labform.by(processes.chosen(account, key))}
    return labform.page(form, processes=processes.offered(account))


@door.post("/new")
def new() -> AnyResponse:
    account = entry.facilitator()
    try:
        sent = labform.read()
        plan = replace(sent.plan(), gallery_of=galleryform.chosen(account, sent.gallery))
        verdict = labs.open_lab(account.id, sent.op(), plan, _earlier(sent))
    except LabError as refusal:
        return labform.again(refusal, None, processes=processes.offered(entry.facilitator()))
    return answer(verdict, _opened(verdict))


def _opened(verdict: Verdict[News]) -> str:
    return f"/labs/{verdict.facts['code']}"


def _earlier(sent: labform.LabForm) -> int | None:
    """The lab that the new one continues; to anybody but its facilitator it is not there."""
    return entry.desk(sent.continues).lab.id if sent.continues else None


@door.get("/<code>")
def desk(code: str) -> str:
    return show(entry.desk(code))


def show(at: Desk, **context: object) -> str:
    """The desk; `error` and `kept` are what a refusal gives back."""
    choose_language()
    return render(
        "desk/page.html",
        lab=at.lab,
        view=LabView(at.lab),
        proxies=proxies_of(at.lab.id),
        host=host(),
        base_url=base_url(),
        pretenders=pretending.PEOPLE,
        **context,
    )


@door.get("/<code>/edit")
def edit_page(code: str) -> str:
    lab = entry.desk(code).lab
    return labform.page(labform.of(labs.plan_of(lab)), lab)


@door.post("/<code>/edit")
def edit(code: str) -> AnyResponse:
    at = entry.desk(code)
    try:
        sent = labform.read()
        shown = galleryform.chosen(at.account, sent.gallery, at.lab)
        plan = replace(sent.plan(at.lab), gallery_of=shown)
        verdict = labs.edit_lab(at.lab.id, at.account.id, sent.op(), plan)
    except LabError as refusal:
        return labform.again(refusal, entry.desk(code).lab)
    return answer(verdict, f"/labs/{code}")


@door.get("/<code>/copy")
def copy_page(code: str) -> str:
    """A new lab, filled in like this one; when it is held and answered is the new lab's own."""
    at = entry.desk(code)
    form = labform.copied(labs.plan_of(at.lab))
    return labform.page(form, processes=processes.offered(at.account))


@door.get("/<code>/continuation")
def continue_page(code: str) -> str:
    """The next meeting: a new lab, filled in like this one, that begins with what it came to."""
    at = entry.desk(code)
    form = {**labform.copied(labs.plan_of(at.lab)), "continues": at.lab.code}
    earlier = LabView(at.lab)
    return labform.page(form, processes=processes.offered(at.account), earlier=earlier)


@door.app_template_filter()
def pace(view: LabView) -> int | None:
    """How many seconds after the plan the present step ends; None where nobody can know."""
    lab = view.lab
    if view.closed or lab.phase is None or lab.opened_at is None or lab.phase_started_at is None:
        return None
    stand = Stand(
        at=view.step_number - 1,
        began=lab.opened_at,
        started=lab.phase_started_at,
        ends=lab.phase_ends_at,
        paused=lab.paused_at,
    )
    late = behind([phase.minutes for phase in lab.phases], stand, view.now)
    return None if late is None else int(late.total_seconds())


@door.app_template_filter()
def writers(view: LabView) -> int:
    """How many people have written in the present step: their number, and not who."""
    return count_writers(view.lab.id, view.phase.id) if view.phase else 0


@door.post("/<code>/rehearsal")
def rehearse(code: str) -> AnyResponse:
    """A copy of the lab with pretend phones in it, to walk through."""
    return act(code, forms.OpForm, _rehearse, _opened)


def _rehearse(at: Desk, op: Op, _sent: forms.OpForm) -> Verdict[News]:
    return pretending.open_rehearsal(at.account.id, op, at.lab.id)


@door.post("/<code>/wiping")
def wipe(code: str) -> AnyResponse:
    """Take a rehearsal away, with all that is in it."""
    return act(code, forms.OpForm, _wipe, "/labs")


def _wipe(at: Desk, op: Op, _sent: forms.OpForm) -> Verdict[News]:
    return pretending.wipe_rehearsal(at.lab.id, at.account.id, op)


@door.post("/<code>/deletion")
def delete(code: str) -> AnyResponse:
    return act(code, forms.OpForm, _delete, "/labs")


def _delete(at: Desk, op: Op, _sent: forms.OpForm) -> Verdict[News]:
    return labs.delete_lab(at.lab.id, at.account.id, op)


def act(
    code: str,
    form: type[Sent],
    do: Do[Sent],
    back: Callable[[Verdict[News]], str] | str = "",
    page: Callable[..., str] = show,
) -> AnyResponse:
    """What every action at the desk does: read, call, answer; a refusal comes back as its page."""
    at = entry.desk(code)
    try:
        sent = forms.read(form)
        verdict = do(at, sent.op(path=request.path), sent)
    except LabError as refusal:
        if wants_json():
            raise
        words = labels.refusal(refusal.code, refusal.facts)
        now = entry.desk(code)  # as it is now: the write let go of what was read before it
        return Response(page(now, error=words, kept=request.form), status_of(refusal))
    return answer(verdict, back(verdict) if callable(back) else back or f"/labs/{code}")


@dataclass(frozen=True)
class Page:
    """A page of a lab besides the desk itself: `name` is that of its address and of its template.

    `shows` is what it needs besides the lab. What is refused there comes back as this page.
    """

    name: str
    shows: Callable[[Desk], Mapping[str, object]]

    def show(self, at: Desk, **context: object) -> str:
        choose_language()
        lab = {"here": "labs", "lab": at.lab, "view": LabView(at.lab)}
        return render(f"desk/{self.name}.html", **lab, **self.shows(at), **context)

    def act(self, code: str, form: type[Sent], do: Do[Sent]) -> AnyResponse:
        return act(code, form, do, f"/labs/{code}/{self.name}", self.show)
