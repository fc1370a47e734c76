"""What a message of labapp says: its number, and what happened."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Facts = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class News:
    """`seq` is the lab's number, `since` what was told before, `facts` those of each piece by name.

    `is_state` tells that it is the whole of what a screen shows, sent when it connects. Without
    facts it says only that the screen has missed something.
    """

    seq: int
    since: int = 0
    facts: Facts = field(default_factory=dict)
    is_state: bool = False


def read(payload: bytes) -> News:
    """An event as it came over the line: `42[name, body]`."""
    name, body = json.loads(payload[2:])
    seq, since = int(body["seq"]), int(body.get("since", 0))
    if name == "state":
        return News(seq, is_state=True)
    return News(seq, since, {piece["name"]: piece["facts"] for piece in body["pieces"]})
