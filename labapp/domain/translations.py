"""An idea and its version in the room's language, written by a person: which of them is read first.

The original is what was written, and stays; a translation stands beside it and is no idea.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Translator(StrEnum):
    """Who wrote a translation: the host of a table, the facilitator, or one that is not said."""

    HOST = "host"
    FACILITATOR = "facilitator"
    PERSON = "person"


@dataclass(frozen=True)
class Translation:
    """What a person made of an idea; `earlier` when the idea was changed after it was made."""

    text: str
    lang: str
    by: Translator
    earlier: bool = False


@dataclass(frozen=True)
class Made:
    """A translation as it is kept: `version` is that of the idea it was made for."""

    text: str | None
    lang: str | None
    by: Translator | None
    version: int | None


class Said(Protocol):
    """An idea or a choice, in what may be read of it."""

    @property
    def shown_text(self) -> str: ...

    @property
    def shown_detail(self) -> str: ...

    @property
    def lang(self) -> str: ...

    @property
    def translation(self) -> Translation | None: ...


@dataclass(frozen=True)
class Wording:
    """One text in one language; "und" for one that nobody has said."""

    text: str
    detail: str
    lang: str


@dataclass(frozen=True)
class Reading:
    """What is read first of an idea and, where it was translated, what is read beside that."""

    first: Wording
    beside: Wording | None = None
    translation: Translation | None = None
    original_first: bool = True


def standing(made: Made, version: int, *, masked: bool) -> Translation | None:
    """The translation of an idea that reads as `version`; beside a mask none: it would undo it."""
    if masked or not made.text or not made.lang or made.by is None:
        return None
    return Translation(made.text, made.lang, made.by, earlier=made.version != version)


def read(said: Said, reader: str) -> Reading:
    """The translation first and the original beside it.

    The other way round for whoever reads the idea's own language, by its tag.
    """
    original = Wording(said.shown_text, said.shown_detail, said.lang)
    translation = said.translation
    if translation is None:
        return Reading(original)
    version = Wording(translation.text, "", translation.lang)
    if _tongue(said.lang) == _tongue(reader) != _tongue(translation.lang):
        return Reading(original, version, translation)
    return Reading(version, original, translation, original_first=False)


def _tongue(tag: str) -> str:
    return tag.partition("-")[0].casefold()
