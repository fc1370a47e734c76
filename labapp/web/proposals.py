"""Proposals: a phone or a host writes its table's, the facilitator any; everybody reads them."""

from typing import Annotated, Any

from flask import Blueprint
from pydantic import Field
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import LabError
from labapp.domain.proposals import Content, Start, numbers
from labapp.domain.values import Op, Verdict
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk, Host
from labapp.services import proposals
from labapp.services.proposals import Writing
from labapp.store.proposal import versions_of
from labapp.web import forms, host, participant
from labapp.web.desk import act
from labapp.web.forms import Line, MaybeNumber, OpForm, Optional, WholeNumber
from labapp.web.pages import choose_language, render
from labapp.web.views import LabView

door = Blueprint("proposals", __name__)
OURS = ("op_id", "number", "version", "ideas")  # the other fields are what the proposal says


class ProposalForm(OpForm):
    """`number` is empty for a new one; `version` is the one that was read; `ideas`: "12, 40"."""

    title: Line = ""
    what: Line = ""
    why: Line = ""
    for_whom: Line = ""
    first_step: Line = ""
    who: Line = ""
    cost: Line = ""
    risk: Line = ""
    minority: Line = ""
    start: Annotated[Start | None, Optional] = None
    ideas: Annotated[str, Field(max_length=600)] = ""
    trial_where: Line = ""
    trial_time: Line = ""
    trial_measure: Line = ""
    trial_stop: Line = ""
    number: MaybeNumber = None
    version: WholeNumber = 0

    def writing(self) -> Writing:
        said: dict[str, Any] = self.model_dump(exclude=set(OURS))
        content = Content(ideas=numbers(self.ideas), **said)
        return Writing(content, self.number, self.version)


class HideForm(OpForm):
    reason: Annotated[str, Field(max_length=30)] = ""


@door.post("/l/<code>/proposals")
def by_phone(code: str) -> AnyResponse:
    lab, phone = entry.phone(code)
    try:
        sent = forms.read(ProposalForm)
        op = Op(sent.op_id, sent.model_dump(mode="json", exclude={"op_id"}))
        verdict = proposals.write_proposal(lab.id, phone, op, sent.writing())
        return participant.done(code, verdict, "#proposal")
    except LabError as refusal:
        return participant.refused(lab.id, phone, refusal, "proposal")


@door.post("/host/<code>/proposals")
def by_host(code: str) -> AnyResponse:
    return host.act(code, ProposalForm, _by_host)


def _by_host(at: Host, op: Op, sent: ProposalForm) -> Verdict[News]:
    return proposals.write_proposal(at.lab.id, at.helper, op, sent.writing())


@door.get("/labs/<code>/proposals")
def page(code: str) -> str:
    return _show(entry.desk(code))


def _show(at: Desk, **context: object) -> str:
    choose_language()
    return render(
        "desk/proposals.html",
        here="labs",
        lab=at.lab,
        view=LabView(at.lab),
        versions_of=versions_of,
        **context,
    )


@door.post("/labs/<code>/proposals")
def by_desk(code: str) -> AnyResponse:
    return act(code, ProposalForm, _by_desk, f"/labs/{code}/proposals", _show)


def _by_desk(at: Desk, op: Op, sent: ProposalForm) -> Verdict[News]:
    return proposals.write_proposal(at.lab.id, at.helper, op, sent.writing())


@door.post("/labs/<code>/proposals/<id:number>/hiding")
def hide(code: str, number: int) -> AnyResponse:
    """Take a proposal from every screen, for a reason; without one it is shown again."""

    def do(at: Desk, op: Op, sent: HideForm) -> Verdict[News]:
        return proposals.hide_proposal(at.lab.id, at.account.id, op, number, sent.reason)

    return act(code, HideForm, do, f"/labs/{code}/proposals", _show)


@door.app_template_filter()
def is_of(kept: ImmutableMultiDict[str, str] | None, number: int | None) -> bool:
    """Whether what was sent back is of this proposal; None: of a new one."""
    return kept is not None and "title" in kept and kept.get("number", "") == str(number or "")
