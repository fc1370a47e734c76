"""One-time links for facilitators, made here or by the server that runs."""

from collections.abc import Callable
from urllib.parse import urlsplit

from labapp.cli import folder
from labapp.cli.terminal import FAULT, GOOD, complain, say
from labapp.domain.errors import LabError, NotFound
from labapp.domain.values import Op
from labapp.i18n import labels
from labapp.i18n.locale import gettext as _
from labapp.security.passwords import hash_token, new_token
from labapp.settings import Settings
from labapp.store.instance import InstanceBusy
from labapp.web.greeting import with_address
from labapp.web.pages import new_op_id

Make = Callable[[Op, str, str], None]
HTTP_OK = 200


def print_link(name: str, noun: str, make: Make, missing: str) -> int:
    """Print the link for `name`: by the door `noun` of a running server, else by `make` here."""
    settings = Settings.from_env()
    try:
        path = _made_here(settings, name, make)
    except InstanceBusy:
        return _through_server(settings, name, noun, missing)
    except LabError as refusal:
        return _refused(refusal, missing)
    return _print(settings, path, settings.port)


def _made_here(settings: Settings, name: str, make: Make) -> str:
    token = new_token()
    with folder.app_alone(settings):
        make(Op(new_op_id()), name, hash_token(token))
    return f"/password/{token}"


def _through_server(settings: Settings, name: str, noun: str, missing: str) -> int:
    try:
        answer = folder.ask(settings, f"/control/{noun}", {"name": name})
    except folder.Unreachable:
        complain(_("A server holds %(home)s but does not answer.", home=settings.home))
        return FAULT
    if answer.status == HTTP_OK:
        port = urlsplit(folder.server_of(settings)[0]).port or settings.port
        return _print(settings, str(answer.facts["path"]), port)
    error = answer.facts.get("error", {})
    complain(missing if error.get("code") == NotFound.code else str(error.get("message", "")))
    return FAULT


def _refused(refusal: LabError, missing: str) -> int:
    words = labels.refusal(refusal.code, refusal.facts)
    complain(missing if isinstance(refusal, NotFound) else words)
    return FAULT


def _print(settings: Settings, path: str, port: int) -> int:
    public = with_address(settings, port)[0].base_url
    say(_("The link works once, for 24 hours. Hand it over so that nobody else sees it:"))
    say(f"  {public}{path}")
    return GOOD
