"""What a lab leaves at its end, as templates see it: offers, handshakes, and who has answered."""

from datetime import datetime
from functools import cached_property
from typing import ClassVar

from labapp.domain import phases
from labapp.domain.phases import Action, Activity, LabStatus
from labapp.domain.reflections import STEPS, ExitQuestion
from labapp.domain.text import PLEDGE, PLEDGE_PARTY, PLEDGE_WHEN, SENTENCE
from labapp.services.ending import is_anything_left
from labapp.store import commitment as commitments
from labapp.store import reflection as reflections
from labapp.store.commitment import Commitment
from labapp.store.lab import Lab

LIMITS = (PLEDGE, PLEDGE_WHEN, PLEDGE_PARTY, SENTENCE)
ON_THE_SCREEN = 6
AT_THE_DESK = 3


class Ending:
    """What is asked of the store at most once a page."""

    questions = tuple(question.value for question in ExitQuestion)
    steps = STEPS
    limits: ClassVar = {each.field: each.most for each in LIMITS}

    def __init__(self, lab: Lab, now: datetime) -> None:
        self.lab = lab
        self.now = now

    @property
    def may_promise(self) -> bool:
        """Whether a phone may leave an offer or a handshake now."""
        return phases.allows(self.lab.moment(self.now), Action.MAKE_COMMITMENT)

    @property
    def asks(self) -> bool:
        """Whether phones show the exit questions now."""
        at = self.lab.phase
        if at is None or self.lab.status is not LabStatus.OPEN:
            return False
        return at.plan.activity is Activity.REFLECT or at.kind == phases.CLOSING

    @property
    def planned(self) -> bool:
        """Whether the lab has a phase for offers and handshakes, or somebody has left one."""
        plans = (phase.plan for phase in self.lab.phases)
        return any(plan.activity is Activity.COMMIT for plan in plans) or self.count > 0

    @cached_property
    def count(self) -> int:
        """How many offers and handshakes the room may read."""
        return commitments.count_commitments(self.lab.id)

    @cached_property
    def left_anything(self) -> bool:
        return is_anything_left(self.lab.id)

    @cached_property
    def newest(self) -> list[Commitment]:
        return list(commitments.newest_commitments(self.lab.id, ON_THE_SCREEN))

    @property
    def at_the_desk(self) -> list[Commitment]:
        return self.newest[:AT_THE_DESK]

    @cached_property
    def reflected(self) -> int:
        """How many have answered the exit questions."""
        return reflections.count_reflections(self.lab.id)
