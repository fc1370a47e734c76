"""Which theme an idea belongs in, as participants say: a hint to the facilitator, never a move."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Belongs:
    """A theme, by its id, and how many say that an idea belongs in it."""

    theme: int
    people: int


def most_said(themes: Iterable[int]) -> list[Belongs]:
    """What was said of one idea, a theme for each who said it: what most say first."""
    said = [Belongs(theme, people) for theme, people in Counter(themes).items()]
    return sorted(said, key=lambda each: (-each.people, each.theme))
