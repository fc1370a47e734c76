"""The instance folder: its disk, its lock, and the database that belongs to it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from labapp.cli import folder
from labapp.cli.checks import Finding, database, fault, good, note
from labapp.i18n.locale import gettext as _
from labapp.settings import Settings

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
    yield from database.findings(settings)


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
