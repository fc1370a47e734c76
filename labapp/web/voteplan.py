"""The desk's page of votes: how each step votes, and what the choices cost."""

from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.phases import Activity
from labapp.domain.rules import Method
from labapp.domain.values import Op, Verdict
from labapp.domain.voting import Vote, VoteOn
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk
from labapp.services import votes
from labapp.services.rounds import on_offer
from labapp.store.lab import Lab
from labapp.store.phase import Phase
from labapp.web.desk import Page
from labapp.web.forms import OpForm, WholeNumber
from labapp.web.voteform import VoteFields

door = Blueprint("voteplan", __name__, url_prefix="/labs/<code>/votes")


class VoteForm(VoteFields, OpForm):
    """How the step with this id votes."""

    phase: WholeNumber


class PhaseForm(OpForm):
    phase: WholeNumber


class CostsForm(OpForm):
    """`costs` are kronor by the id of what is voted on; in plain forms fields `cost-<id>`."""

    on: VoteOn
    costs: dict[int, int | None]


def _shows(at: Desk) -> dict[str, object]:
    steps = [phase for phase in at.lab.phases if phase.plan.activity is Activity.VOTE]
    on = _priced(at.lab, steps)
    return {"steps": steps, "priced_on": on, "priced": on_offer(at.lab, on) if on else ()}


def _priced(lab: Lab, steps: list[Phase]) -> VoteOn | None:
    """What must have a cost: what the first vote within a sum is on."""
    planned = [phase.vote or lab.vote for phase in steps] or [lab.vote]
    return next((vote.on for vote in planned if vote.rule.method is Method.BUDGET), None)


PAGE = Page("votes", _shows)


@door.get("")
def page(code: str) -> str:
    return PAGE.show(entry.desk(code))


@door.post("")
def plan(code: str) -> AnyResponse:
    """Have a step vote in a way of its own."""
    return PAGE.act(code, VoteForm, _plan)


def _plan(at: Desk, op: Op, sent: VoteForm) -> Verdict[News]:
    vote = Vote(sent.vote_on, sent.rule())
    return votes.plan_vote(at.lab.id, at.account.id, op, sent.phase, vote)


@door.post("/usual")
def usual(code: str) -> AnyResponse:
    """Have a step vote as the lab says."""
    return PAGE.act(code, PhaseForm, _usual)


def _usual(at: Desk, op: Op, sent: PhaseForm) -> Verdict[News]:
    return votes.plan_vote(at.lab.id, at.account.id, op, sent.phase, None)


@door.post("/costs")
def costs(code: str) -> AnyResponse:
    """Say what the choices cost."""
    return PAGE.act(code, CostsForm, _costs)


def _costs(at: Desk, op: Op, sent: CostsForm) -> Verdict[News]:
    return votes.set_costs(at.lab.id, at.account.id, op, sent.on, sent.costs)
