"""The database: its server, its schema, the chain of its log, and the keys of its votes."""

from collections.abc import Iterator, Mapping
from contextvars import copy_context
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from labapp.cli.checks import Finding, fault, good, note
from labapp.i18n.locale import gettext as _
from labapp.i18n.locale import ngettext
from labapp.settings import Settings, SettingsError
from labapp.store import audit, db, keys, migrate
from labapp.store.ballot import open_rounds
from labapp.store.db import write_in

QUIET = {
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "track_commit_timestamp": "off",
}


def findings(settings: Settings) -> Iterator[Finding]:
    """All that can be said of it; nothing is made to find out."""
    if not settings.many_processes and not (settings.home / "labapp.db").exists():
        yield note(_("Database"), _("It is made at the first start."))
        return
    engine = db.reading_engine(settings.database)
    try:
        yield from copy_context().run(lambda: list(_look(settings, engine)))
    except DBAPIError as unreadable:
        yield fault(_("Database"), _("It cannot be read: %(why)s", why=unreadable.orig))
    finally:
        engine.dispose()


def _look(settings: Settings, engine: Engine) -> Iterator[Finding]:
    if settings.many_processes:
        yield _server(engine)
        yield from _quiet(db.settings_of(engine))
    yield from _content(settings, engine)


def _server(engine: Engine) -> Finding:
    about = _("Database")
    try:
        db.check(engine, loop=False)
    except SettingsError as unfit:
        return fault(about, str(unfit))
    version = db.settings_of(engine)["server_version"]
    return good(
        about, _("PostgreSQL %(version)s; what it commits is on the disk.", version=version)
    )


def _quiet(is_set: Mapping[str, str]) -> Iterator[Finding]:
    """What a server may keep beside the tables, and would tell who voted when."""
    loud = [f"{name}={is_set[name]}" for name, wanted in QUIET.items() if is_set[name] != wanted]
    if loud:
        words = _(
            "The server keeps when each ballot came, beside the tables: %(settings)s. Turn that"
            " off for this database.",
            settings=", ".join(loud),
        )
        yield note(_("Secrecy"), words)


def _content(settings: Settings, engine: Engine) -> Iterator[Finding]:
    at = migrate.revision(settings.database)
    head = migrate.newest()
    if at != head:
        words = _("It is at %(at)s, this program wants %(head)s: labapp migrate", at=at, head=head)
        yield fault(_("Schema"), words)
        return
    yield good(_("Schema"), _("Up to date (%(at)s).", at=at))
    with Session(engine) as reading:
        write_in(reading)  # in a context of its own, the store asks this session; it only reads
        if not settings.many_processes:
            yield _pages(reading)
        yield _chain()
        yield _round_keys(settings.home)


def _pages(reading: Session) -> Finding:
    said = [str(line) for line in reading.scalars(text("PRAGMA quick_check"))]
    if said == ["ok"]:
        return good(_("Database"), _("Its pages are whole."))
    return fault(_("Database"), _("It is damaged: %(said)s", said="; ".join(said[:3])))


def _chain() -> Finding:
    broken = audit.broken_rows()
    if not broken:
        return good(_("Log"), _("No row of it was touched."))
    words = ngettext(
        "%(num)s row does not fit the chain, the first is %(first)s.",
        "%(num)s rows do not fit the chain, the first is %(first)s.",
        len(broken),
        first=broken[0],
    )
    return fault(_("Log"), words)


def _round_keys(home: Path) -> Finding:
    about = _("Keys of votes")
    keys.use(home)
    kept = keys.kept_round_keys()
    wanted = {round_.id for round_ in open_rounds()}
    if wanted - kept:
        return fault(about, _("An open vote has lost its key: nobody can vote in it."))
    if kept - wanted:
        return note(about, _("A closed vote still has its key; it goes at the next start."))
    return good(about, _("Every open vote has one, no closed vote has."))
