"""Choosing several within a sum: equal shares, and what most cities do; and how the two differ.

A ballot is choice to points; points of 0 and below are no support, and a ballot without support has
no voter. `costs` is choice to cost, whole and not below 0, in the order offered; what costs more
than the whole budget is never in play.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate, groupby
from typing import Literal

from labapp.domain.purses import Bought, Offer, offer, run

Marks = Mapping[int, int]
Costs = Mapping[int, int]

STEPS_A_SHARE = 100
"""Add1 raises what each voter has by a hundredth of the first share, unless told otherwise."""

MOST_STEPS = 400
"""Until a share is five times the first: those who still cannot pay together are very few."""


class Worth(StrEnum):
    """What a choice is worth to who supports it: its points, or its points times its cost."""

    COUNT = "count"
    COST = "cost"


@dataclass(frozen=True, kw_only=True)
class How:
    """How equal shares are worked out.

    `worth`: by cost unless told otherwise. Then what has the most backers who can pay is bought
    first, whatever it costs. That is also the order of `greedy`, so the two lists differ by the
    sharing alone; by count, cheap choices would go first. `step`: how much Add1 adds to what each
    voter has; None for a hundredth of the first share, 0 for no completion. `fill`: add at last,
    by support, what still fits (Add1U).
    """

    worth: Worth = Worth.COST
    step: Fraction | None = None
    fill: bool = False


@dataclass(frozen=True, kw_only=True)
class Border:
    """Equal choices of which some were taken, and others would have been had they gone first.

    `by`: the cheaper went first, or, where they cost the same, the one offered first. In equal
    shares a tie is not named where all who were in it were chosen in the end; in rare cases it
    may still have decided what came after.
    """

    taken: tuple[int, ...]
    left: tuple[int, ...]
    by: Literal["cheaper", "offered"]


@dataclass(frozen=True, kw_only=True)
class Selection:
    """What was chosen, in the order it was. `filled`: those that support alone added at the end.

    `share`: what each voter had in the end, None where there are none. `borders`: which ties had
    to be decided.
    """

    choices: tuple[int, ...]
    spent: int
    filled: tuple[int, ...] = ()
    share: Fraction | None = None
    borders: tuple[Border, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How two lists differ, and for how many of the `voters`.

    `reached_first` and `reached_second` support at least one choice in that list; `only_by_first`
    and `only_by_second` have one in that list and none in the other.
    """

    both: tuple[int, ...]
    only_first: tuple[int, ...]
    only_second: tuple[int, ...]
    voters: int
    reached_first: int
    reached_second: int
    only_by_first: int
    only_by_second: int


def equal_shares(
    ballots: Iterable[Marks], costs: Costs, budget: int, how: How | None = None
) -> Selection:
    """The Method of Equal Shares, completed by Add1.

    The budget is shared equally among voters. A choice is paid by those who support it, in
    proportion to their points, nobody beyond what they have left; bought first is the one whose
    backers pay least for what it is worth to them. Of equal ones the one offered first goes
    first. Add1: everybody's share is raised in equal steps, each time from the start, until
    nothing more that has support fits, or until the next step would overspend the budget (or
    after `MOST_STEPS`). A larger share may buy other choices, and now and then cheaper ones.

    D. Peters and P. Skowron, "Proportionality and the limits of welfarism", EC 2020; D. Peters,
    G. Pierczyński and P. Skowron, "Proportional participatory budgeting with additive utilities",
    NeurIPS 2021. Add1, and its end: P. Faliszewski et al., "Participatory budgeting: data, tools,
    and analysis", IJCAI 2023, and equalshares.net.
    """
    how = how or How()
    voters = _voters(ballots)
    if not voters:
        return Selection(choices=(), spent=0)
    affordable = {choice: cost for choice, cost in costs.items() if cost <= budget}
    sale = _Sale(_offers(voters, affordable, how.worth), len(voters), budget)
    chosen = _raised(sale, how.step)
    return _filled(chosen, voters, affordable, budget) if how.fill else chosen


def proportional(choices: Sequence[int], ballots: Iterable[Marks], size: int) -> Selection:
    """A shortlist that mirrors the room: `equal_shares` where all cost alike, filled by support.

    It is shorter than `size` only when fewer choices have any support.
    """
    return equal_shares(ballots, dict.fromkeys(choices, 1), size, How(fill=True))


def greedy(ballots: Iterable[Marks], costs: Costs, budget: int) -> Selection:
    """What most cities do: most points first; what no longer fits is skipped.

    Of choices with equal points the cheaper goes first, then the one offered first, and `borders`
    says where that decided. What nobody supports is never chosen.
    """
    chosen, borders = _by_support(_voters(ballots), costs, budget)
    return Selection(choices=chosen, spent=_cost(chosen, costs), borders=borders)


