"""The start page: enter a code, change language; health for those who watch the server."""

from flask import Blueprint, Response, current_app, redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import LabError, NotFound
from labapp.i18n import labels, locale
from labapp.security import entry
from labapp.store.account import count_accounts
from labapp.web.errors import status_of, wants_json
from labapp.web.pages import render

door = Blueprint("public", __name__)


@door.get("/")
def start() -> str:
    return render("public/start.html", set_up=count_accounts() > 0)


@door.post("/join")
def join() -> AnyResponse:
    """A typed code leads to a lab or to a table; a wrong one gets a kind answer on this page."""
    typed = request.form.get("code", "")[:40]
    try:
        there = entry.leads_to(typed)
    except LabError as refusal:
        if wants_json():
            raise
        words = labels.refusal(refusal.code, refusal.facts)
        page = render("public/start.html", set_up=True, error=words, code=typed)
        return Response(page, status_of(refusal))
    return redirect(there, code=303)


@door.post("/language")
def language() -> AnyResponse:
    chosen = request.form.get("lang", "")
    if chosen not in locale.LANGUAGES:
        raise NotFound
    session["lang"] = chosen
    session.permanent = True
    return redirect(_own_path(request.referrer), code=303)


def _own_path(referrer: str | None) -> str:
    """Back to where one was, if that was here."""
    here = request.host_url
    if not referrer or not referrer.startswith(here):
        return "/"
    path = "/" + referrer.removeprefix(here).lstrip("/")
    while not _opens(path):  # a form that was refused stands where nothing can be opened
        path = path.rpartition("/")[0]
    return path or "/"


def _opens(path: str) -> bool:
    """Whether there is a page at a path of ours."""
    doors = current_app.create_url_adapter(request)
    return not path or (doors is not None and doors.test(path.partition("?")[0], "GET"))


@door.get("/about")
def about() -> str:
    return render("public/about.html")


@door.get("/accessibility")
def accessibility() -> str:
    return render("public/accessibility.html")


@door.get("/healthz")
def healthz() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@door.get("/readyz")
def readyz() -> Response:
    """The database answers as well."""
    count_accounts()
    return Response("ok\n", mimetype="text/plain")
