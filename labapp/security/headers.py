"""What every answer tells the browser about how far to trust it."""

from urllib.parse import urlsplit

from flask import Flask, Response, request

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'; connect-src 'self'{socket}"
)


def add_headers(app: Flask, base_url: str) -> None:
    """Set the headers on every answer of the app.

    Older Safari does not count `wss:` as 'self', so the public host is named (W3C webappsec-csp,
    issue 7).
    """
    host = urlsplit(base_url).netloc
    tls = base_url.startswith("https://")
    policy = POLICY.format(socket=f" ws{'s' if tls else ''}://{host}" if host else "")

    @app.after_request
    def _add(response: Response) -> Response:
        headers = response.headers
        headers["Content-Security-Policy"] = policy
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
        headers.setdefault("Cache-Control", "no-store")
        if tls:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        if request.path.startswith("/screen/"):
            headers["Referrer-Policy"] = "no-referrer"
        return response
