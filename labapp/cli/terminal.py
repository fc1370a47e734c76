"""The terminal: its language, and how a command speaks there."""

import sys
from collections.abc import Sequence

from babel import default_locale

from labapp.i18n import locale

GOOD, FAULT, WRONG_USE = 0, 1, 2


def speak() -> None:
    """Speak Swedish in a Swedish terminal, else English, as everything else there does."""
    wanted = (default_locale("LC_MESSAGES") or "")[:2]
    locale.speak(wanted if wanted in locale.LANGUAGES else "en")


def say(text: str = "") -> None:
    """A line for the person, or for the next program."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """A line that says what went wrong."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows in columns, two spaces apart."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))] if rows else []
    lines = ("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)
