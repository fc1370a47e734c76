"""The instance folder: its disk, its lock, its database and its keys."""

import os
import shutil
from collections.abc import Iterator
from contextvars import copy_context
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from labapp.cli import folder
from labapp.cli.checks import Finding, fault, good, note
from labapp.i18n.locale import gettext as _
from labapp.i18n.locale import ngettext
from labapp.settings import Settings
from labapp.store import audit, keys, migrate
from labapp.store.ballot import open_rounds
from labapp.store.db import set_pragmas, write_in

MEGABYTE = 1_000_000
LITTLE, TIGHT = 200 * MEGABYTE, 1000 * MEGABYTE
OTHERS = 0o077  # what a folder with keys in it must not allow


def findings(settings: Settings) -> Iterator[Finding]:
    """All that can be said of the folder; of the database only when there is one."""
    if not settings.home.is_dir():
        yield note(_("Folder"), _("%(home)s is made at the first start.", home=settings.home))
        return
    yield _folder(settings.home)
    yield _disk(settings.home)
    yield _server(settings)
    if not (settings.home / "labapp.db").exists():
        yield note(_("Database"), _("It is made at the first start."))
        return
    try:
        yield from copy_context().run(lambda: list(_database(settings)))
    except DBAPIError as unreadable:
        yield fault(_("Database"), _("It cannot be read: %(why)s", why=unreadable.orig))


def _folder(home: Path) -> Finding:
    about = _("Folder")
    if not os.access(home, os.W_OK | os.X_OK):
        return fault(about, _("%(home)s cannot be written to by this user.", home=home))
    if home.stat().st_mode & OTHERS:
        words = _("Other users can read %(home)s, where keys lie: chmod 700 it.", home=home)
        return fault(about, words)
    return good(about, _("%(home)s is ours alone.", home=home))


def _disk(home: Path) -> Finding:
    free = shutil.disk_usage(home).free
    says = _("%(free)s MB free.", free=free // MEGABYTE)
    level = fault if free < LITTLE else note if free < TIGHT else good
    return level(_("Disk"), says)


def _server(settings: Settings) -> Finding:
    about = _("Server")
    if not folder.is_busy(settings):
        return good(about, _("None works on this folder now."))
    try:
        url, _key = folder.server_of(settings)
    except folder.Unreachable:
        return fault(about, _("A process holds the folder, but does not say where it answers."))
    return good(about, _("One works on this folder, at %(url)s.", url=url))


def _database(settings: Settings) -> Iterator[Finding]:
    at = migrate.revision(settings.database)
    head = ScriptDirectory.from_config(migrate.config(settings.database)).get_current_head()
    if at != head:
        words = _("It is at %(at)s, this program wants %(head)s: labapp migrate", at=at, head=head)
        yield fault(_("Schema"), words)
        return
    yield good(_("Schema"), _("Up to date (%(at)s).", at=at))
    engine = create_engine(settings.database)
    set_pragmas(engine, writing=False)
    with Session(engine) as reading:
        write_in(reading)  # in a context of its own, the store asks this session; it only reads
        yield _pages(reading)
        yield _chain()
        yield _round_keys(settings.home)
    engine.dispose()


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
