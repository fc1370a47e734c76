"""`labapp migrate`: bring the database to this program's schema, when no server runs."""

import argparse

from sqlalchemy.exc import DBAPIError

from labapp.cli.terminal import FAULT, GOOD, complain, say
from labapp.i18n.locale import gettext as _
from labapp.settings import Settings
from labapp.store import instance, migrate


def arguments(_parser: argparse.ArgumentParser) -> None:
    """It takes none."""


def run(_chosen: argparse.Namespace) -> int:
    settings = Settings.from_env()
    try:
        with instance.lock(settings.home):
            before = migrate.revision(settings.database)
            migrate.upgrade(settings.database)
            return _tell(before, migrate.revision(settings.database))
    except instance.InstanceBusy:
        complain(_("A server works on %(home)s. Stop it first.", home=settings.home))
    except migrate.NewerSchema:
        complain(
            _("The database was written by a newer labapp. Install that one; nothing was changed.")
        )
    except DBAPIError as away:
        complain(_("The database cannot be reached: %(why)s", why=away.orig))
    return FAULT


def _tell(before: str | None, after: str | None) -> int:
    if before == after:
        say(_("The database is up to date (%(revision)s).", revision=after))
    else:
        say(_("The database went from %(before)s to %(after)s.", before=before, after=after))
    return GOOD
