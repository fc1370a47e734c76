"""Planning a vote: how a step votes, and what each choice costs."""

from labapp.domain import phases as steps
from labapp.domain.errors import NoSuchPhase, NotFound, NumberOutOfRange
from labapp.domain.phases import Activity
from labapp.domain.rules import POINTS, Method, check_rule
from labapp.domain.values import Effect, Op, Verdict
from labapp.domain.vote_errors import VoteBegun
from labapp.domain.voting import Vote, VoteOn
from labapp.live.audience import News
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.services.phases import agenda_changed
from labapp.services.rounds import on_offer
from labapp.services.steps import phase_in
from labapp.store.lab import Lab

COSTS = range(POINTS[Method.BUDGET].stop)  # kronor


def plan_vote(
    lab_id: int, account_id: int, op: Op, phase_id: int, vote: Vote | None
) -> Verdict[News]:
    """Say how a step votes; None: as the lab says.

    Raises `LabClosed`, `NoSuchPhase`, `VoteBegun` while its round is open, and what a rule is
    refused for.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        steps.require_unclosed(lab.status)
        phase = phase_in(lab, phase_id)
        if phase.plan.activity is not Activity.VOTE:
            raise NoSuchPhase(to=str(phase_id))
        if phase.id == lab.phase_id:
            raise VoteBegun
        if vote is not None:
            check_rule(vote.rule)
        phase.vote = vote
        facts: dict[str, object] = {"phase": phase.name, **_said(vote)}
        return agenda_changed(lab, account_id, "vote.planned", facts, now)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def _said(vote: Vote | None) -> dict[str, object]:
    if vote is None:
        return {}
    points, most = vote.rule.points, vote.rule.max_per_choice
    return {"on": vote.on, "method": vote.rule.method, "points": points, "most": most}


def set_costs(
    lab_id: int, account_id: int, op: Op, on: VoteOn, costs: dict[int, int | None]
) -> Verdict[News]:
    """Say what choices cost, in kronor, by the id of the idea, theme or proposal; None: not known.

    What a round has begun with stands. Raises `NotFound` for what cannot be voted on here, and
    `NumberOutOfRange`.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        steps.require_unclosed(lab.status)
        offered = {each.id: each for each in on_offer(lab, on)}
        if costs.keys() - offered.keys():
            raise NotFound
        for which, cost in costs.items():
            if cost is not None and cost not in COSTS:
                raise NumberOutOfRange(field="cost", least=0, most=COSTS.stop - 1)
            offered[which].cost = cost
        facts: dict[str, object] = {"on": on, "costs": {str(i): c for i, c in costs.items()}}
        return agenda_changed(lab, account_id, "costs.set", facts, now)

    return change_lab(lab_id, op, f"u:{account_id}", change)
