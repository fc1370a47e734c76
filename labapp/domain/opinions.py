"""Opinion groups: people who answer alike over many ideas. Most rooms have none that can be seen.

After C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw and C. Megill, "Polis: scaling deliberation by
mapping high dimensional opinion spaces", Recerca 26:2 (2021): votes -1, 0 and +1, missing ones
filled with the idea's mean, two principal components, k-means with k from 2 to 5, the k of the
best silhouette. Polis always finds groups, also in noise. Here a permutation test comes first
(`independence.py` says of what), and where it says no, or where no division has at least
`FEWEST_IN_GROUP` people in each group, the answer is None: we cannot see clear groups.

Whoever answered fewer than `FEWEST_VOTES` ideas is in no group, as in Polis: filled means would
put them in the middle whatever they think.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import PCG64
from numpy.typing import NDArray

from labapp.domain.clusters import SAME, k_means, silhouette
from labapp.domain.draws import stream
from labapp.domain.independence import centred, p_value

AGREE, PASS, DISAGREE = 1, 0, -1
FEWEST_IN_GROUP = 5  # a smaller group is people one can point at
FEWEST_PEOPLE = 2 * FEWEST_IN_GROUP  # fewer cannot be two groups
FEWEST_IDEAS = 5  # divided ones: two components of fewer are little else than the votes themselves
FEWEST_VOTES = 7  # as in Polis; all of them where there are fewer ideas
MOST_GROUPS = 5
LEVEL = 0.05
DECIMALS = 6  # the same digits in every file
PLACES = 8  # of a coordinate: what two machines agree on
MISSING = 2  # when ballots are laid in order

Votes = NDArray[np.float64]  # people × ideas, nan where somebody did not answer


@dataclass(frozen=True, kw_only=True)
class Stance:
    """How a group answered one idea, in people."""

    idea: int
    agree: int
    disagree: int
    passed: int

    @property
    def seen(self) -> int:
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True, kw_only=True)
class Group:
    """The people of a group, by their place among the ballots, and their answers by idea."""

    people: tuple[int, ...]
    stances: tuple[Stance, ...]

    @property
    def size(self) -> int:
        return len(self.people)


@dataclass(frozen=True, kw_only=True)
class OpinionGroups:
    """The groups, the largest first; `unplaced` are people who answered too few ideas.

    `p` is of the permutation test, at most 0.05; `silhouette` says how far apart the groups lie,
    from -1 to 1.
    """

    groups: tuple[Group, ...]
    unplaced: tuple[int, ...]
    p: float
    silhouette: float

    @property
    def k(self) -> int:
        return len(self.groups)


def opinion_groups(
    ideas: Sequence[int], ballots: Sequence[Mapping[int, int]], seed: int
) -> OpinionGroups | None:
    """The groups of a room, or None where none can be seen.

    A ballot is idea to `AGREE`, `PASS` or `DISAGREE`; an idea that is not in it was not answered,
    and one that is not in `ideas` is not counted. The same people are together for any order of
    ballots and ideas. Raises `ValueError` for another vote.
    """
    offered = sorted(set(ideas))
    table = _table(offered, ballots)
    placed = _placed(table)
    votes = table[placed]
    if len(placed) < FEWEST_PEOPLE or len(_divided(votes)) < FEWEST_IDEAS:
        return None
    source = stream(seed)
    divided = votes[:, _divided(votes)].T
    p = p_value(divided, ~np.isnan(divided), source)
    found = _best(_coordinates(divided), source) if p <= LEVEL else None
    if found is None:
        return None
    labels, apart = found
    return OpinionGroups(
        groups=_groups(offered, ballots, _members(placed, labels)),
        unplaced=tuple(sorted(set(range(len(ballots))) - set(placed.tolist()))),
        p=round(p, DECIMALS),
        silhouette=round(apart, DECIMALS),
    )


def _table(ideas: Sequence[int], ballots: Sequence[Mapping[int, int]]) -> Votes:
    rows = [[ballot.get(idea, np.nan) for idea in ideas] for ballot in ballots]
    table = np.array(rows, dtype=np.float64).reshape(len(ballots), len(ideas))
    if not np.isin(table[~np.isnan(table)], (AGREE, PASS, DISAGREE)).all():
        raise ValueError("a vote is neither agree, pass nor disagree")
    return table


def _placed(table: Votes) -> NDArray[np.int64]:
    """Who answered enough to be placed, in an order that follows from the ballots alone."""
    enough = (~np.isnan(table)).sum(axis=1) >= min(FEWEST_VOTES, table.shape[1])
    placed = np.flatnonzero(enough)
    if table.shape[1]:
        filled = np.where(np.isnan(table), MISSING, table)[placed]
        placed = placed[np.lexsort(filled.T[::-1])]
    return placed


def _divided(votes: Votes) -> NDArray[np.int64]:
    """The ideas that got more than one kind of answer: the others tell nobody apart."""
    kinds = [(votes == kind).any(axis=0) for kind in (AGREE, PASS, DISAGREE)]
    return np.flatnonzero(np.sum(kinds, axis=0) > 1)


def _coordinates(divided: Votes) -> Votes:
    """Each person on two principal components, by singular values; of a row for each idea.

    The idea that weighs most on a component (the first, of those that weigh the same) does so
    upwards; the places after the eighth are dropped, since machines differ in the last.
    """
    people = centred(divided, ~np.isnan(divided)).T
    axes = np.linalg.svd(people, full_matrices=False)[2][:2]
    heaviest = np.abs(axes).round(PLACES).argmax(axis=1)
    axes *= np.sign(axes[np.arange(len(axes)), heaviest])[:, None]
    places: Votes = np.round(people @ axes.T, PLACES) + 0.0  # never minus zero
    return places


def _best(points: Votes, source: PCG64) -> tuple[list[int], float] | None:
    """The division of the best silhouette; the fewer groups where two are as good.

    A division with a group that is too small is not one: two people by themselves
    do not hide that the others are clearly of two minds.
    """
    best: tuple[list[int], float] | None = None
    for k in range(2, MOST_GROUPS + 1):
        labels = k_means(points, k, source)
        sizes = Counter(labels.tolist())
        if len(sizes) < k or min(sizes.values()) < FEWEST_IN_GROUP:
            continue
        apart = silhouette(points, labels)
        if best is None or apart > best[1] + SAME:
            best = labels.tolist(), apart
    return best


def _members(placed: NDArray[np.int64], labels: list[int]) -> list[tuple[int, ...]]:
    """The people of each group, the largest group first, then the one whose ballot comes first."""
    people = placed.tolist()
    sizes = Counter(labels)
    order = sorted(sizes, key=lambda label: (-sizes[label], labels.index(label)))
    return [
        tuple(sorted(who for who, of in zip(people, labels, strict=True) if of == label))
        for label in order
    ]


def _groups(
    ideas: Sequence[int], ballots: Sequence[Mapping[int, int]], members: list[tuple[int, ...]]
) -> tuple[Group, ...]:
    return tuple(
        Group(
            people=people,
            stances=tuple(_stance(idea, [ballots[person] for person in people]) for idea in ideas),
        )
        for people in members
    )


def _stance(idea: int, ballots: Sequence[Mapping[int, int]]) -> Stance:
    votes = Counter(ballot[idea] for ballot in ballots if idea in ballot)
    return Stance(idea=idea, agree=votes[AGREE], disagree=votes[DISAGREE], passed=votes[PASS])
