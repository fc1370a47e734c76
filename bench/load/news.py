"""What a message of labapp says: its number, and what happened."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Facts = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class News:
    """`seq` is the lab's number; `facts` are those of each piece of news by its name.

    `is_state` tells that it is the whole of what a screen shows, sent when it connects.
    """

    seq: int
    facts: Facts
    is_state: bool = False


def read(payload: bytes) -> News:
    """An event as it came over the line: `42[name, body]`."""
    name, body = json.loads(payload[2:])
    if name == "state":
        return News(int(body["seq"]), {}, is_state=True)
    if name == "news":
        facts = {piece["name"]: piece["facts"] for piece in body["pieces"]}
        return News(int(body["seq"]), facts)
    return News(int(body["seq"]), {name: body["facts"]})  # until all is one event: a piece each
