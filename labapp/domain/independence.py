"""Whether what people say of one idea says anything of what they say of another.

**The null.** Given who answered which idea, and how many agreed, disagreed and passed on it, each
arrangement of an idea's votes among those who answered it is as likely, independently of all other
ideas. So ideas may be popular or not, and people may have seen different ones.

**What counts against it.** The share of the first principal component in the variance of the
votes, after *each person's own mean is taken away*: that some agree with most of what they read and
others with little is structure, but a slope and not groups, and the test does not answer to it
(found in 5 rooms of 100 as in noise; without that in 87, simulated). The price: two groups of
which one agrees and the other disagrees with *the same* ideas look much like such a slope and are
found less often than two that pull in different directions. The best silhouette, which might
have been the measure instead, found half of what this does or less.

By permutation: A. Buja and N. Eyuboglu, "Remarks on parallel analysis", Multivariate Behavioral
Research 27:4 (1992) 509-540. Stopped early when the answer can only be no: J. Besag and P.
Clifford, "Sequential Monte Carlo p-values", Biometrika 78:2 (1991) 301-304.
"""

from collections.abc import Iterator

import numpy as np
from numpy.random import PCG64
from numpy.typing import NDArray

from labapp.domain.draws import raw

PERMUTATIONS = 199
ENOUGH = 10  # as large or larger: then p is at least 10 / 199, above 0.05 whatever follows
BLOCK = 2**20  # votes permuted at a time: some tens of megabytes
LEAST = 1e-9  # what rounding could do to a share; a tie counts against structure
UNSEEN = np.uint64(2**64 - 1)  # comes after every vote

Real = NDArray[np.float64]
Seen = NDArray[np.bool_]


def centred(votes: Real, seen: Seen) -> Real:
    """The votes (ideas × people) less the mean of each idea; missing ones are that mean."""
    means = np.where(seen, votes, 0).sum(axis=1) / np.maximum(1, seen.sum(axis=1))
    filled: Real = np.where(seen, votes - means[:, None], 0)
    return filled


def p_value(votes: Real, seen: Seen, source: PCG64) -> float:
    """How often shuffled votes (ideas × people) have a first component as large as these have.

    With all permutations (1 + as large) / (1 + `PERMUTATIONS`); where it stopped after the n-th,
    `ENOUGH` / n.
    """
    room = centred(votes, seen)
    most = float(_first_share(room[None], seen)[0]) - LEAST
    as_large, done = 0, 0
    for shares in _shuffled(room, seen, source):
        for share in shares:
            done += 1
            as_large += share >= most
            if as_large == ENOUGH:
                return ENOUGH / done
    return (1 + as_large) / (1 + done)


def _shuffled(room: Real, seen: Seen, source: PCG64) -> Iterator[list[float]]:
    """The first component's share in shuffled rooms, a block at a time, which grows."""
    voters = np.argsort(~seen, axis=1, kind="stable")  # who answered, then who did not
    done, most = 0, max(1, BLOCK // room.size)
    while done < PERMUTATIONS:
        block = min(max(ENOUGH, done), most, PERMUTATIONS - done)
        keys = np.where(seen, raw(source, (block, *room.shape)), UNSEEN)
        order = np.argsort(keys, axis=2, kind="stable")
        votes = np.empty(keys.shape)
        taken = np.take_along_axis(room[None], order, axis=2)
        np.put_along_axis(votes, np.broadcast_to(voters, keys.shape), taken, axis=2)
        yield _first_share(votes, seen).tolist()
        done += block


def _first_share(rooms: Real, seen: Seen) -> Real:
    """The first component's share of the variance in each room, people's means taken away."""
    mean = rooms.sum(axis=1) / np.maximum(1, seen.sum(axis=0))
    left = np.where(seen, rooms - mean[:, None, :], 0)
    left -= left.mean(axis=2, keepdims=True)
    across = left.transpose(0, 2, 1)
    gram = left @ across if left.shape[1] <= left.shape[2] else across @ left
    whole = np.trace(gram, axis1=1, axis2=2)
    first = np.linalg.eigvalsh(gram)[:, -1]
    share: Real = np.divide(first, whole, out=np.zeros(len(rooms)), where=whole > LEAST)
    return share
