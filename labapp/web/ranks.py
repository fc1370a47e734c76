"""The result by rank: choices of equal value together."""

from dataclasses import dataclass

from labapp.domain.voting import Counted
from labapp.store.offer import Offer


@dataclass(frozen=True)
class Place:
    """Choices of equal value: they share a rank, a number and a bar."""

    rank: int
    points: int
    supporters: int  # of the first; `rows` carry their own
    rows: tuple[tuple[Offer, Counted], ...]

    @property
    def first(self) -> Counted:
        """The count that stands for all of them."""
        return self.rows[0][1]

    @property
    def tied(self) -> bool:
        return len(self.rows) > 1


def place_of(rows: list[tuple[Offer, Counted]]) -> Place:
    """The choices of one rank; `rows` are theirs, the first stands for all."""
    first = rows[0][1]
    return Place(first.rank, first.points, first.supporters, tuple(rows))
