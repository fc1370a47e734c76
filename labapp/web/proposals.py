"""Proposals: a phone or a host writes its table's, the facilitator any; everybody reads them."""

from typing import Annotated, Any

from flask import Blueprint
from pydantic import Field
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.mandate import MOST_GOALS
from labapp.domain.proposals import Content, CostLevel, Size, Start, numbers
from labapp.domain.values import Op, Phone, Verdict
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk, Host
from labapp.services import proposals
from labapp.services.proposals import Writing
from labapp.store.proposal import versions_of
from labapp.web import host, participant
from labapp.web.desk import Page
from labapp.web.forms import Line, MaybeNumber, OpForm, Optional, ReasonForm, WholeNumber

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
    cost_level: Annotated[CostLevel | None, Optional] = None
    size: Annotated[Size | None, Optional] = None
    goals: Annotated[tuple[Line, ...], Field(max_length=2 * MOST_GOALS)] = ()
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


@door.post("/l/<code>/proposals")
def by_phone(code: str) -> AnyResponse:
    return participant.act(code, ProposalForm, _by_phone, "#proposal", "proposal")


def _by_phone(lab_id: int, phone: Phone, sent: ProposalForm) -> Verdict[News]:
    return proposals.write_proposal(lab_id, phone, sent.op(), sent.writing())


@door.post("/host/<code>/proposals")
def by_host(code: str) -> AnyResponse:
    return host.act(code, ProposalForm, _by_host)


def _by_host(at: Host, op: Op, sent: ProposalForm) -> Verdict[News]:
    return proposals.write_proposal(at.lab.id, at.helper, op, sent.writing())


PAGE = Page("proposals", lambda _at: {"versions_of": versions_of})


@door.get("/labs/<code>/proposals")
def page(code: str) -> str:
    return PAGE.show(entry.desk(code))


@door.post("/labs/<code>/proposals")
def by_desk(code: str) -> AnyResponse:
    return PAGE.act(code, ProposalForm, _by_desk)


def _by_desk(at: Desk, op: Op, sent: ProposalForm) -> Verdict[News]:
    return proposals.write_proposal(at.lab.id, at.helper, op, sent.writing())


@door.post("/labs/<code>/proposals/<id:number>/hiding")
def hide(code: str, number: int) -> AnyResponse:
    """Take a proposal from every screen, for a reason; without one it is shown again."""

    def do(at: Desk, op: Op, sent: ReasonForm) -> Verdict[News]:
        return proposals.hide_proposal(at.lab.id, at.account.id, op, number, sent.reason)

    return PAGE.act(code, ReasonForm, do)


@door.app_template_filter()
def is_of(kept: ImmutableMultiDict[str, str] | None, number: int | None) -> bool:
    """Whether what was sent back is of this proposal; None: of a new one."""
    return kept is not None and "title" in kept and kept.get("number", "") == str(number or "")
