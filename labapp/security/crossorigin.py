"""Forms come from our own pages: Origin and Sec-Fetch-Site, beside the CSRF token."""

from functools import lru_cache
from urllib.parse import urlsplit

from flask import request, session
from flask_wtf.csrf import validate_csrf

from labapp.domain.errors import CrossSite, FormExpired

MOST = 20_000  # pairs of token and session known to fit; to check one costs as much as its ballot
SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def check_token() -> None:
    """Raise `FormExpired` unless the token of a page of ours came along: in a form or a header.

    A command on the server's own machine has a key instead.
    """
    if request.method in SAFE or request.endpoint is None or request.blueprint == "control":
        return
    sent = request.headers.get("X-CSRF-Token", "")
    if not sent and not request.is_json:
        sent = request.form.get("csrf_token", "")
    _check(sent, session.get("csrf_token", ""))


@lru_cache(MOST)
def _check(sent: str, _session_has: str) -> None:
    """Remembers pairs that fit; a refusal is an exception, and never remembered."""
    try:
        validate_csrf(sent)
    except ValueError:
        raise FormExpired from None


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
