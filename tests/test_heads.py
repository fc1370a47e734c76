"""A request's head by llhttp, beside the standard library's reader that it stands in for."""

import io
from http.server import BaseHTTPRequestHandler

import pytest

from labapp import heads

PLAIN = "Host: hall.example", "Cookie: labapp=a.b.c; other=1", "Content-Length: 0"


class Listening:
    """As much of a handler as reads a head."""

    MessageClass = BaseHTTPRequestHandler.MessageClass
    default_request_version = "HTTP/0.9"
    protocol_version = "HTTP/1.1"

    def __init__(self, line, *fields, end="\r\n\r\n"):
        self.raw_requestline = f"{line}\r\n".encode("latin-1")
        self.rfile = io.BytesIO(("\r\n".join(fields) + end).encode("latin-1") + b"the body")
        self.refused = None

    def send_error(self, code, *_):
        self.refused = code

    def handle_expect_100(self):
        return True


def read(parse, *head, **more):
    handler = Listening(*head, **more)
    assert parse(handler), handler.refused
    names = "command", "path", "request_version", "close_connection"
    assert handler.rfile.read() == b"the body"
    return [getattr(handler, name) for name in names], handler.headers.items()


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("GET /l/12345678?all=1 HTTP/1.1", PLAIN),
        ("GET /l/12345678 HTTP/1.0", PLAIN),
        ("GET / HTTP/1.1", (*PLAIN, "Connection: close")),
        ("GET / HTTP/1.0", (*PLAIN, "Connection: keep-alive")),
        ("GET //evil.example/%2e%2e HTTP/1.1", PLAIN),
        ("POST /l/12345678/ideas HTTP/1.1", ("Host: x", "Expect: 100-continue")),
        ("GET /l/%C3%A5 HTTP/1.1", ("Host: x", "X-Name: Åsa", "Accept: a", "Accept: b")),
        ("GET /socket.io/ HTTP/1.1", (*PLAIN, "Connection: Upgrade", "Upgrade: websocket")),
        ("POST / HTTP/1.1", ("Host: x", "Transfer-Encoding: chunked")),
        ("GET / HTTP/1.1", ("Host:x", "Padded:   much   ")),
    ],
)
def test_a_head_reads_as_before(line, fields):
    ours = read(heads.parse_request, line, *fields)
    theirs = read(BaseHTTPRequestHandler.parse_request, line, *fields)
    assert ours[0] == theirs[0]
    assert ours[1] == [(name, value.strip()) for name, value in theirs[1]]


@pytest.mark.parametrize(
    "head",
    [
        ("GET /",),
        ("nonsense",),
        ("GET /l/å HTTP/1.1", "Host: x"),
        ("GET / HTTP/3.7", "Host: x"),
        ("GET / HTTP/1.1", "no colon"),
        ("GET / HTTP/1.1", "Host : x"),
        ("GET / HTTP/1.1", "Host: x", " folded: y"),
        ("GET / HTTP/1.1", "Host: x\0y"),
        ("GET / HTTP/1.1", "Host: x", "X: a\rContent-Length: 9"),
        ("POST / HTTP/1.1", "Host: x", "Content-Length: 1", "Content-Length: 2"),
        ("POST / HTTP/1.1", "Host: x", "Content-Length: 1", "Transfer-Encoding: chunked"),
        ("POST / HTTP/1.1", "Host: x", "Content-Length: -1"),
    ],
)
def test_what_could_be_read_in_two_ways_is_refused(head):
    handler = Listening(*head)
    assert not heads.parse_request(handler)
    assert handler.refused == 400
    assert handler.close_connection


def test_a_bare_line_feed_is_refused():
    handler = Listening("GET / HTTP/1.1")
    handler.rfile = io.BytesIO(b"Host: x\nContent-Length: 4\r\n\r\n")
    assert not heads.parse_request(handler)
    assert handler.refused == 400


def test_a_head_that_ends_in_the_middle_is_refused():
    handler = Listening("GET / HTTP/1.1", "Host: x")
    handler.rfile = io.BytesIO(b"Host: x\r\nCookie")
    assert not heads.parse_request(handler)
    assert handler.refused == 400
