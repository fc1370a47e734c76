"""`labapp routes`: what the server answers, read from the app itself."""

import argparse
import inspect
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from labapp.cli.folder import app_alone
from labapp.cli.terminal import GOOD, say, table
from labapp.i18n.locale import gettext as _
from labapp.settings import Settings

OF_FLASK = {"HEAD", "OPTIONS"}
CONVERTER = re.compile(r"<\w+:")


@dataclass(frozen=True)
class Route:
    """One address, how it may be asked, and what its function says of itself."""

    methods: tuple[str, ...]
    path: str
    door: str
    about: str


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=_("for programs"))


def run(chosen: argparse.Namespace) -> int:
    routes = all_routes()
    if chosen.json:
        say(json.dumps([asdict(route) for route in routes], indent=2))
    else:
        say(table([(", ".join(route.methods), route.path, route.about) for route in routes]))
    return GOOD


def all_routes() -> list[Route]:
    """Every route, by its path; asked of an app on an empty folder, so that none is touched."""
    with TemporaryDirectory() as empty, app_alone(Settings(home=Path(empty))) as app:
        return sorted(_routes(app), key=lambda route: (route.path, route.methods))


def _routes(app: Flask) -> Iterator[Route]:
    for rule in app.url_map.iter_rules():
        methods = tuple(sorted((rule.methods or set()) - OF_FLASK))
        about = inspect.getdoc(app.view_functions[rule.endpoint]) or ""
        door = rule.endpoint.partition(".")[0]
        yield Route(methods, _plain(rule.rule), door, about.partition("\n")[0])


def _plain(rule: str) -> str:
    """As people write it: `<idea_id>`, and not how it is read; the version of a file is no part."""
    if rule.startswith("/static/"):
        return "/static/<version>/<name>"
    return CONVERTER.sub("<", rule)
