"""The phases of a lab: two tables, what each activity allows and what each kind is."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from labapp.domain.errors import LabClosed, MinutesOutOfRange, NoSuchPhase, PhaseClosed
from labapp.domain.ideas import Moderation
from labapp.domain.voting import Vote

GRACE = timedelta(seconds=90)  # a phase change never eats half a sentence
MINUTES = range(1, 24 * 60 + 1)
MOST_PHASES = 30


class Activity(StrEnum):
    """What can be done in a phase. Kinds, names and prompts are data; activities are code."""

    INFORM = "inform"
    COLLECT = "collect"
    GROUP = "group"
    VOTE = "vote"
    RESULTS = "results"
    DEEPEN = "deepen"
    GALLERY = "gallery"
    COMMIT = "commit"
    REFLECT = "reflect"


class Who(StrEnum):
    """How people work in a phase."""

    ALL = "all"
    SOLO = "solo"
    PAIR = "pair"
    FOUR = "four"
    TABLE = "table"
    FREE = "free"


class Action(StrEnum):
    """What a phone may want to do."""

    SUBMIT_IDEA = "submit_idea"
    CHANGE_IDEA = "change_idea"
    AGREE = "agree"
    CAST_BALLOT = "cast_ballot"
    WRITE_PROPOSAL = "write_proposal"
    MAKE_COMMITMENT = "make_commitment"
    PROPOSE_NAME = "propose_name"
    PLACE_IDEA = "place_idea"
    REFLECT = "reflect"


class LabStatus(StrEnum):
    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"


ALLOWS: dict[Activity, frozenset[Action]] = {
    Activity.INFORM: frozenset(),
    Activity.COLLECT: frozenset({Action.SUBMIT_IDEA, Action.CHANGE_IDEA, Action.AGREE}),
    Activity.GROUP: frozenset({Action.PROPOSE_NAME, Action.PLACE_IDEA}),
    Activity.VOTE: frozenset({Action.CAST_BALLOT}),
    Activity.RESULTS: frozenset(),
    Activity.DEEPEN: frozenset({Action.WRITE_PROPOSAL}),
    Activity.GALLERY: frozenset({Action.SUBMIT_IDEA, Action.CHANGE_IDEA, Action.AGREE}),
    Activity.COMMIT: frozenset({Action.MAKE_COMMITMENT}),
    Activity.REFLECT: frozenset(),
}

ALWAYS = frozenset({Action.REFLECT})
"""What can be done in every phase of an open lab: who must leave early may answer as well."""

KINDS: dict[str, Activity] = {
    **dict.fromkeys(("arrive", "welcome", "frame", "warmup", "break"), Activity.INFORM),
    **dict.fromkeys(("move", "read", "next", "close", "team", "marketplace"), Activity.INFORM),
    **dict.fromkeys(("ideate_solo", "table_round", "pair", "group4", "share"), Activity.COLLECT),
    **dict.fromkeys(("stories", "problem", "vision", "critique"), Activity.COLLECT),
    **dict.fromkeys(("session", "ask", "agenda_build"), Activity.COLLECT),
    **dict.fromkeys(("cluster", "harvest"), Activity.GROUP),
    **dict.fromkeys(("vote", "spread"), Activity.VOTE),
    **dict.fromkeys(("count", "results", "present", "pitch"), Activity.RESULTS),
    **dict.fromkeys(("deepen", "test_plan", "actors"), Activity.DEEPEN),
    "gallery": Activity.GALLERY,
    "commit": Activity.COMMIT,
    "reflect": Activity.REFLECT,
}

GATHERING = frozenset({"arrive", "welcome"})
"""Kinds of phase in which people still come in: the way in is what the projector shows."""

FRAMING = "frame"
"""The kind in which the challenge is told: what can be influenced, and what is known."""

MOVING = "move"
"""The kind in which people change tables."""

CLOSING = "close"
"""The kind, besides those that reflect, in which phones show the exit questions."""

WORKS: dict[str, Who] = {
    **dict.fromkeys(("ideate_solo", "vote", "spread", "reflect", "critique"), Who.SOLO),
    **dict.fromkeys(("table_round", "stories", "problem", "vision"), Who.TABLE),
    **dict.fromkeys(("deepen", "test_plan", "actors"), Who.TABLE),
    **dict.fromkeys(("session", "marketplace", "read", "gallery", "ask"), Who.FREE),
    "pair": Who.PAIR,
    "group4": Who.FOUR,
}
"""How people usually work in a kind of phase; where a kind is not named, all together."""


QUICK: dict[str, int] = {
    "break": 10,
    "warmup": 5,
    "ideate_solo": 2,
    "pair": 3,
    "table_round": 10,
    "gallery": 10,
    "vote": 3,
    "results": 5,
    "reflect": 3,
}
"""The kinds that are put in while a lab is held, each with its minutes, as they are offered."""

AGAIN = "again"
"""What is put in when it is another step like the present one."""


@dataclass(frozen=True)
class PlannedPhase:
    """A phase as planned. `minutes` is None where the phase has no end of its own.

    `id` tells which phase of an edited lab it is; None for a new one. `prompt` is what phones and
    projector say to do now, `script` a line for the facilitator to say: where they are empty, the
    kind has its usual words. `moderation` is whether its ideas wait for a person; None where what
    the lab says holds. `method` is the key of the method card by which it is held, if any. `vote`
    is how a step votes; None where it is as the lab says.
    """

    kind: str
    name: str
    minutes: int | None
    id: int | None = field(default=None, compare=False)
    who: Who = Who.ALL
    prompt: str = ""
    script: str = ""
    moderation: Moderation | None = None
    method: str = ""
    vote: Vote | None = None

    @property
    def activity(self) -> Activity:
        return KINDS[self.kind]


def usual_who(kind: str) -> Who:
    """How people work in a phase of this kind, until the facilitator says otherwise."""
    return WORKS.get(kind, Who.ALL)


DEFAULT_KINDS: tuple[tuple[str, int | None], ...] = (
    ("ideate_solo", 10),
    ("cluster", 10),
    ("vote", 5),
    ("results", None),
)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """Where a lab stands when somebody acts: the input of every rule about time.

    `between`: whether it is before its first step, or in its last one, in which it stays after the
    meeting. Until `ideas_until` it takes written ideas then, and `watched_until` says how long
    somebody has promised to read them as they come.
    """

    status: LabStatus
    activity: Activity | None
    now: datetime
    collect_ended_at: datetime | None = None
    deepen_ended_at: datetime | None = None
    between: bool = False
    ideas_until: datetime | None = None
    watched_until: datetime | None = None


def require_unclosed(status: LabStatus) -> None:
    """Return unless the lab is closed, after which nothing is changed; then raise `LabClosed`."""
    if status is LabStatus.CLOSED:
        raise LabClosed


def require(moment: Moment, action: Action) -> None:
    """Return when the action may be done now; raise `LabClosed` or `PhaseClosed` otherwise."""
    if moment.status is LabStatus.CLOSED:
        raise LabClosed(action=action.value)
    if not allows(moment, action):
        raise PhaseClosed(action=action.value)


def allows(moment: Moment, action: Action) -> bool:
    """Whether an action may be done now; a late idea or proposal counts for 90 seconds."""
    if action in ALLOWS[Activity.COLLECT] and in_window(moment):
        return True
    if moment.activity is None or moment.status is not LabStatus.OPEN:
        return False
    return action in ALLOWS[moment.activity] | ALWAYS or within_grace(moment, action)


def takes_ideas(activity: Activity | None) -> bool:
    """Whether phones write ideas in this activity."""
    return activity is not None and Action.SUBMIT_IDEA in ALLOWS[activity]


def is_late(moment: Moment) -> bool:
    """Whether an idea that comes now comes after its phase."""
    return not takes_ideas(moment.activity) and not in_window(moment)


def in_window(moment: Moment) -> bool:
    """Whether written ideas are taken before or after the meeting just now."""
    if moment.ideas_until is None or moment.status is LabStatus.CLOSED:
        return False
    return moment.between and not takes_ideas(moment.activity) and moment.now < moment.ideas_until


def within_grace(moment: Moment, action: Action) -> bool:
    """Whether the phase of an action ended so short a time ago that a sentence may be finished."""
    ended = {
        Action.SUBMIT_IDEA: moment.collect_ended_at,
        Action.WRITE_PROPOSAL: moment.deepen_ended_at,
    }.get(action)
    return ended is not None and timedelta(0) <= moment.now - ended <= GRACE


def quick(what: str, present: PlannedPhase, name: str) -> PlannedPhase:
    """A step to put in after the present one: of a kind of `QUICK`, or `AGAIN`, like the present.

    `name` is what a step of that kind is called. Raises `NoSuchPhase`.
    """
    if what == AGAIN:
        return replace(present, id=None)
    if what not in QUICK:
        raise NoSuchPhase(to=what)
    return PlannedPhase(what, name, QUICK[what], who=usual_who(what))


def check_plan(plan: Sequence[PlannedPhase]) -> None:
    """Raise `NoSuchPhase` or `MinutesOutOfRange` when a plan cannot be led."""
    if not plan or len(plan) > MOST_PHASES or any(phase.kind not in KINDS for phase in plan):
        raise NoSuchPhase(most=MOST_PHASES)
    if any(phase.minutes is not None and phase.minutes not in MINUTES for phase in plan):
        raise MinutesOutOfRange(least=MINUTES.start, most=MINUTES.stop - 1)


def step_to(keys: Sequence[str], current: str | None, to: str) -> str:
    """The key of the phase that `to` names: a key, `next` or `previous`.

    Raises `NoSuchPhase` when there is none, such as a step past the end.
    """
    at = keys.index(current) if current in keys else -1
    wanted = {"next": at + 1, "previous": at - 1}.get(to)
    if wanted is None and to in keys:
        return to
    if wanted is None or not 0 <= wanted < len(keys):
        raise NoSuchPhase(to=to)
    return keys[wanted]


def ends_at(started: datetime, minutes: int | None) -> datetime | None:
    """When a phase ends by its plan. The clock informs; it never locks anyone out."""
    return None if minutes is None else started + timedelta(minutes=minutes)
