"""`labapp reset-password`: a link to choose a new password."""

import argparse

from labapp.cli.links import print_link
from labapp.i18n.locale import gettext as _
from labapp.services import accounts


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help=_("the name to sign in with"))


def run(chosen: argparse.Namespace) -> int:
    missing = _("There is no facilitator named %(name)s here.", name=chosen.name)
    return print_link(chosen.name, "passwords", accounts.reset_password, missing)
