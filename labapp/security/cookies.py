"""The one signed cookie, read once: a phone sends the same one with all it does.

Flask's own way of signing; what is added is memory. A check of a signature costs as much as the
rest of a ballot's way through the door.
"""

from functools import lru_cache
from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer
from typing_extensions import override

MOST = 20_000  # cookies remembered, about 1 KB each


class Cookies(SecureCookieSessionInterface):
    """Sessions in signed cookies, with the last ones read kept in memory.

    A remembered cookie is not asked for its age again: it was young enough when it was read, and
    what may not grow old (a facilitator's sign-in) is checked in the database each time.
    """

    def __init__(self) -> None:
        self.signer: URLSafeTimedSerializer | None = None
        self.read = lru_cache(MOST)(self._read)

    @override
    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        self.signer = self.signer or super().get_signing_serializer(app)
        return self.signer

    @override
    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        cookie = request.cookies.get(self.get_cookie_name(app), "")
        try:
            return self.session_class(self.read(app, cookie))
        except BadSignature:
            return self.session_class()

    @override
    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        if session and not session.modified:
            response.headers.add("Vary", "Cookie")  # all that is done then
        else:
            super().save_session(app, session, response)

    def _read(self, app: Flask, cookie: str) -> dict[str, Any]:
        """What a cookie says. Raises `BadSignature`, which is never remembered."""
        signer = self.get_signing_serializer(app)
        if signer is None:
            raise BadSignature(cookie)
        max_age = int(app.permanent_session_lifetime.total_seconds())
        said: dict[str, Any] = signer.loads(cookie, max_age=max_age)
        return said
