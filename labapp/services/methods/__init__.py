"""The method cards that come with the house, as data: a file `<language>/<key>.json` each.

`order.txt` lists their keys as they are offered. A language without a card shows it in English.
"""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from labapp.domain.methods import Method
from labapp.i18n import locale

FOLDER = Path(__file__).parent
FALLBACK = "en"


class MethodData(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    purpose: str
    minutes: int
    people: str
    kinds: tuple[str, ...]
    steps: tuple[str, ...]
    source: str


@cache
def method_keys() -> tuple[str, ...]:
    """Their keys, as they are offered."""
    return tuple((FOLDER / "order.txt").read_text(encoding="utf-8").split())


def all_methods() -> tuple[Method, ...]:
    """All cards, in the language spoken now or in English."""
    return _all(locale.language().tag)


@cache
def _all(tag: str) -> tuple[Method, ...]:
    return tuple(_read(tag, key) for key in method_keys())


def method(key: str) -> Method | None:
    """One card; None for none, and for one that is not in this house."""
    return next((card for card in all_methods() if card.key == key), None)


def _read(tag: str, key: str) -> Method:
    path = FOLDER / tag / f"{key}.json"
    if not path.exists():
        path = FOLDER / FALLBACK / f"{key}.json"
    data = MethodData.model_validate_json(path.read_bytes())
    return Method(key=key, **data.model_dump())
