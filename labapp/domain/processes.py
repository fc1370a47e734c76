"""A process: the phases of a lab and how it votes, whatever its question is."""

from dataclasses import dataclass, field

from labapp.domain import rules, text
from labapp.domain.ideas import IdeasShown
from labapp.domain.labs import LabPlan, check_phases
from labapp.domain.phases import PlannedPhase
from labapp.domain.rules import Rule
from labapp.domain.voting import VoteOn


@dataclass(frozen=True, kw_only=True)
class Process:
    """How a lab is held: what can be kept, copied, sent to others and used again."""

    name: str
    about: str = ""
    ideas_shown: IdeasShown = IdeasShown.AT_ONCE
    vote_on: VoteOn = VoteOn.IDEAS
    rule: Rule = field(default_factory=Rule)
    phases: tuple[PlannedPhase, ...]

    @property
    def minutes(self) -> int:
        """How long it takes, phases without an end of their own left out."""
        return sum(phase.minutes or 0 for phase in self.phases)


def check_process(process: Process) -> Process:
    """The process as it will be stored; raises what its texts, phases and rule are refused for."""
    rules.check_rule(process.rule)
    return Process(
        name=text.clean(process.name, text.PROCESS_NAME),
        about=text.clean(process.about, text.PROCESS_ABOUT),
        ideas_shown=process.ideas_shown,
        vote_on=process.vote_on,
        rule=process.rule,
        phases=check_phases(process.phases),
    )


def process_of(plan: LabPlan, name: str, about: str) -> Process:
    """The process by which a lab is planned, under a name of its own."""
    return Process(
        name=name,
        about=about,
        ideas_shown=plan.ideas_shown,
        vote_on=plan.vote_on,
        rule=plan.rule,
        phases=plan.phases,
    )
