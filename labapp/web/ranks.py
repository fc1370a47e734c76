"""The result by rank: choices with equal points together."""

from dataclasses import dataclass

from labapp.domain.voting import Counted
from labapp.store.ballot import Offer


@dataclass(frozen=True)
class Place:
    """Choices with equal points: they share a rank, a number and a bar."""

    rank: int
    points: int
    voters: int  # of the first; `rows` carry their own
    rows: tuple[tuple[Offer, Counted], ...]

    @property
    def tied(self) -> bool:
        return len(self.rows) > 1


def place_of(rows: list[tuple[Offer, Counted]]) -> Place:
    """The choices of one rank; `rows` are theirs, the first stands for all."""
    first = rows[0][1]
    return Place(first.rank, first.points, first.voters, tuple(rows))
