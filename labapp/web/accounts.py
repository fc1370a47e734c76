"""Setting the house up, signing in and out, choosing a password."""

import re
import time

from flask import Blueprint, Response, redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import BadInput, LabError, LinkUsed, WrongSignIn
from labapp.domain.values import Op
from labapp.i18n import labels
from labapp.security import entry
from labapp.security.passwords import hash_password, hash_token, new_token, password_fits
from labapp.services import accounts
from labapp.store.account import Account, LinkKind, account_by_name
from labapp.web.errors import status_of
from labapp.web.pages import new_op_id, render

door = Blueprint("accounts", __name__)
MOST_PASSWORD = 200
MOST_KNOWN = 20  # accounts that one browser is remembered to have signed in to
OURS = re.compile(r"/labs[\w/?=&.-]*")


@door.get("/setup/<token>")
def set_up_page(token: str) -> str:
    if not accounts.link_is_good(LinkKind.SETUP, hash_token(token)):
        raise LinkUsed
    return render("accounts/setup.html", token=token)


@door.post("/setup/<token>")
def set_up(token: str) -> AnyResponse:
    """The municipality's name and telephone, and the first account, which is then signed in."""
    sent = _fields("body", "phone", "name", "password")
    try:
        password_hash = hash_password(sent["password"], sent["name"].casefold())
        body, account = (sent["body"], sent["phone"]), (sent["name"], password_hash)
        accounts.set_up(Op(new_op_id()), hash_token(token), body, account)
    except LabError as refusal:
        return _again("accounts/setup.html", refusal, token=token, sent=sent)
    return _sign_in(sent["name"], "/labs")


@door.get("/password/<token>")
def password_page(token: str) -> str:
    if not accounts.link_is_good(LinkKind.CHOOSE, hash_token(token)):
        raise LinkUsed
    return render("accounts/password.html", token=token)


@door.post("/password/<token>")
def choose_password(token: str) -> AnyResponse:
    sent = _fields("password")
    try:
        password_hash = hash_password(sent["password"])
        accounts.choose_password(Op(new_op_id()), hash_token(token), password_hash)
    except LabError as refusal:
        return _again("accounts/password.html", refusal, token=token, sent=sent)
    return redirect("/sign-in?chosen=1", code=303)


@door.get("/sign-in")
def sign_in_page() -> AnyResponse:
    if entry.signed_in():
        return redirect("/labs", code=303)
    return Response(render("accounts/sign_in.html", next=request.args.get("next", "")))


@door.post("/sign-in")
def sign_in() -> AnyResponse:
    sent = _fields("name", "password", "next")
    try:
        _check_password(sent["name"], sent["password"])
    except LabError as refusal:
        return _again("accounts/sign_in.html", refusal, sent=sent, next=sent["next"])
    return _sign_in(sent["name"], _own(sent["next"]))


def _check_password(name: str, password: str) -> None:
    key = _name_key(name)
    guards, account = entry.Guards.passwords, account_by_name(key)
    browser = _browser(account)
    guards.admit(key, browser, time.monotonic())
    usable = account.password_hash if account and not account.disabled_at else None
    if not password_fits(usable, password):
        guards.count(key, browser, time.monotonic())
        raise WrongSignIn
    guards.forget(key, browser)


def _name_key(name: str) -> str:
    try:
        return accounts.name_key(name)
    except LabError:
        raise WrongSignIn from None


def _browser(account: Account | None) -> str:
    """A browser that has signed in to this account before; any other goes by its address."""
    if account and account.id in session.get("knows", []):
        return entry.device()
    return entry.address()


def _sign_in(name: str, where: str) -> AnyResponse:
    account = account_by_name(accounts.name_key(name))
    if account is None:
        raise WrongSignIn
    token = new_token()
    account_id = account.id
    accounts.sign_in(Op(new_op_id()), account_id, hash_token(token))
    entry.device()
    session["in"] = token
    session["knows"] = sorted({*session.get("knows", []), account_id})[-MOST_KNOWN:]
    session.permanent = True
    return redirect(where, code=303)


@door.post("/sign-out")
def sign_out() -> AnyResponse:
    token = session.pop("in", None)
    if token:
        accounts.sign_out(Op(new_op_id()), hash_token(token))
    return redirect("/", code=303)


def _own(path: str) -> str:
    """A path of ours, or the list of labs."""
    return path if OURS.fullmatch(path) else "/labs"


def _fields(*names: str) -> dict[str, str]:
    """The named fields of a form; raises `BadInput` for one that is missing or far too long."""
    sent = {name: request.form.get(name, "") for name in names}
    if any(len(value) > MOST_PASSWORD for value in sent.values()):
        raise BadInput(field="name")
    return sent


def _again(template: str, refusal: LabError, **context: object) -> Response:
    """The page again, with words beside the field and everything but the password kept."""
    words = labels.refusal(refusal.code, refusal.facts)
    field = str(refusal.facts.get("field") or _FIELD.get(refusal.code, ""))
    page = render(template, error=words, errors={field: words} if field else {}, **context)
    return Response(page, status_of(refusal))


_FIELD = {
    "password_too_short": "password",
    "password_too_common": "password",
    "wrong_sign_in": "password",
    "name_taken": "name",
}
