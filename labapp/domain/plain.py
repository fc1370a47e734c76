"""Values as canonical JSON has them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime


def whole(value: object) -> object:
    match value:
        case float() if value.is_integer():
            return int(value)
        case Mapping():
            return {key: whole(inner) for key, inner in value.items()}
        case tuple():
            return [whole(inner) for inner in value]
        case _:
            return value


def stamp(value: date) -> str:
    return (value.astimezone(UTC) if isinstance(value, datetime) else value).isoformat()
