"""The ways to vote, as data: what one person has, and which marks one choice can be given.

One engine reads them all, so that a ballot is a ballot whatever the rule: choice to mark. A mark is
a whole number: dots or points, a score, a place, or a stance.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from labapp.domain.errors import NumberOutOfRange

PASS = 0  # abstains, or “I do not know”: answered, and neither for nor against
AGREE, DISAGREE = 1, -1
GOOD = 4  # a score from here on speaks for the choice


class Method(StrEnum):
    """How one votes; each value is in the protocol."""

    SUPPORT = "support"  # a thumb for as many as one likes (approval voting)
    SINGLE = "single"
    DOTS = "dots"
    SPREAD = "spread"  # a handful of votes, spread as one likes (cumulative voting)
    POINTS = "points"  # a hundred points
    SCORE = "score"  # 1 to 5 for each
    STANCE = "stance"  # agree, disagree or pass, one at a time
    RANKING = "ranking"  # the first few in order
    BUDGET = "budget"  # what fits within a sum (knapsack voting: Goel et al., EC 2015)


@dataclass(frozen=True)
class Rule:
    """A rule of a vote.

    `points` is what one person has in all: dots, points, places to fill or kronor; 0 without a
    bound. `max_per_choice` is the highest mark of one choice.
    """

    points: int = 3
    max_per_choice: int = 1
    method: Method = Method.DOTS

    @property
    def marks(self) -> range:
        """What one choice can be given; no mark at all is always allowed."""
        return range(_LOWEST.get(self.method, 1), self.max_per_choice + 1)

    @property
    def adds_up(self) -> bool:
        """Whether marks are points: those of everybody, added, are what the choice got."""
        return self.method in ADDED

    @property
    def many(self) -> bool:
        """Whether a choice can get more points from one person than one."""
        return self.adds_up and self.max_per_choice > 1


ADDED = frozenset(Method) - {Method.SCORE, Method.STANCE, Method.RANKING}
ASKED_EACH = frozenset({Method.SCORE, Method.STANCE})  # about every choice, one answer
_LOWEST = {Method.SCORE: PASS, Method.STANCE: DISAGREE}

USUAL = {
    Method.SUPPORT: Rule(0, 1, Method.SUPPORT),
    Method.SINGLE: Rule(1, 1, Method.SINGLE),
    Method.DOTS: Rule(3, 1, Method.DOTS),
    Method.SPREAD: Rule(5, 5, Method.SPREAD),
    Method.POINTS: Rule(100, 100, Method.POINTS),
    Method.SCORE: Rule(0, 5, Method.SCORE),
    Method.STANCE: Rule(0, 1, Method.STANCE),
    Method.RANKING: Rule(3, 3, Method.RANKING),
    Method.BUDGET: Rule(100_000, 1, Method.BUDGET),
}
DOTS, MAX_PER_CHOICE = range(1, 21), range(1, 11)
POINTS = {
    Method.DOTS: DOTS,
    Method.SPREAD: MAX_PER_CHOICE,
    Method.RANKING: range(2, 11),
    Method.BUDGET: range(1000, 1_000_000_001),
}
"""How much one person may have, where the facilitator says it."""


def fitted(method: Method, points: int, max_per_choice: int) -> Rule:
    """The rule of this method with what was said of it; what it does not ask for is as usual."""
    if method not in POINTS:
        return USUAL[method]
    most = {Method.DOTS: max_per_choice, Method.BUDGET: 1}.get(method, points)
    return Rule(points, most, method)


def check_rule(rule: Rule) -> None:
    """Raise `NumberOutOfRange` for a rule that nobody could follow."""
    allowed = POINTS.get(rule.method)
    if allowed is not None and rule.points not in allowed:
        raise NumberOutOfRange(field="points", least=allowed.start, most=allowed.stop - 1)
    if rule.method is Method.DOTS:
        most = min(rule.points, MAX_PER_CHOICE.stop - 1)
        if not MAX_PER_CHOICE.start <= rule.max_per_choice <= most:
            raise NumberOutOfRange(field="max_per_choice", least=MAX_PER_CHOICE.start, most=most)


def spent(rule: Rule, marks: Mapping[int, int], costs: Mapping[int, int]) -> int:
    """How much of what one person has these marks take: places, kronor, or points."""
    if rule.method is Method.RANKING:
        return len(marks)
    if rule.method is Method.BUDGET:
        return sum(costs.get(choice, 0) for choice in marks)
    return sum(marks.values())


def left(rule: Rule, marks: Mapping[int, int], costs: Mapping[int, int]) -> int | None:
    """What this person has still to give; None where there is no bound."""
    return max(0, rule.points - spent(rule, marks, costs)) if rule.points else None


def worth(rule: Rule, mark: int) -> int:
    """What a mark adds to the points of its choice.

    A place of a ranking of the first k is worth k for the first down to 1 for the last, and what is
    not ranked gets nothing (Borda's count for truncated ballots, in the form that takes what is
    left out for last).
    """
    return rule.points + 1 - mark if rule.method is Method.RANKING else mark


def liked(rule: Rule, order: Sequence[int], costs: Mapping[int, int]) -> dict[int, int]:
    """The ballot of somebody who likes these choices, best first: what a pretend phone sends."""
    if rule.method in {Method.SCORE, Method.RANKING}:
        best, step = (rule.max_per_choice, -1) if rule.method is Method.SCORE else (1, 1)
        return dict(zip(order, range(best, best + step * rule.max_per_choice, step), strict=False))
    if rule.method is Method.BUDGET:
        bought: dict[int, int] = {}
        for choice in order:
            if spent(rule, {**bought, choice: 1}, costs) <= rule.points:
                bought[choice] = 1
        return bought
    return dict.fromkeys(order[: rule.points or None], 1)


def is_for(rule: Rule, mark: int) -> bool:
    """Whether a mark speaks for its choice."""
    if rule.method is Method.STANCE:
        return mark == AGREE
    return mark >= GOOD if rule.method is Method.SCORE else mark > PASS
