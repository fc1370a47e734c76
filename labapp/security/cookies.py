"""The one signed cookie, read once: a phone sends the same one with all it does.

Flask's own way of signing; what is added is memory. A check of a signature costs as much as the
rest of a ballot's way through the door, and what was signed here needs none.
"""

from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadSignature, URLSafeTimedSerializer
from typing_extensions import override

MOST = 20_000  # cookies remembered, about 1 KB each


class Cookies(SecureCookieSessionInterface):
    """Sessions in signed cookies, kept in memory until there are too many: then all are read anew.

    A remembered cookie is not asked for its age again: it was young enough when it was read, and
    what may not grow old (a facilitator's sign-in) is checked in the database each time.
    """

    def __init__(self) -> None:
        self.signer: URLSafeTimedSerializer | None = None
        self.said: dict[str, dict[str, Any]] = {}  # by cookie

    @override
    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        self.signer = self.signer or super().get_signing_serializer(app)
        return self.signer

    @override
    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        cookie = request.cookies.get(self.get_cookie_name(app), "")
        try:
            said = self.said.get(cookie) or self._read(app, cookie)
        except BadSignature:
            return self.session_class()
        return self.session_class(said)

    @override
    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Hand out a cookie where something was changed; what is empty is taken away."""
        if not session:
            super().save_session(app, session, response)
            return
        response.headers.add("Vary", "Cookie")
        if session.modified:
            self._hand_out(app, session, response)

    def _hand_out(self, app: Flask, session: SessionMixin, response: Response) -> None:
        said = dict(session)
        cookie = str(self._signer_of(app).dumps(said))
        self._keep(cookie, said)
        response.set_cookie(
            self.get_cookie_name(app),
            cookie,
            max_age=app.permanent_session_lifetime if session.permanent else None,
            secure=self.get_cookie_secure(app),
            httponly=self.get_cookie_httponly(app),
            samesite=self.get_cookie_samesite(app),
        )

    def _read(self, app: Flask, cookie: str) -> dict[str, Any]:
        """What a cookie says. Raises `BadSignature`, which is never remembered."""
        max_age = int(app.permanent_session_lifetime.total_seconds())
        said: dict[str, Any] = self._signer_of(app).loads(cookie, max_age=max_age)
        self._keep(cookie, said)
        return said

    def _signer_of(self, app: Flask) -> URLSafeTimedSerializer:
        """Raises `BadSignature` where there is no key to sign with."""
        signer = self.get_signing_serializer(app)
        if signer is None:
            raise BadSignature("no key")
        return signer

    def _keep(self, cookie: str, said: dict[str, Any]) -> None:
        if len(self.said) >= MOST:
            self.said.clear()
        self.said[cookie] = said
