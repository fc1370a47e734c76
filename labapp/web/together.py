"""Merged ideas as templates see them: which originals an idea stands for, and who is behind it."""

from functools import cached_property

from labapp.domain import agreeing, merging
from labapp.services.merging import original
from labapp.store.agreement import agreements_in
from labapp.store.idea import Idea, idea_in
from labapp.store.merge import merged_ideas


class Together:
    """What was put together in a lab; the store is asked once a page."""

    def __init__(self, lab_id: int) -> None:
        self._lab_id = lab_id

    @cached_property
    def _under(self) -> dict[int, list[Idea]]:
        under: dict[int, list[Idea]] = {}
        for idea in merged_ideas(self._lab_id):
            under.setdefault(idea.merged_into_id or idea.id, []).append(idea)
        return under

    def originals(self, idea: Idea) -> list[Idea]:
        """What is read under an idea, in order of number."""
        return self._under.get(idea.id, [])

    @property
    def total(self) -> int:
        """How many ideas are read under another."""
        return sum(map(len, self._under.values()))

    def count(self, idea: Idea) -> int:
        """How many ideas one stands for, itself among them."""
        return 1 + len(self.originals(idea))

    def people(self, idea: Idea) -> int:
        """How many people wrote them, each once; 0 when that is not known of all."""
        written = [idea, *self.originals(idea)]
        if any(each.participant_id is None for each in written):
            return 0
        return len(merging.people(map(original, written)))

    @cached_property
    def _said(self) -> dict[int, set[int]]:
        return agreements_in(self._lab_id)

    def agreeing(self, idea: Idea) -> int:
        """How many agree who wrote nothing of it, each once: for the desk alone."""
        written = [idea, *self.originals(idea)]
        return len(agreeing.agreeing([original(each) for each in written], self._said))

    def kept(self, idea: Idea) -> Idea | None:
        """The idea under which this one is read."""
        return idea_in(self._lab_id, idea.merged_into_id) if idea.merged_into_id else None
