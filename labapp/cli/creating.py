"""`labapp create-facilitator`: an account, and a link to choose its password."""

import argparse

from labapp.cli.links import print_link
from labapp.i18n.locale import gettext as _
from labapp.services import accounts


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help=_("the name to sign in with"))


def run(chosen: argparse.Namespace) -> int:
    missing = _("Nobody has set this house up yet. Start labapp and open the link that it prints.")
    return print_link(chosen.name, "facilitators", accounts.create_facilitator, missing)
