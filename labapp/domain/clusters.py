"""Points put in groups by nearness, and how well they lie apart."""

import numpy as np
from numpy.random import PCG64
from numpy.typing import NDArray

from labapp.domain.draws import unit

RESTARTS = 10  # the best of so many starts
STEPS = 100  # it stands still long before
SAME = 1e-9  # a difference that rounding could have made

Points = NDArray[np.float64]
Labels = NDArray[np.int64]


def k_means(points: Points, k: int, source: PCG64) -> Labels:
    """The group of each point, from 0; fewer than k groups where fewer points differ.

    S. P. Lloyd, "Least squares quantization in PCM", IEEE Transactions on Information Theory 28:2
    (1982) 129-137, started by k-means++ (D. Arthur and S. Vassilvitskii, SODA 2007, 1027-1035),
    the closest of `RESTARTS`; the earlier of starts that end as close.
    """
    best, least = np.zeros(len(points), dtype=np.int64), np.inf
    for _ in range(RESTARTS):
        labels, spread = _settled(points, _start(points, k, source))
        if spread < least - SAME:
            best, least = labels, spread
    return best


def _start(points: Points, k: int, source: PCG64) -> Points:
    """Each centre a point, the likelier the farther it is from those before it."""
    centres = points[[int(unit(source) * len(points))]]
    while len(centres) < k:
        reach = np.cumsum(_distances(points, centres).min(axis=1))
        drawn = np.searchsorted(reach, unit(source) * reach[-1], side="right")
        centres = np.vstack([centres, points[min(int(drawn), len(points) - 1)]])
    return centres


def _settled(points: Points, centres: Points) -> tuple[Labels, float]:
    """Lloyd's steps until nobody moves; a group that everybody left keeps its centre."""
    labels = np.full(len(points), -1)
    for _ in range(STEPS):
        now = _distances(points, centres).argmin(axis=1)
        if (now == labels).all():
            break
        labels, centres = now, centres.copy()
        for group in np.unique(labels):
            centres[group] = points[labels == group].mean(axis=0)
    return labels, float(_distances(points, centres).min(axis=1).sum())


def _distances(points: Points, centres: Points) -> Points:
    """The squared distance of each point (row) to each centre."""
    squares: Points = ((points[:, None, :] - centres[None]) ** 2).sum(axis=2)
    return squares


def silhouette(points: Points, labels: Labels) -> float:
    """The mean silhouette, from -1 to 1: how much nearer one's own group is than the next.

    P. J. Rousseeuw, "Silhouettes: a graphical aid to the interpretation and validation of cluster
    analysis", Journal of Computational and Applied Mathematics 20 (1987) 53-65. A point alone
    counts 0, and so does everything where there is one group.
    """
    groups, own = np.unique(labels, return_inverse=True)
    if len(groups) == 1:
        return 0.0
    member = labels[:, None] == groups[None]
    sizes, here = member.sum(axis=0), np.arange(len(points))
    sums = np.sqrt(_distances(points, points)) @ member
    within = sums[here, own] / np.maximum(1, sizes[own] - 1)
    means = np.where(member, np.inf, sums / sizes)
    nearest = means.min(axis=1)
    larger = np.maximum(within, nearest)
    use = (sizes[own] > 1) & (larger > 0)
    return float(np.divide(nearest - within, larger, out=np.zeros(len(points)), where=use).mean())
