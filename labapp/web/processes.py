"""Processes: look at them, open a lab by one, keep a lab's, send them out and take them in."""

from dataclasses import dataclass

from flask import Blueprint, Response, request
from pydantic import Field
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import LabError, NotFound
from labapp.domain.processes import Process, process_of
from labapp.i18n import labels
from labapp.security import entry
from labapp.services import labs, processes
from labapp.store.account import Account
from labapp.store.process import process_in, processes_of
from labapp.web import forms, labform
from labapp.web.errors import status_of, wants_json
from labapp.web.forms import OpForm
from labapp.web.pages import render
from labapp.web.verdicts import answer

door = Blueprint("processes", __name__)


@dataclass(frozen=True)
class Offered:
    """A process to choose: `key` is its name in addresses, `kept` its number if it was kept."""

    key: str
    process: Process
    kept: int | None = None
    removable: bool = False


class KeepForm(OpForm):
    name: str = Field(max_length=400)
    about: str = Field("", max_length=4000)


@door.get("/processes")
def shown() -> str:
    return _page(entry.facilitator())


def _page(account: Account, **refused: object) -> str:
    ours, kept = _ours(), _kept(account)
    return render("desk/processes.html", here="processes", ours=ours, kept=kept, **refused)


@door.post("/processes")
def take_in() -> AnyResponse:
    """Keep a process that was exported: here, or in another municipality."""
    account = entry.facilitator()
    try:
        sent = request.files.get("file")
        text = sent.read(processes.LONGEST + 1) if sent else b""
        op = forms.parse(OpForm, {"op_id": request.form.get("op_id", "")}).op(file=text)
        verdict = processes.keep_process(account.id, op, processes.from_json(text))
    except LabError as refusal:
        if wants_json():
            raise
        words = labels.refusal(refusal.code, refusal.facts)
        return Response(_page(entry.facilitator(), error=words), status_of(refusal))
    return answer(verdict, "/processes")


@door.post("/labs/<code>/process")
def keep(code: str) -> AnyResponse:
    """Keep how a lab is held, to hold others in the same way."""
    at = entry.desk(code)
    try:
        sent = forms.read(KeepForm)
        process = process_of(labs.plan_of(at.lab), sent.name, sent.about)
        verdict = processes.keep_process(at.account.id, sent.op(lab=at.lab.id), process)
    except LabError as refusal:
        return _not_kept(code, refusal)
    return answer(verdict, "/processes")


def _not_kept(code: str, refusal: LabError) -> AnyResponse:
    """The lab's form again, with what was written of the template and words beside it."""
    if wants_json():
        raise refusal
    lab = entry.desk(code).lab
    words = labels.refusal(refusal.code, refusal.facts)
    field = "about" if refusal.facts.get("field") == "about" else "name"
    keep = {**request.form, "errors": {field: words}}
    return Response(labform.page(labform.of(labs.plan_of(lab)), lab, keep=keep), status_of(refusal))


@door.post("/processes/<id:number>/deletion")
def remove(number: int) -> AnyResponse:
    account = entry.facilitator()
    op = forms.read(OpForm).op(remove=number)
    return answer(processes.remove_process(account.id, op, number), "/processes")


@door.get("/processes/<key>.json")
def export(key: str) -> Response:
    """A process as a file that can be sent to others, and taken in again."""
    found = chosen(entry.facilitator(), key)
    headers = {"Content-Disposition": f'attachment; filename="{key}.json"'}
    return Response(processes.to_json(found), mimetype="application/json", headers=headers)


@door.post("/labs/new/process")
def use() -> AnyResponse:
    """The form of a new lab as it was filled in, with another process's steps."""
    account = entry.facilitator()
    process = chosen(account, request.form.get("process", ""))
    form = {**labform.as_sent(), **labform.by(process)}
    return Response(labform.page(form, processes=offered(account)))


def offered(account: Account) -> list[Offered]:
    """All that a facilitator can choose: the municipality's own first."""
    return [*_kept(account), *_ours()]


def chosen(account: Account, key: str) -> Process:
    """A process by its key. Raises `NotFound`."""
    name, _, number = key.rpartition("-")
    if name == "kept" and number.isdecimal() and len(number) < len(str(forms.MOST_ID)):
        kept = process_in(account.body_id, int(number))
        found = processes.from_json(kept.content) if kept else None
    else:
        found = processes.our_process(key)
    if found is None:
        raise NotFound
    return found


def _ours() -> list[Offered]:
    return [Offered(one.key, one.process) for one in processes.our_processes()]


def _kept(account: Account) -> list[Offered]:
    return [
        Offered(
            key=f"kept-{one.id}",
            process=processes.from_json(one.content),
            kept=one.id,
            removable=one.created_by == account.id,
        )
        for one in processes_of(account.body_id)
    ]
