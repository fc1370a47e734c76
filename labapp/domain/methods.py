"""Method cards: small ways of working, each of which fits some kinds of phase."""

from collections.abc import Iterable
from dataclasses import dataclass

from labapp.domain.phases import KINDS, Activity


@dataclass(frozen=True, kw_only=True)
class Method:
    """A card as data; `key` is its name in processes and addresses, `people` for how many it is.

    `kinds` are the kinds of phase that it fits, the best first.
    """

    key: str
    name: str
    purpose: str
    minutes: int
    people: str
    kinds: tuple[str, ...]
    steps: tuple[str, ...]
    source: str

    @property
    def activities(self) -> frozenset[Activity]:
        return frozenset(KINDS[kind] for kind in self.kinds)


def fitting(methods: Iterable[Method], kind: str) -> tuple[list[Method], list[Method]]:
    """The cards that fit a kind of phase, and the others, each in the order they came."""
    fits: list[Method] = []
    rest: list[Method] = []
    for method in methods:
        (fits if kind in method.kinds else rest).append(method)
    return fits, rest
