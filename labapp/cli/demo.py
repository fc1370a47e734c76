"""`labapp demo`: a lab evening in a folder of its own, in every phase that one may look at."""

import argparse
import os
import secrets
import sys

from rich.console import Console
from rich.progress import Progress

from labapp.cli.folder import app_alone
from labapp.cli.terminal import FAULT, GOOD, WRONG_USE, complain, say, table
from labapp.domain.errors import LabError
from labapp.i18n import labels
from labapp.i18n.locale import gettext as _
from labapp.security.codes import show_code
from labapp.security.passwords import hash_password, hash_token, new_token
from labapp.services.demo.filling import LABS, DemoLab, Standing, fill
from labapp.settings import Settings
from labapp.store.account import count_accounts
from labapp.store.instance import InstanceBusy
from labapp.web.greeting import with_address

HOME = "demo-instance"
NAME = "demo"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--password", help=_("of the demo's facilitator; made at random if absent"))
    parser.add_argument("--no-serve", action="store_true", help=_("fill the folder and stop"))


def run(chosen: argparse.Namespace) -> int:
    settings = Settings.from_env(home=HOME)
    if settings.many_processes:
        complain(_("The demo fills a folder with SQLite. Leave DATABASE_URL out of its settings."))
        return WRONG_USE
    code = fill_folder(settings, chosen.password)
    return code if code or chosen.no_serve else _serve(settings)


def _serve(settings: Settings) -> int:
    """Begin anew as the server: it must patch before anything of ours is imported."""
    os.putenv("LABAPP_HOME", str(settings.home))
    os.execv(sys.executable, [sys.executable, "-m", "labapp.cli", "serve"])


def fill_folder(settings: Settings, password: str | None) -> int:
    """Fill the instance folder, and say where everything is."""
    chosen = password or secrets.token_urlsafe(9)
    try:
        with app_alone(settings):
            if count_accounts():
                complain(_in_use(settings))
                return WRONG_USE
            made = _fill(hash_password(chosen, NAME))
    except InstanceBusy:
        complain(_("A server already works on %(home)s. Stop it first.", home=settings.home))
        return FAULT
    except LabError as refusal:
        complain(labels.refusal(refusal.code, refusal.facts))
        return WRONG_USE
    _print(settings, made, chosen)
    return GOOD


def _in_use(settings: Settings) -> str:
    return _(
        "There are accounts in %(home)s already, so the demo leaves it alone. Choose another"
        " folder: LABAPP_HOME=my-demo labapp demo",
        home=settings.home,
    )


def _fill(password_hash: str) -> list[DemoLab]:
    made = []
    with Progress(console=Console(stderr=True), transient=True) as progress:
        line = progress.add_task(_("Filling"), total=LABS)
        for lab in fill(NAME, password_hash, hash_token(new_token())):
            made.append(lab)
            progress.advance(line)
    return made


def _print(settings: Settings, made: list[DemoLab], password: str) -> None:
    base = with_address(settings, settings.port)[0].base_url
    rows = [(_("Lab"), _("Code"), _("Phone"), _("Desk"))]
    rows += [
        (_stands(lab.standing), show_code(lab.code), f"{base}/l/{lab.code}", f"/labs/{lab.code}")
        for lab in made
    ]
    say(_("The demo is in %(home)s.", home=settings.home))
    say()
    say(table(rows))
    say()
    say(_("Sign in at %(address)s as:", address=f"{base}/sign-in"))
    say(table([("", _("Name"), NAME), ("", _("Password"), password)]))


def _stands(standing: Standing) -> str:
    return {
        Standing.WAITING: _("Waits for its first phase"),
        Standing.COLLECT: _("Collects ideas"),
        Standing.THEMES: _("Makes themes"),
        Standing.VOTE: _("Is voting"),
        Standing.COUNTED: _("Has voted; result not shown"),
        Standing.RESULTS: _("Shows the result"),
        Standing.PUBLISHED: _("Closed, summary published"),
    }[standing]
