"""Tables in the room: how many there may be, and what a host may ask the facilitator for."""

from enum import StrEnum

from labapp.domain.errors import NumberOutOfRange

MOST_TABLES = 80


class Wish(StrEnum):
    """What a host asks the facilitator for: to come and help, or more time for all."""

    HELP = "help"
    TIME = "time"


def check_count(count: int) -> None:
    """Raise `NumberOutOfRange` where a room cannot have so many tables."""
    if not 0 <= count <= MOST_TABLES:
        raise NumberOutOfRange(field="tables", least=0, most=MOST_TABLES)
