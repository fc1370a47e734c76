"""Agreeing with an idea that somebody else wrote: who may, and how many stand behind an idea.

It is no vote. An agreement stays with the idea it was said of; where ideas are put together it
counts for the one that is kept, each person once, and taking them apart gives it back
(method.md 4).
"""

from collections.abc import Collection, Iterable, Mapping

from labapp.domain.errors import LabError
from labapp.domain.ideas import READABLE, IdeaStatus
from labapp.domain.merging import Original, people
from labapp.domain.rate import Rate

Said = Mapping[int, Collection[int]]
"""Who has said that they agree, by idea; people and ideas by id."""


class TooManyAgreements(LabError):
    """Facts: `limit`, `per` ("minute" or "lab")."""

    code = "too_many_agreements"


class OwnIdea(LabError):
    """Whoever wrote an idea, or one that was put together with it, is counted already."""

    code = "own_idea"


class IdeaNotShown(LabError):
    """The idea is not there to be read, so nobody agrees with it; facts: `status`."""

    code = "idea_not_shown"


RATE = Rate(per_minute=40, per_lab=1000, refusal=TooManyAgreements)
"""More than anybody reads. The same, said again after it was taken back, counts each time."""


def check_agreement(status: IdeaStatus, *, wrote: bool) -> None:
    """Return when somebody may agree; `wrote`: that idea, or one it stands together with.

    Raises `IdeaNotShown` and `OwnIdea`.
    """
    if status not in READABLE:
        raise IdeaNotShown(status=status.value)
    if wrote:
        raise OwnIdea


def agreeing(together: Collection[Original], said: Said) -> frozenset[int]:
    """Who agrees with one of the ideas that stand together, and wrote none of them."""
    agreed = {person for idea in together for person in said.get(idea.id, ())}
    return frozenset(agreed) - people(together)


def by_idea(rows: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """Pairs of idea and person as `Said`."""
    said: dict[int, set[int]] = {}
    for idea, person in rows:
        said.setdefault(idea, set()).add(person)
    return said
