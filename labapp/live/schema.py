"""What every piece of news is made of: its name, its audience, and where those are who hear it."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import ClassVar


class Audience(StrEnum):
    PHONES = "phones"
    SCREEN = "screen"
    DESK = "desk"
    HOST = "host"


ROOM = (Audience.PHONES, Audience.SCREEN, Audience.DESK)
EVERYBODY = (*ROOM, Audience.HOST)
LEADING = (Audience.SCREEN, Audience.DESK)
Fragments = dict[Audience, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class News:
    """Something that happened in a lab, told after its commit.

    `seq` is the lab's number after it. What is `counted` is not kept in the log: its numbers are
    counted when it is told.
    """

    name: ClassVar[str]
    audience: ClassVar[tuple[Audience, ...]]
    fragments: ClassVar[Fragments] = {}
    counted: ClassVar[bool] = False

    lab: int
    seq: int

    def facts(self) -> dict[str, object]:
        """What is told besides the fragments."""
        mine = (item.name for item in fields(self) if item.name not in {"lab", "seq"})
        return {name: getattr(self, name) for name in mine}


@dataclass(frozen=True, slots=True)
class Place:
    """Where those are who see a lab in one way and one language."""

    lab: int
    audience: Audience
    lang: str

    @property
    def room(self) -> str:
        return f"lab:{self.lab}:{self.audience.value}:{self.lang}"
