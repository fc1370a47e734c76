"""Which ideas say nearly the same: a suggestion, never a merge.

Character n-grams within words, weighted by TF-IDF, compared by cosine (method.md 7). The pieces
are short enough that forms of a word share most of them (Snowball stems would add little, and are
no part of the standard library). The same texts give the same pairs.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

SIZES = (3, 4, 5)
LEAST = 0.1  # below this two ideas are not neighbours
TWINS = 0.18  # from here on they may well say the same
OFFERED = 0.26  # from here on to a writer
NEIGHBOURS = 5  # of one idea
COMMON = 0.2  # a piece that more of the texts hold says nothing of any
FEW = 20  # in a list as short as this, nothing is common
WORD = re.compile(r"[^\W_]+")
Weights = dict[str, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts by their places, the lower first, and how alike they are (1: the same)."""

    one: int
    other: int
    score: float


@lru_cache(maxsize=8)
def alike(texts: tuple[str, ...]) -> tuple[Pair, ...]:
    """The neighbours among the texts, the most alike first; at most five of each text."""
    weighed = _weigh([Counter(_pieces(text)) for text in texts])
    found = {
        Pair(min(at, other), max(at, other), score)
        for at, scores in enumerate(_scores(weighed))
        for other, score in _nearest(scores)
    }
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.one, pair.other)))


@dataclass(frozen=True)
class Weighed:
    """Texts made ready to be compared with one more: `count` of them, and who holds each piece.

    `holders` has, for each piece, the places of the texts that hold it, with its weight there.
    """

    count: int
    holders: Mapping[str, list[tuple[int, float]]]


def weigh(texts: Sequence[str]) -> Weighed:
    """Make texts ready: as much work as there are words in them, so do it once."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, weights in enumerate(_weigh([Counter(_pieces(text)) for text in texts])):
        for piece, weight in weights.items():
            holders[piece].append((at, weight))
    return Weighed(len(texts), dict(holders))


def like(text: str, weighed: Weighed, least: float = OFFERED) -> list[tuple[int, float]]:
    """The texts that may well say the same as one that is not among them, the most alike first.

    Each by its place and how alike it is, `least` or more. What is common among the texts says
    nothing here either.
    """
    counted = Counter(_pieces(text))
    holders = weighed.holders
    weights = _unit(
        {
            piece: (1 + math.log(n)) * _rare(len(holders.get(piece, ())) + 1, weighed.count + 1)
            for piece, n in counted.items()
        }
    )
    scores: dict[int, float] = defaultdict(float)
    for piece, weight in weights.items():
        for at, held in holders.get(piece, ()):
            scores[at] += weight * held
    return [near for near in _nearest(scores) if near[1] >= least]


def _pieces(text: str) -> Iterator[str]:
    """Runs of letters within each word, its start and end marked."""
    for word in WORD.findall(unicodedata.normalize("NFKC", text).casefold()):
        marked = f" {word} "
        for size in SIZES:
            yield from (marked[at : at + size] for at in range(max(1, len(marked) - size + 1)))


def _weigh(counted: Sequence[Counter[str]]) -> list[Weights]:
    """Each text as a vector of length one; what is rare weighs more."""
    held = Counter(piece for pieces in counted for piece in pieces)
    most = max(FEW, COMMON * len(counted))
    rare = {p: _rare(n, len(counted)) for p, n in held.items() if n <= most}
    return [
        _unit({p: (1 + math.log(n)) * rare[p] for p, n in pieces.items() if p in rare})
        for pieces in counted
    ]


def _rare(held: int, texts: int) -> float:
    """How much a piece weighs that so many of the texts hold."""
    return math.log((1 + texts) / (1 + held)) + 1


def _unit(weights: Weights) -> Weights:
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {piece: weight / length for piece, weight in weights.items()}


def _scores(weighed: Sequence[Weights]) -> list[dict[int, float]]:
    """How alike each text is to every other that shares a piece with it."""
    scores: list[dict[int, float]] = [defaultdict(float) for _ in weighed]
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, weights in enumerate(weighed):
        for piece, weight in weights.items():
            for other, held in holders[piece]:
                scores[at][other] += weight * held
                scores[other][at] += weight * held
            holders[piece].append((at, weight))
    return scores


def _nearest(scores: dict[int, float]) -> list[tuple[int, float]]:
    close = [(other, score) for other, score in scores.items() if score >= LEAST]
    return sorted(close, key=lambda near: (-near[1], near[0]))[:NEIGHBOURS]
