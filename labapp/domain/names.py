"""Names that participants propose for themes: the same name from several is one proposal."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class ProposedName:
    """A name that waits for the facilitator; `id` is that of who said it first."""

    id: int
    name: str
    people: int


def alike(name: str, other: str) -> bool:
    """Whether two names read as the same one."""
    return name.casefold() == other.casefold()


def together(said: Iterable[tuple[int, str]]) -> list[ProposedName]:
    """What was said, by id, as the facilitator chooses: what most have said first."""
    found: dict[str, ProposedName] = {}
    for number, name in said:
        first = found.get(name.casefold(), ProposedName(number, name, 0))
        found[name.casefold()] = ProposedName(first.id, first.name, first.people + 1)
    return sorted(found.values(), key=lambda each: (-each.people, each.id))
