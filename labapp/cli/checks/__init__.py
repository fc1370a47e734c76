"""What `labapp doctor` looks at. Each check gives findings, and changes nothing."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    GOOD = "good"
    NOTE = "note"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and how it is, in words."""

    level: Level
    about: str
    says: str


def good(about: str, says: str) -> Finding:
    return Finding(Level.GOOD, about, says)


def note(about: str, says: str) -> Finding:
    return Finding(Level.NOTE, about, says)


def fault(about: str, says: str) -> Finding:
    return Finding(Level.FAULT, about, says)
