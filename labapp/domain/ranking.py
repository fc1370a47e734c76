"""Ballots that put choices in order, counted two ways: by points, and two and two.

A ranking ballot is choice to place, 1 first; a choice without a place was not ranked. Equal places
are allowed. How the choices stand to each other in the answer is never decided by chance or order:
a tie is a tie.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from labapp.domain.rules import Method, Rule
from labapp.domain.voting import Tally, tally

Ranking = Mapping[int, int]
Paths = Mapping[tuple[int, int], int]
"""For each ordered pair of choices the strength of the strongest path from one to the other."""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """Where a choice stands; equal choices share a rank (1, 1, 3: standard competition)."""

    choice: int
    rank: int
    tied: bool


def borda(choices: Sequence[int], ballots: Iterable[Ranking], k: int) -> Tally:
    """Count ballots that rank the first `k`: place r gives k + 1 - r points, no place gives none.

    This is the positional scoring rule k, k - 1, ..., 1, 0, ..., 0. Of the variants for truncated
    ballots it is the "pessimistic" one (what is not ranked gets nothing; who ranks fewer than k
    gives the points of the places used, from k down), with the scale of a full ballot cut to k.
    On ballots of exactly k choices it is also the "modified Borda count", in which somebody who
    ranks only one would give it 1 point and not k.

    Z. Terzopoulou and U. Endriss, "The Borda class: an axiomatic study of the Borda rule on
    top-truncated preferences", Journal of Mathematical Economics 92 (2021) 31-40; P. Emerson, "The
    original Borda count and partial voting", Social Choice and Welfare 40 (2013) 353-358.
    """
    first = [{c: place for c, place in ballot.items() if 1 <= place <= k} for ballot in ballots]
    return tally(choices, first, Rule(k, k, Method.RANKING))


def schulze(choices: Sequence[int], ballots: Iterable[Ranking]) -> tuple[Placed, ...]:
    """Rank by beatpaths: first the unbeaten, then the others by how many choices beat them.

    One choice beats another when the strongest path to it is stronger than the strongest back. Who
    beats a choice also beats all that it beats, so a choice never stands below one that it beats.
    Within a rank the choices are listed as offered.

    M. Schulze, "A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
    single-winner election method", Social Choice and Welfare 36 (2011) 267-303.
    """
    paths = beatpaths(choices, ballots)
    beaten = {c: sum(paths[d, c] > paths[c, d] for d in choices if d != c) for c in choices}
    return tuple(
        Placed(
            choice=choice,
            rank=1 + sum(by < beaten[choice] for by in beaten.values()),
            tied=sum(by == beaten[choice] for by in beaten.values()) > 1,
        )
        for choice in sorted(choices, key=beaten.__getitem__)
    )


def beatpaths(choices: Sequence[int], ballots: Iterable[Ranking]) -> Paths:
    """The strength of the strongest path between each two choices, 0 where there is none.

    A link is as strong as the number of ballots that put the one above the other ("winning
    votes"), and there is one only where more do so than the reverse; a path is as strong as its
    weakest link. What is not ranked is tied, below all that is.
    """
    above = preferences(choices, ballots)
    paths = {(a, b): votes if votes > above[b, a] else 0 for (a, b), votes in above.items()}
    for via in choices:
        for a in choices:
            if a != via and paths[a, via]:
                _widen(paths, a, via, choices)
    return paths


def _widen(paths: dict[tuple[int, int], int], a: int, via: int, choices: Sequence[int]) -> None:
    for b in choices:
        if b not in {a, via}:
            paths[a, b] = max(paths[a, b], min(paths[a, via], paths[via, b]))


def preferences(choices: Sequence[int], ballots: Iterable[Ranking]) -> dict[tuple[int, int], int]:
    """For each ordered pair of choices, how many ballots put the first above the second."""
    above = {(a, b): 0 for a in choices for b in choices if a != b}
    last = len(choices) + 1
    for ballot in ballots:
        places = [(choice, ballot.get(choice, last)) for choice in choices]
        for a in ballot.keys() & set(choices):
            for b, place in places:
                if ballot[a] < place:
                    above[a, b] += 1
    return above
