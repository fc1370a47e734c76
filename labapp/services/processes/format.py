"""The form in which a process is sent: `labapp-process/1`, a JSON object.

`format`, `name`, `about`, `ideas_shown`, `vote_on`, `points`, `max_per_choice` and `phases`: a list
of objects with `kind`, `name`, `minutes` (null where it has no end of its own), `who`, `prompt`,
`script`, `moderation` ("before": its ideas wait for a person, "after": they are shown at once,
null: as the lab says), `method`, the key of a method card, and `vote`, how a step votes: an object
with `on`, `method`, `points` and `max_per_choice` (null: as the process says, by `vote_on`,
`vote_method`, `points` and `max_per_choice`). What is left out has its usual value; what is not
known is refused. A card that is not in this house is kept by its key, and shown where
it is.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from labapp.domain.errors import NoProcess
from labapp.domain.ideas import IdeasShown, Moderation
from labapp.domain.phases import MOST_PHASES, PlannedPhase, Who, usual_who
from labapp.domain.processes import Process, check_process
from labapp.domain.rules import USUAL, Method, fitted
from labapp.domain.voting import Vote, VoteOn

LONGEST = 60_000  # bytes: a form with one in it is let through the door


class VoteData(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    on: VoteOn = VoteOn.IDEAS
    method: Method = Method.DOTS
    points: int | None = None
    max_per_choice: int = 1

    @classmethod
    def of(cls, vote: Vote) -> "VoteData":
        rule = vote.rule
        most = rule.max_per_choice
        return cls(on=vote.on, method=rule.method, points=rule.points, max_per_choice=most)

    def vote(self) -> Vote:
        points = USUAL[self.method].points if self.points is None else self.points
        return Vote(self.on, fitted(self.method, points, self.max_per_choice))


def _data_of(vote: object) -> object:
    """A step's vote as it is sent; what was sent is let be."""
    return VoteData.of(vote) if isinstance(vote, Vote) else vote


class PhaseData(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    kind: str
    name: str
    minutes: int | None = None
    who: Who | None = None
    prompt: str = ""
    script: str = ""
    moderation: Moderation | None = None
    method: str = ""
    vote: Annotated[VoteData | None, BeforeValidator(_data_of)] = None

    def phase(self) -> PlannedPhase:
        return PlannedPhase(
            kind=self.kind,
            name=self.name,
            minutes=self.minutes,
            who=self.who or usual_who(self.kind),
            prompt=self.prompt,
            script=self.script,
            moderation=self.moderation,
            method=self.method,
            vote=self.vote.vote() if self.vote else None,
        )


class ProcessData(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    format: Literal["labapp-process/1"]
    name: str
    about: str = ""
    ideas_shown: IdeasShown = IdeasShown.AT_ONCE
    vote_on: VoteOn = VoteOn.IDEAS
    points: int = 3
    max_per_choice: int = 1
    vote_method: Method = Method.DOTS
    phases: list[PhaseData] = Field(max_length=MOST_PHASES)

    def process(self) -> Process:
        return Process(
            name=self.name,
            about=self.about,
            ideas_shown=self.ideas_shown,
            vote_on=self.vote_on,
            rule=fitted(self.vote_method, self.points, self.max_per_choice),
            phases=tuple(phase.phase() for phase in self.phases),
        )


def from_json(sent: bytes | str) -> Process:
    """The process that a JSON text describes, checked.

    Raises `NoProcess` with the field that cannot be read, and what `check_process` raises.
    """
    if len(sent) > LONGEST:
        raise NoProcess(field="")
    try:
        data = ProcessData.model_validate_json(sent)
    except ValidationError as fault:
        where = fault.errors(include_input=False, include_url=False)[0]["loc"]
        raise NoProcess(field=".".join(str(part) for part in where)[:60]) from None
    return check_process(data.process())


def to_json(process: Process) -> str:
    """The process as a text that `from_json` reads again to an equal one."""
    data = ProcessData(
        format="labapp-process/1",
        name=process.name,
        about=process.about,
        ideas_shown=process.ideas_shown,
        vote_on=process.vote_on,
        points=process.rule.points,
        max_per_choice=process.rule.max_per_choice,
        vote_method=process.rule.method,
        phases=[PhaseData.model_validate(each, from_attributes=True) for each in process.phases],
    )
    return data.model_dump_json(indent=1)
