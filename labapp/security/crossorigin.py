"""Forms come from our own pages: Origin and Sec-Fetch-Site, beside the CSRF token."""

from urllib.parse import urlsplit

from flask import request

from labapp.domain.errors import CrossSite

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


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
