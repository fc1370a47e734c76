"""The earlier labs that a lab shows, as templates see them."""

from collections.abc import Sequence
from functools import cached_property

from labapp.services.gallery import readable_ideas
from labapp.store.gallery import earlier_labs
from labapp.store.idea import Idea, count_carried
from labapp.store.lab import Lab, lab_by_id
from labapp.store.proposal import Proposal, all_proposals
from labapp.web.together import Together


class EarlierLab:
    """One lab that is shown; `place` is its number among them, from 1."""

    def __init__(self, lab: Lab, place: int) -> None:
        self.lab = lab
        self.place = place
        self.together = Together(lab.id)

    @cached_property
    def proposals(self) -> list[Proposal]:
        """What everybody may read."""
        return [each for each in all_proposals(self.lab.id) if each.hide_reason is None]

    @cached_property
    def ideas(self) -> Sequence[Idea]:
        """What may be read, the newest first."""
        return readable_ideas(self.lab)


class Earlier:
    """What is asked of the store at most once a page."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab

    @cached_property
    def labs(self) -> list[EarlierLab]:
        return [EarlierLab(lab, n) for n, lab in enumerate(earlier_labs(self._lab.id), start=1)]

    @cached_property
    def carried(self) -> int:
        """What was carried here from earlier labs and may be read, under another idea as well."""
        return count_carried(self._lab.id)

    @property
    def on_screen(self) -> list[EarlierLab]:
        """Those with something for the whole room to see: not of a lab on a hard subject."""
        shown = [each for each in self.labs if not each.lab.sensitive]
        return [each for each in shown if each.proposals or each.ideas]

    def at(self, place: int) -> EarlierLab | None:
        return next((each for each in self.labs if each.place == place), None)

    def asked(self, lab_id: int | None) -> str:
        """The question of a lab that ideas here are from, or meant for; "" where nothing is said.

        A lab that this one continues is simply the earlier one.
        """
        if lab_id is None or lab_id == self._lab.continues_id:
            return ""
        lab = lab_by_id(lab_id)
        return lab.question if lab else ""
