"""What a file is made of when it is made in a process of its own: an order, carried as JSON."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from pydantic import TypeAdapter

from labapp.domain.methods import Method
from labapp.domain.rules import Rule
from labapp.domain.summary import LabSummary


class Part(StrEnum):
    """What a print kit can hold, in the order of its pages."""

    POSTER = "poster"
    TABLES = "tables"
    HOSTS = "hosts"
    CARDS = "cards"
    BALLOTS = "ballots"
    METHODS = "methods"
    SLIPS = "slips"
    WALLS = "walls"


@dataclass(frozen=True, kw_only=True)
class Poster:
    """`code` as read aloud, "4826 1735"; `address` as typed; `warning` in the reader's words."""

    question: str
    code: str
    address: str
    qr_svg: str
    body: str
    place: str
    held_at: datetime | None
    made_at: datetime
    warning: str | None = None


@dataclass(frozen=True, kw_only=True)
class TableCard:
    """A table, with its host's code as read aloud; "" where it has none."""

    name: str
    code: str
    qr_svg: str


@dataclass(frozen=True, kw_only=True)
class PaperChoice:
    """What can be voted for, with the `number` by which a slip is typed in.

    `beside` is its other version, where a person translated it; `cost` is in kronor, where the vote
    is within a sum.
    """

    number: int | None
    text: str
    lang: str
    beside: str = ""
    cost: int | None = None


@dataclass(frozen=True, kw_only=True)
class TakeHome:
    """What a slip to take home says besides the way to the lab: when it was, who answers and when.

    `recipient` is "" and `answer_by` None where the lab does not say.
    """

    held_on: datetime | None = None
    recipient: str = ""
    answer_by: date | None = None


@dataclass(frozen=True, kw_only=True)
class MethodCard:
    """A method card, with the name of the step that is held by it; "" where it is for none."""

    method: Method
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class MethodCards:
    """Method cards alone, four on a page."""

    cards: tuple[MethodCard, ...]
    body: str
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class Kit:
    """All that a room needs on paper: of its `parts`, those that have something to print.

    `shown` is the lab's summary with the votes whose result the room has seen, and no other;
    None before there is anything to hang on the wall.
    """

    poster: Poster
    parts: tuple[Part, ...] = tuple(Part)
    tables: tuple[TableCard, ...] = ()
    choices: tuple[PaperChoice, ...] = ()
    rule: Rule = field(default_factory=Rule)
    methods: tuple[MethodCard, ...] = ()
    take_home: TakeHome = TakeHome()
    shown: LabSummary | None = None


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to draw, in which format and language; times are told in `timezone`."""

    content: LabSummary | Poster | Kit | MethodCards
    language: str
    timezone: str
    format: str = "pdf"


ORDER: TypeAdapter[Order] = TypeAdapter(Order)
