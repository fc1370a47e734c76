"""Forms come from our own pages: Origin and Sec-Fetch-Site, beside the CSRF token."""

from urllib.parse import urlsplit

from flask import request, session
from flask_wtf.csrf import generate_csrf, validate_csrf

from labapp.domain.errors import CrossSite, FormExpired

MOST = 40_000  # pairs of token and session known to fit; to check one costs as much as its ballot
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_FITTING: set[tuple[str, str]] = set()  # what a page sends, and what its cookie says


def check_token() -> None:
    """Raise `FormExpired` unless the token of a page of ours came along: in a form or a header.

    A command on the server's own machine has a key instead.
    """
    if request.method in SAFE or request.endpoint is None or request.blueprint == "control":
        return
    sent = request.headers.get("X-CSRF-Token", "")
    if not sent and not request.is_json:
        sent = request.form.get("csrf_token", "")
    pair = sent, session.get("csrf_token", "")
    if pair in _FITTING:
        return
    try:
        validate_csrf(sent)
    except ValueError:
        raise FormExpired from None
    _remember(pair)


def hand_out() -> str:
    """The token for a page of ours; when it comes back to this process it needs no check."""
    token = str(generate_csrf())
    if "csrf_token" in session:  # it was not emptied since the token was made
        _remember((token, session["csrf_token"]))
    return token


def _remember(pair: tuple[str, str]) -> None:
    if len(_FITTING) >= MOST:
        _FITTING.clear()
    _FITTING.add(pair)


def refuse_strangers(base_url: str) -> None:
    """Raise `CrossSite` when another site's page sent this request."""
    if request.method not in SAFE and not is_ours(base_url):
        raise CrossSite


def is_ours(base_url: str) -> bool:
    """Whether a page of ours sent this; what says nothing of its origin is no browser's."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc in {request.host, urlsplit(base_url).netloc}
