"""Which theme an idea belongs in, as participants say: a hint to the facilitator, never a move."""

from collections.abc import Iterable
from dataclasses import dataclass

from labapp.domain.errors import LabError
from labapp.domain.rate import Rate


class TooManyPlaces(LabError):
    """Facts: `limit`, `per` ("minute" or "lab")."""

    code = "too_many_places"


RATE = Rate(per_minute=30, per_lab=2000, refusal=TooManyPlaces)


@dataclass(frozen=True)
class Belongs:
    """A theme, by its id and name, and how many say that an idea belongs in it."""

    theme: int
    name: str
    people: int


def most_said(said: Iterable[Belongs]) -> list[Belongs]:
    """What was said of one idea: what most say first."""
    return sorted(said, key=lambda each: (-each.people, each.theme))
