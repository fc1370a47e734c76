"""The plan of a lab as templates see it: its phases, and where it stands among them."""

from dataclasses import dataclass

from labapp.store.lab import Lab
from labapp.store.phase import Phase


@dataclass(frozen=True)
class Step:
    """A phase in the plan: where it is, and whether it is done, now or to come."""

    phase: Phase
    number: int
    state: str  # done, now or next


def steps_of(lab: Lab, *, closed: bool) -> list[Step]:
    at = lab.phases.index(lab.phase) if lab.phase else -1
    if closed:
        at = len(lab.phases)
    return [Step(phase, n + 1, _state(n, at)) for n, phase in enumerate(lab.phases)]


def _state(at: int, now: int) -> str:
    return "done" if at < now else "now" if at == now else "next"
