"""The head of a request, read by llhttp: the standard library's reader takes it for an e-mail.

What that costs is in docs/decisions/request-heads.md. llhttp is what Node reads requests by, and it
is strict: what two servers could read differently is refused.
"""

from typing import IO, Protocol

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser

VERSIONS = frozenset({"HTTP/1.0", "HTTP/1.1"})
LINE = 65_537  # more than the server lets through, which counts and refuses by itself


class Handler(Protocol):
    """A handler of `http.server`, as far as its `parse_request` goes."""

    MessageClass: type
    raw_requestline: bytes
    rfile: IO[bytes]
    command: str | None
    path: str
    request_version: str
    requestline: str
    close_connection: bool
    headers: object

    def send_error(self, code: int) -> None: ...


class _Head:
    def __init__(self) -> None:
        self.target = b""
        self.fields: list[tuple[bytes, bytes]] = []
        self.whole = False

    def on_url(self, part: bytes) -> None:
        self.target += part

    def on_header(self, name: bytes, value: bytes) -> None:
        self.fields.append((name, value))

    def on_headers_complete(self) -> None:
        self.whole = True


def parse_request(handler: Handler) -> bool:
    """Read a request's head into its handler; False when it was refused instead.

    In place of `http.server.BaseHTTPRequestHandler.parse_request`, with the same outcome for what
    it lets through.
    """
    handler.command, handler.close_connection = None, True
    handler.request_version, handler.requestline = "HTTP/1.1", ""
    parser = HttpRequestParser(head := _Head())
    try:
        parser.feed_data(handler.raw_requestline + _rest(handler.rfile))
    except HttpParserUpgrade:
        pass  # to a WebSocket, perhaps: that is for the app to say
    except HttpParserError:
        head.whole = False
    version = f"HTTP/{parser.get_http_version()}"
    if not head.whole or version not in VERSIONS:
        handler.send_error(400)
        return False
    handler.command = parser.get_method().decode()
    handler.path = _one_slash(head.target.decode("latin-1"))
    handler.request_version = version
    handler.headers = fields = handler.MessageClass()
    for name, value in head.fields:
        fields[name.decode("latin-1")] = value.decode("latin-1").strip()
    handler.close_connection = _is_last(version, fields.get("Connection", "").lower())
    return True


def _is_last(version: str, wished: str) -> bool:
    """Whether the connection ends with this request."""
    return wished == "close" or (version == "HTTP/1.0" and wished != "keep-alive")


def _rest(lines: IO[bytes]) -> bytes:
    """The lines up to the empty one."""
    head = b""
    while True:
        line = lines.readline(LINE)
        head += line
        if line in {b"\r\n", b"\n", b""}:
            return head


def _one_slash(path: str) -> str:
    """A path that no browser can take for another host when it is led back to it."""
    return f"/{path.lstrip('/')}" if path.startswith("//") else path
