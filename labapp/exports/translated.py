"""An idea on paper where a person translated it: one version is set first, the other under it."""

from dataclasses import dataclass
from typing import TypedDict

from labapp.domain.translations import Reading, Translation, Wording, read
from labapp.exports.labels import direction
from labapp.exports.paper import Beside
from labapp.i18n import tongues
from labapp.i18n.locale import Words


@dataclass(frozen=True)
class Line:
    """What `domain.translations.read` reads, of an idea in a summary."""

    shown_text: str
    lang: str
    translation: Translation | None
    shown_detail: str = ""


class Worded(TypedDict):
    """The words of a saying; only what a resident wrote is set as a quotation."""

    text: str
    lang: str
    direction: str
    by_residents: bool
    beside: Beside | None


def worded(text: str, lang: str, translation: Translation | None, words: Words) -> Worded:
    reading = read(Line(text, lang, translation), words.language.tag)
    return {
        "text": reading.first.text,
        "lang": reading.first.lang,
        "direction": direction(reading.first.text),
        "by_residents": reading.original_first,
        "beside": _beside(reading, reading.beside, words) if reading.beside else None,
    }


def _beside(reading: Reading, other: Wording, words: Words) -> Beside:
    return Beside(
        said=said(reading, other, words),
        text=other.text,
        lang=other.lang,
        direction=direction(other.text),
        by_residents=not reading.original_first,
    )


def said(reading: Reading, other: Wording, words: Words) -> str:
    """Which version stands under the first, and who translated."""
    tag = words.language.tag
    if reading.original_first:
        which = words.gettext(
            "in %(language)s", language=tongues.name(other.lang, words.gettext, tag)
        )
    else:
        which = tongues.original_in(other.lang, words.gettext, tag)
    made = reading.translation
    return f"{which}, {tongues.translated_by(made, words.gettext)}" if made else which
