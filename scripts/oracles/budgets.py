"""pabutools: Equal Shares and greedy for choices with costs, approval ballots and points."""

from random import Random

from pabutools.election import (
    ApprovalBallot,
    ApprovalProfile,
    CardinalBallot,
    CardinalProfile,
    Instance,
    Project,
)
from pabutools.election.satisfaction import (
    Additive_Cardinal_Sat,
    AdditiveSatisfaction,
    Cardinality_Sat,
    Cost_Sat,
)
from pabutools.fractions import frac
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

from scripts.oracles import draw

CASES = 300
STEPS_A_SHARE = (4, 10)
CHEAPER_THEN_OFFERED = TieBreakingRule(lambda _instance, _profile, p: (p.cost, p.name))


class PointsTimesCost(AdditiveSatisfaction):
    """What Cost_Sat is for approval: each point is worth the cost of the project."""

    def __init__(self, instance: Instance, profile: CardinalProfile, ballot: object) -> None:
        super().__init__(
            instance, profile, ballot, lambda _i, _p, marks, project, _known: worth(marks, project)
        )


def worth(marks: CardinalBallot, project: Project) -> int:
    return marks.get(project, 0) * project.cost


def cases() -> list[dict]:
    rng = Random(2020)
    return [one(rng, most) for most in (1, 5) for _ in range(CASES // 2)]


def one(rng: Random, most: int) -> dict:
    choices, voters = rng.randint(3, 10), rng.randint(3, 30)
    costs = [rng.choice((1, 2, 3, 5, 10)) * rng.choice((1, 1, 7)) for _ in range(choices)]
    budget = rng.randint(max(costs), sum(costs))
    ballots = draw.marks(rng, voters, choices, most)
    step = (budget, voters * rng.choice(STEPS_A_SHARE))
    return {
        "ballots": ballots,
        "costs": costs,
        "budget": budget,
        "step": step,
        **answers(ballots, costs, budget, step),
    }


def answers(ballots: list[str], costs: list[int], budget: int, step: tuple[int, int]) -> dict:
    projects = [Project(f"{place:02}", cost) for place, cost in enumerate(costs)]
    instance = Instance(projects, budget_limit=budget)
    profile, count, cost = asked(instance, projects, ballots)
    found = {}
    for name, measure in (("count", count), ("cost", cost)):
        found[name] = numbers(method_of_equal_shares(instance, profile, measure))
        found[f"{name}_raised"] = numbers(
            method_of_equal_shares(instance, profile, measure, voter_budget_increment=frac(*step))
        )
    by_support = greedy_utilitarian_welfare(
        instance, profile, cost, tie_breaking=CHEAPER_THEN_OFFERED
    )
    return {**found, "greedy": numbers(by_support)}


def asked(instance: Instance, projects: list[Project], ballots: list[str]) -> tuple:
    """The profile, and how satisfaction is measured by count and by cost."""
    if set("".join(ballots)) <= {"0", "1"}:
        approvals = [ApprovalBallot(projects[c] for c in draw.approved(b)) for b in ballots]
        return ApprovalProfile(approvals, instance=instance), Cardinality_Sat, Cost_Sat
    points = [CardinalBallot({projects[c]: int(b[c]) for c in draw.approved(b)}) for b in ballots]
    return CardinalProfile(points, instance=instance), Additive_Cardinal_Sat, PointsTimesCost


def numbers(allocation: list[Project]) -> list[int]:
    return [int(project.name) for project in allocation]
