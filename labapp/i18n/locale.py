"""Which language this person reads, its direction, and its words, dates and numbers.

A language is one catalogue and one line in `LANGUAGES`. The one spoken now is kept per request
(a context variable), so that `gettext` and its sisters need no argument on pages; exports and
fragments, which speak a language of their own, ask for its `words(tag)`.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale, dates, negotiate_locale, numbers
from babel.support import NullTranslations

from labapp.i18n.catalogue import read_catalogue


@dataclass(frozen=True)
class Language:
    """A language we speak: its tag on the page, Babel's name for it, and its own name."""

    tag: str
    babel: str
    name: str
    clock: str = "short"

    @property
    def locale(self) -> Locale:
        return Locale.parse(self.babel)

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`, as the page's `dir` wants it."""
        return self.locale.text_direction


LANGUAGES = {
    language.tag: language
    for language in (
        Language("sv", "sv", "Svenska", clock="HH.mm"),
        Language("en", "en_GB", "English"),
    )
}
DEFAULT = "sv"
Say = Callable[[str], str]
"""Words in a language: the one spoken now, or an export's own."""


@dataclass
class _Wall:
    """The clock on the wall: times are kept in UTC and read in this zone."""

    zone: dt.tzinfo


_WALL = _Wall(ZoneInfo("Europe/Stockholm"))
_SPOKEN = ContextVar("spoken", default=DEFAULT)


def set_timezone(name: str) -> None:
    """Read all times in this zone, from now on and in the whole process."""
    _WALL.zone = ZoneInfo(name)


class Words:
    """One language, ready to speak."""

    def __init__(self, language: Language, catalogue: NullTranslations) -> None:
        self.language = language
        self._catalogue = catalogue
        self._locale = language.locale

    def gettext(self, message: str, /, **values: object) -> str:
        """Say it in this language. `%(name)s` is filled in when values are given."""
        text: str = self._catalogue.gettext(message)
        return text % values if values else text

    def ngettext(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Say it in the form that the number takes; `%(num)s` is the number, by locale."""
        return self.plural(one, many, n) % {"num": self.number(n), **values}

    def plural(self, one: str, many: str, n: int, /) -> str:
        """The form that the number takes, with nothing filled in."""
        text: str = self._catalogue.ngettext(one, many, n)
        return text

    def date(self, value: dt.date) -> str:
        """4 juli 2018."""
        day = on_the_wall(value) if isinstance(value, dt.datetime) else value
        return dates.format_date(day, "long", locale=self._locale)

    def datetime(self, value: dt.datetime) -> str:
        """4 juli 2018 kl. 13.28; at midnight the day alone, since nobody told the hour."""
        if on_the_wall(value).time() == dt.time():
            return self.date(value)
        return self.gettext("%(date)s at %(time)s", date=self.date(value), time=self.time(value))

    def time(self, value: dt.datetime | dt.time) -> str:
        """13.28."""
        moment = on_the_wall(value) if isinstance(value, dt.datetime) else value
        return dates.format_time(moment, self.language.clock, locale=self._locale)

    def number(self, value: float) -> str:
        """1 500 000."""
        return numbers.format_decimal(value, locale=self._locale)

    def tenths(self, value: float) -> str:
        """4,0: with one decimal, also where it is none."""
        return numbers.format_decimal(value, "#,##0.0", locale=self._locale)

    def percent(self, value: float) -> str:
        """23 %, from a share between 0 and 1."""
        return numbers.format_percent(value, locale=self._locale)


def zone() -> dt.tzinfo:
    """Where the municipality's clocks stand."""
    return _WALL.zone


def on_the_wall(value: dt.datetime) -> dt.datetime:
    return value.astimezone(_WALL.zone) if value.tzinfo else value


@cache
def words(tag: str) -> Words:
    """Give the words of one of `LANGUAGES`; read once."""
    return Words(LANGUAGES[tag], read_catalogue(tag))


def negotiate(chosen: str | None, accepted: Sequence[str], fallback: str) -> str:
    """Find the tag to speak: the person's switch, the browser, the lab's default, Swedish."""
    for tag in (chosen, negotiate_locale(accepted, LANGUAGES, sep="-"), fallback):
        if tag in LANGUAGES:
            return tag
    return DEFAULT


def speak(tag: str) -> None:
    """Speak this language for the rest of the context, as in a request."""
    _SPOKEN.set(tag)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Speak this language inside the block."""
    token = _SPOKEN.set(tag)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def spoken() -> Words:
    return words(_SPOKEN.get())


def language() -> Language:
    """Tell which language is spoken now."""
    return spoken().language


def gettext(message: str, /, **values: object) -> str:
    """Say it in the language spoken now."""
    return spoken().gettext(message, **values)


def ngettext(one: str, many: str, n: int, /, **values: object) -> str:
    """Say it in the language spoken now, in the form that the number takes."""
    return spoken().ngettext(one, many, n, **values)


def plural(one: str, many: str, n: int, /) -> str:
    """Give the form that the number takes, with nothing filled in."""
    return spoken().plural(one, many, n)


def date(value: dt.date) -> str:
    """4 juli 2018."""
    return spoken().date(value)


def datetime(value: dt.datetime) -> str:
    """4 juli 2018 kl. 13.28."""
    return spoken().datetime(value)


def time(value: dt.datetime | dt.time) -> str:
    """13.28."""
    return spoken().time(value)


def number(value: float) -> str:
    """1 500 000."""
    return spoken().number(value)


def percent(value: float) -> str:
    """23 %, from a share between 0 and 1."""
    return spoken().percent(value)
