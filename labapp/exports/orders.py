"""What a file is made of when it is made in a process of its own: an order, carried as JSON."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from labapp.domain.summary import LabSummary


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

    `beside` is its other version, where a person translated it.
    """

    number: int | None
    text: str
    lang: str
    beside: str = ""


@dataclass(frozen=True, kw_only=True)
class Kit:
    """All that a room needs on paper; without `choices` there is no ballot in it."""

    poster: Poster
    tables: tuple[TableCard, ...] = ()
    choices: tuple[PaperChoice, ...] = ()
    points: int = 3
    max_per_choice: int = 1


@dataclass(frozen=True, kw_only=True)
class Order:
    """What to draw, in which format and language; times are told in `timezone`."""

    content: LabSummary | Poster | Kit
    language: str
    timezone: str
    format: str = "pdf"


ORDER: TypeAdapter[Order] = TypeAdapter(Order)
