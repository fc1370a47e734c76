"""The program itself: its database engine, its words, its typefaces, and its address."""

import importlib.util
import json
import sqlite3
import sys
from collections.abc import Iterator

import fontpkg_amiri
import fontpkg_noto_sans

from labapp.cli.checks import Finding, fault, good, note
from labapp.exports.typesetting import FONTS
from labapp.i18n.catalogue import CATALOGS, read_catalogue
from labapp.i18n.locale import DEFAULT, LANGUAGES
from labapp.i18n.locale import gettext as _
from labapp.settings import Settings
from labapp.web.greeting import with_address

OLDEST_PYTHON = (3, 11)
WAL_BUG = ((3, 7, 0), (3, 51, 2))  # the first and the last SQLite that have it


def findings(settings: Settings) -> Iterator[Finding]:
    """Everything that does not lie in the instance folder."""
    yield _python()
    yield _sqlite()
    yield _mode(settings)
    yield _words()
    yield _typefaces()
    yield _address(settings)


def _python() -> Finding:
    version = sys.version.split()[0]
    level = good if sys.version_info >= OLDEST_PYTHON else fault
    return level("Python", version)


def _sqlite() -> Finding:
    """The bug needs two connections that write or checkpoint at once; we have one, by a lock."""
    version = sqlite3.sqlite_version
    first, last = WAL_BUG
    if not first <= sqlite3.sqlite_version_info <= last:
        return good("SQLite", version)
    words = _(
        "%(version)s. Versions 3.7.0 to 3.51.2 can damage a database when two connections write at"
        " once. labapp is not hit: one connection alone writes, and the folder's lock keeps"
        " every other server and command out. Do not write to the file with other tools.",
        version=version,
    )
    return note("SQLite", words)


def _mode(settings: Settings) -> Finding:
    about, mode = _("Loop"), settings.async_mode
    if mode != "threading" and importlib.util.find_spec(mode) is None:
        return fault(about, _("%(mode)s is not installed.", mode=mode))
    return good(about, mode)


def _words() -> Finding:
    about = _("Languages")
    known = {tag: set(_said(tag)) for tag in LANGUAGES}
    missing = set.union(*known.values()) - known[DEFAULT]
    if missing or not known[DEFAULT]:
        return fault(about, _("Words are missing in %(where)s.", where=CATALOGS / DEFAULT))
    return good(about, ", ".join(language.name for language in LANGUAGES.values()))


def _said(tag: str) -> Iterator[str]:
    """The messages that a language has its own words for."""
    catalogue: dict[str | tuple[str, int], str] = read_catalogue(tag).__dict__["_catalog"]
    for key, words in catalogue.items():
        name = key if isinstance(key, str) else key[0]
        if name and words:
            yield name


def _typefaces() -> Finding:
    about = _("Typefaces")
    wanted = [FONTS, fontpkg_noto_sans.ROOT / "files", fontpkg_amiri.ROOT / "files"]
    empty = [str(folder) for folder in wanted if not any(folder.glob("*.[to]tf"))]
    if empty or not json.loads((FONTS / "coverage.json").read_text()):
        return fault(about, _("Missing in %(where)s: no PDF can be made.", where=", ".join(empty)))
    return good(about, _("All that the PDF needs are here."))


def _address(settings: Settings) -> Finding:
    about = _("Address")
    if settings.base_url:
        return good(about, settings.base_url)
    guess = with_address(settings, settings.port)[0].base_url
    words = _(
        "Guessed: %(guess)s. It works in this network today. Set LABAPP_BASE_URL before you print"
        " a poster.",
        guess=guess,
    )
    return note(about, words)
