"""The table of commands: what each is for, and the module that does it."""

import argparse
import gc
import importlib
from collections.abc import Sequence
from contextvars import copy_context
from types import ModuleType

from labapp.cli import terminal
from labapp.cli.terminal import WRONG_USE
from labapp.i18n.locale import gettext as _
from labapp.settings import SettingsError

MODULES = {
    "serve": "labapp.cli.serving",
    "demo": "labapp.cli.demo",
    "rehearse": "labapp.cli.rehearse.command",
    "replay": "labapp.cli.replay.command",
    "doctor": "labapp.cli.doctor",
    "create-facilitator": "labapp.cli.creating",
    "reset-password": "labapp.cli.resetting",
    "migrate": "labapp.cli.migrating",
    "routes": "labapp.cli.routes",
    "events": "labapp.cli.events",
}


def _about() -> dict[str, str]:
    return {
        "serve": _("answer phones, desks and projectors"),
        "demo": _("fill an empty folder with a lab evening, and serve it"),
        "rehearse": _("play a whole room against a running server, and report"),
        "replay": _("play a day from a file in on a running server, and count it there"),
        "doctor": _("look for faults in this installation"),
        "create-facilitator": _("print a one-time link for a new facilitator"),
        "reset-password": _("print a one-time link to choose a new password"),
        "migrate": _("bring the database up to date"),
        "routes": _("list what the server answers"),
        "events": _("list the news that it sends"),
    }


def run(words: Sequence[str]) -> int:
    """Do what was asked, in the terminal's language; nothing of it is left behind."""
    return copy_context().run(_run, words)


def _run(words: Sequence[str]) -> int:
    """The chosen command's module alone is loaded."""
    terminal.speak()
    chosen = words[0] if words and words[0] in MODULES else None
    parsed = _parser(chosen).parse_args(words)
    try:
        return int(_module(parsed.command).run(parsed))
    except SettingsError as wrong:
        terminal.complain(str(wrong))
        return WRONG_USE


def _module(name: str) -> ModuleType:
    """What does a command. Nothing that is imported goes again: looking for it took an eighth."""
    gc.disable()
    try:
        return importlib.import_module(MODULES[name])
    finally:
        gc.enable()


def _parser(chosen: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="labapp",
        description=_("Democracy labs in real time."),
        epilog=_("Exit codes: 0 good, 1 found a fault, 2 wrong use."),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar=_("command"))
    for name, about in _about().items():
        one = commands.add_parser(name, help=about, description=about[:1].upper() + about[1:] + ".")
        if name == chosen:
            _module(name).arguments(one)
    return parser
