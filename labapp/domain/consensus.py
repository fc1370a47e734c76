"""What opinion groups agree on across their borders, and what each stands out by.

After Small et al. 2021 (see `opinions.py`). Groups are described by counts, never by a test: the
votes that made the groups cannot be asked again whether the groups differ.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import prod

from labapp.domain.opinions import DECIMALS, Group, Stance

MOST = 3  # ideas that a group is described by
HALF = Fraction(1, 2)


@dataclass(frozen=True, kw_only=True)
class Shared:
    """How far all groups support an idea: from 0 to 1, and low when one group does not."""

    idea: int
    support: float


@dataclass(frozen=True, kw_only=True)
class Trait:
    """An idea that most of a group agrees with (or disagrees with), and more than the others do.

    `here` of `seen` in the group said so, and `elsewhere` of `others` in all other groups.
    """

    idea: int
    agrees: bool
    here: int
    seen: int
    elsewhere: int
    others: int


def consensus(groups: Sequence[Group]) -> tuple[Shared, ...]:
    """The ideas by group-informed consensus, equal ones by id; none where there are no groups.

    In each group p = (A + 1/2) / (S + 1) for those who agree and for those who disagree, S being
    all who answered; e = p_agree * (1 - p_disagree); the support is the geometric mean of e.
    The order is of exact fractions.
    """
    product = {
        stances[0].idea: prod((_support(stance) for stance in stances), start=Fraction(1))
        for stances in zip(*(group.stances for group in groups), strict=True)
    }
    order = sorted(product, key=lambda idea: (-product[idea], idea))
    return tuple(
        Shared(idea=idea, support=round(float(product[idea]) ** (1 / len(groups)), DECIMALS))
        for idea in order
    )


def _support(stance: Stance) -> Fraction:
    agree, disagree = (_share(said, stance.seen) for said in (stance.agree, stance.disagree))
    return agree * (1 - disagree)


def _share(said: int, seen: int) -> Fraction:
    return (said + HALF) / (seen + 1)


def stands_out(groups: Sequence[Group], which: int, most: int = MOST) -> tuple[Trait, ...]:
    """What the group at place `which` stands out by: at most so many ideas, the clearest first.

    Clearest is the largest difference of the smoothed shares here and in the others together;
    equal ones by id, agreeing first. Only what more than half of the group said counts.
    """
    others = [group.stances for place, group in enumerate(groups) if place != which]
    traits = [
        _trait(stance, [stances[row] for stances in others], agrees=agrees)
        for row, stance in enumerate(groups[which].stances)
        for agrees in (True, False)
    ]
    clear = [trait for trait in traits if 2 * trait.here > trait.seen and _apart(trait) > 0]
    return tuple(sorted(clear, key=lambda trait: (-_apart(trait), trait.idea))[:most])


def _trait(here: Stance, others: Sequence[Stance], *, agrees: bool) -> Trait:
    return Trait(
        idea=here.idea,
        agrees=agrees,
        here=_said(here, agrees=agrees),
        seen=here.seen,
        elsewhere=sum(_said(other, agrees=agrees) for other in others),
        others=sum(other.seen for other in others),
    )


def _said(stance: Stance, *, agrees: bool) -> int:
    return stance.agree if agrees else stance.disagree


def _apart(trait: Trait) -> Fraction:
    return _share(trait.here, trait.seen) - _share(trait.elsewhere, trait.others)
