"""`labapp events`: the news that the server sends, read from the classes themselves."""

import argparse
import json
from dataclasses import asdict, dataclass, fields
from typing import get_type_hints

from labapp.cli.terminal import GOOD, say, table
from labapp.i18n.locale import gettext as _
from labapp.live.audience import News
from labapp.live.news import ALL_NEWS

ON_EVERY_PIECE = {"lab", "seq"}


@dataclass(frozen=True)
class Event:
    """One piece of news: who hears it, its facts with their types, and the fragments it brings."""

    name: str
    audiences: tuple[str, ...]
    facts: dict[str, str]
    fragments: dict[str, tuple[str, ...]]
    about: str


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(chosen: argparse.Namespace) -> int:
    events = all_events()
    if chosen.json:
        say(json.dumps([asdict(event) for event in events], indent=2))
    else:
        say(table([_row(event) for event in events]))
    return GOOD


def _row(event: Event) -> tuple[str, str, str]:
    facts = ", ".join(f"{name}: {kind}" for name, kind in event.facts.items())
    return event.name, ", ".join(event.audiences), facts


def all_events() -> list[Event]:
    """Every piece of news, in the order of its file."""
    return [_event(kind) for kind in ALL_NEWS]


def _event(kind: type[News]) -> Event:
    types = get_type_hints(kind)
    own = [field.name for field in fields(kind) if field.name not in ON_EVERY_PIECE]
    return Event(
        name=kind.name,
        audiences=tuple(audience.value for audience in kind.audience),
        facts={name: _type(types[name]) for name in own},
        fragments={audience.value: names for audience, names in kind.fragments.items()},
        about=_about(kind),
    )


def _type(hint: object) -> str:
    return hint.__name__ if isinstance(hint, type) else str(hint)


def _about(kind: type[News]) -> str:
    doc = kind.__doc__ or ""
    return "" if doc.startswith(f"{kind.__name__}(") else " ".join(doc.split())
