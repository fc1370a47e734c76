"""The processes that come with the house."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from labapp.domain.processes import Process
from labapp.i18n import locale
from labapp.services.processes.format import from_json

FOLDER = Path(__file__).parent
FALLBACK = "en"


@dataclass(frozen=True)
class Ours:
    """A process that comes with the house; `key` is its name in addresses."""

    key: str
    process: Process


def our_processes() -> list[Ours]:
    """All of them as they are offered, in the language spoken now or in English."""
    tag = locale.language().tag
    return [Ours(key, _read(tag, key)) for key in keys()]


def our_process(key: str) -> Process | None:
    """One of them by its key, in the language spoken now or in English."""
    return _read(locale.language().tag, key) if key in keys() else None


@cache
def keys() -> tuple[str, ...]:
    """Their keys: those of `order.txt` first, then the rest by name."""
    listed = (FOLDER / "order.txt").read_text(encoding="utf-8").split()
    there = sorted(path.stem for path in (FOLDER / FALLBACK).glob("*.json"))
    return tuple(sorted(there, key=lambda key: (key not in listed, _place(listed, key))))


def _place(listed: list[str], key: str) -> int:
    return listed.index(key) if key in listed else 0


@cache
def _read(tag: str, key: str) -> Process:
    path = FOLDER / tag / f"{key}.json"
    if not path.exists():
        path = FOLDER / FALLBACK / f"{key}.json"
    return from_json(path.read_bytes())
