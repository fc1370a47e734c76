"""The languages that people write in, which are more than those the pages speak."""

from babel import Locale, UnknownLocaleError

from labapp.domain.translations import Reading, Said, Translation, Translator, read
from labapp.i18n import locale
from labapp.i18n.locale import Say

COMMON = (  # what most often is spoken in Swedish municipalities, besides Swedish
    *("ar", "so", "ti", "fa", "fa-AF", "ckb", "ku", "ps", "uk", "ru", "pl", "en", "fi"),
    *("bs", "sq", "sr", "ro", "es", "fr", "de", "tr", "am", "sw", "th", "vi", "zh", "se"),
)


def name(tag: str, gettext: Say = locale.gettext, spoken: str = "") -> str:
    """A language's name in the language spoken now, or in `spoken`; "" where it is not known."""
    ours = {
        "fa-AF": gettext("Dari"),
        "ckb": gettext("Kurdish (Sorani)"),
        "ku": gettext("Kurdish (Kurmanji)"),
        "ps": gettext("Pashto"),
    }
    known = locale.words(spoken or locale.language().tag).language.locale.languages
    return ours.get(tag) or str(known.get(tag.partition("-")[0], ""))


def direction(tag: str) -> str:
    """Which way a language is written; `auto`, by its first letter, where it is not known."""
    try:
        return Locale.parse(tag, sep="-").text_direction if tag != "und" else "auto"
    except (UnknownLocaleError, ValueError):
        return "auto"


def choices() -> list[tuple[str, str]]:
    """The languages to choose among, by name."""
    return sorted(((tag, name(tag)) for tag in COMMON), key=lambda pair: pair[1].casefold())


def original_in(tag: str, gettext: Say = locale.gettext, spoken: str = "") -> str:
    """What leads to the original."""
    known = name(tag, gettext, spoken)
    return (
        gettext("original in %(language)s") % {"language": known} if known else gettext("original")
    )


def version_in(tag: str) -> str:
    """What leads to the translation, for whoever reads the original first."""
    return locale.gettext("in %(language)s", language=name(tag))


def translated_by(made: Translation, gettext: Say = locale.gettext) -> str:
    """Who translated, and whether the idea was changed since."""
    by = {
        Translator.HOST: gettext("translated by the table’s host"),
        Translator.FACILITATOR: gettext("translated by the facilitator"),
        Translator.PERSON: gettext("translated by a person"),
    }[made.by]
    earlier = gettext("of an earlier wording")
    return f"{by}, {earlier}" if made.earlier else by


def reading(said: Said, *, own: bool = False) -> Reading:
    """What whoever reads the language spoken now meets first, and what is within reach.

    Whoever wrote it (`own`) meets their own words first.
    """
    return read(said, said.lang if own else locale.language().tag)
