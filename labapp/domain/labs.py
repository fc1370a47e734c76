"""What a facilitator says of a lab when opening it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from labapp.domain import phases, rules, text
from labapp.domain.errors import LabError
from labapp.domain.ideas import IdeasShown, Moderation
from labapp.domain.mandate import EvidenceCard, Mandate, check_cards, check_mandate
from labapp.domain.phases import PlannedPhase
from labapp.domain.rules import Rule
from labapp.domain.voting import VoteOn

MOST_SHOWN = 12  # other labs


class TooManyLabs(LabError):
    """A lab shows at most so many others; facts: `limit`."""

    code = "too_many_labs"


@dataclass(frozen=True, kw_only=True)
class LabPlan:
    """A lab as planned. Nothing but the question must be filled in.

    `sensitive` is a lab on a hard subject: every idea waits for a person. `help_line` says there
    where to get help. `gallery_of` are the earlier labs that it shows, by id.
    """

    question: str
    background: str = ""
    place: str = ""
    starts_at: datetime | None = None
    recipient: str = ""
    answer_by: date | None = None
    mandate: Mandate = field(default_factory=Mandate)
    cards: tuple[EvidenceCard, ...] = ()
    language: str = "sv"
    ideas_shown: IdeasShown = IdeasShown.AT_ONCE
    moderation: Moderation = Moderation.AFTER
    sensitive: bool = False
    help_line: str = ""
    vote_on: VoteOn = VoteOn.IDEAS
    rule: Rule = field(default_factory=Rule)
    phases: tuple[PlannedPhase, ...]
    gallery_of: tuple[int, ...] = ()


def check_plan(plan: LabPlan) -> LabPlan:
    """The plan as it will be stored; raises what its texts, phases and rule are refused for."""
    rules.check_rule(plan.rule)
    return LabPlan(
        question=text.clean(plan.question, text.QUESTION),
        background=text.clean(plan.background, text.BACKGROUND),
        place=text.clean(plan.place, text.PLACE),
        starts_at=plan.starts_at,
        recipient=text.clean(plan.recipient, text.RECIPIENT),
        answer_by=plan.answer_by,
        mandate=check_mandate(plan.mandate),
        cards=check_cards(plan.cards),
        language=plan.language,
        ideas_shown=plan.ideas_shown,
        moderation=plan.moderation,
        sensitive=plan.sensitive,
        help_line=text.clean(plan.help_line, text.HELP_LINE),
        vote_on=plan.vote_on,
        rule=plan.rule,
        phases=check_phases(plan.phases),
        gallery_of=check_gallery(plan.gallery_of),
    )


def check_gallery(earlier: Sequence[int]) -> tuple[int, ...]:
    """The labs that a lab shows, each once. Raises `TooManyLabs`."""
    once = tuple(dict.fromkeys(earlier))
    if len(once) > MOST_SHOWN:
        raise TooManyLabs(limit=MOST_SHOWN, field="gallery")
    return once


def check_phases(plan: Sequence[PlannedPhase]) -> tuple[PlannedPhase, ...]:
    """The phases as they will be stored; raises what they are refused for."""
    phases.check_plan(plan)
    for phase in plan:
        if phase.vote is not None:
            rules.check_rule(phase.vote.rule)
    return tuple(
        replace(
            phase,
            name=text.clean(phase.name, text.PHASE_NAME),
            prompt=text.clean(phase.prompt, text.PROMPT),
            script=text.clean(phase.script, text.SCRIPT),
            method=text.clean(phase.method, text.METHOD),
        )
        for phase in plan
    )