def explained(
    ballots: Iterable[Marks], first: Collection[int], second: Collection[int]
) -> Difference:
    """What stands in both lists or in one alone, and how many voters have something in each."""
    voters = _voters(ballots)
    reached = [(bool(v.keys() & set(first)), bool(v.keys() & set(second))) for v in voters]
    return Difference(
        both=tuple(choice for choice in first if choice in second),
        only_first=tuple(choice for choice in first if choice not in second),
        only_second=tuple(choice for choice in second if choice not in first),
        voters=len(voters),
        reached_first=sum(in_first for in_first, _ in reached),
        reached_second=sum(in_second for _, in_second in reached),
        only_by_first=reached.count((True, False)),
        only_by_second=reached.count((False, True)),
    )


def _voters(ballots: Iterable[Marks]) -> list[dict[int, int]]:
    given = ({choice: points for choice, points in b.items() if points > 0} for b in ballots)
    return [ballot for ballot in given if ballot]


def _cost(chosen: Iterable[int], costs: Costs) -> int:
    return sum(costs[choice] for choice in chosen)


@dataclass(frozen=True)
class _Sale:
    offers: Sequence[Offer]
    voters: int
    budget: int

    def at(self, share: Fraction) -> Selection:
        bought = run(self.offers, self.voters, share)
        costs = {offered.choice: offered.cost for offered in self.offers}
        return Selection(
            choices=tuple(each.choice for each in bought),
            spent=_cost((each.choice for each in bought), costs),
            share=share,
            borders=_borders(bought),
        )

    def full(self, chosen: Selection) -> bool:
        """Whether nothing more that has support fits."""
        left = self.budget - chosen.spent
        return all(o.choice in chosen.choices or o.cost > left for o in self.offers)


def _offers(voters: Sequence[Marks], costs: Costs, worth: Worth) -> list[Offer]:
    backers: dict[int, dict[int, int]] = {choice: {} for choice in costs}
    for voter, ballot in enumerate(voters):
        for choice in ballot.keys() & costs.keys():
            backers[choice][voter] = ballot[choice]
    return [
        offer(choice, costs[choice], 1 if worth is Worth.COUNT else max(1, costs[choice]), marks)
        for choice, marks in backers.items()
        if marks
    ]


def _raised(sale: _Sale, step: Fraction | None) -> Selection:
    share = Fraction(sale.budget, sale.voters)
    chosen = sale.at(share)
    step = share / STEPS_A_SHARE if step is None else step
    steps = MOST_STEPS if step else 0
    for raised in range(1, steps + 1):
        if sale.full(chosen):
            break
        following = sale.at(share + raised * step)
        if following.spent > sale.budget:
            break
        chosen = following
    return chosen


def _borders(bought: Sequence[Bought]) -> tuple[Border, ...]:
    taken = {each.choice for each in bought}
    ties = ((each.choice, tuple(c for c in each.equal if c not in taken)) for each in bought)
    return tuple(Border(taken=(choice,), left=left, by="offered") for choice, left in ties if left)


def _filled(chosen: Selection, voters: Sequence[Marks], costs: Costs, budget: int) -> Selection:
    rest = {choice: cost for choice, cost in costs.items() if choice not in chosen.choices}
    filled, borders = _by_support(voters, rest, budget - chosen.spent)
    return replace(
        chosen,
        choices=chosen.choices + filled,
        spent=chosen.spent + _cost(filled, rest),
        filled=filled,
        borders=_without(chosen.borders, filled) + borders,
    )


def _without(borders: Iterable[Border], chosen: Collection[int]) -> tuple[Border, ...]:
    """The borders as they are when these were chosen after all."""
    left = ((border, tuple(c for c in border.left if c not in chosen)) for border in borders)
    return tuple(replace(border, left=rest) for border, rest in left if rest)


def _by_support(
    voters: Iterable[Marks], costs: Costs, left: int
) -> tuple[tuple[int, ...], tuple[Border, ...]]:
    support = Counter[int]()
    for ballot in voters:
        support.update(ballot)
    supported = (choice for choice in costs if support[choice])
    order = sorted(supported, key=lambda choice: (-support[choice], costs[choice]))
    chosen: list[int] = []
    borders: list[Border] = []
    for _, equal in groupby(order, key=support.__getitem__):
        fitting = [choice for choice in equal if costs[choice] <= left]
        taken = _while_it_fits(fitting, costs, left)
        left -= _cost(taken, costs)
        chosen += taken
        borders += _border(taken, fitting[len(taken) :], costs)
    return tuple(chosen), tuple(borders)


def _while_it_fits(choices: Sequence[int], costs: Costs, left: int) -> list[int]:
    """Of choices with the cheapest first: once one does not fit, no later one does."""
    sums = accumulate(costs[choice] for choice in choices)
    return [choice for choice, total in zip(choices, sums, strict=True) if total <= left]


def _border(taken: Sequence[int], left: Sequence[int], costs: Costs) -> list[Border]:
    if not left:
        return []
    alike = costs[taken[-1]] == costs[left[0]]
    return [Border(taken=tuple(taken), left=tuple(left), by="offered" if alike else "cheaper")]
