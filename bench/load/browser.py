"""One person's browser: a cookie, the page's token, and one HTTP connection that is kept alive."""

import asyncio
import json
import re
import secrets
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode, urlsplit

from bench.load.ears import Address, Ears, Wire

TOKEN = re.compile(rb'name="(?:csrf" content|csrf_token" value)="([^"]+)"')
SEQ = re.compile(rb'data-seq="(\d+)"')
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
COOKIE = re.compile(rb"\r\nset-cookie: *([^=]+)=([^;\r]*)", re.IGNORECASE)
WHERE = re.compile(rb"\r\nlocation: *([^\r]+)", re.IGNORECASE)
PACKED = re.compile(rb"\r\ncontent-encoding: *gzip", re.IGNORECASE)
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
HOPS = 3
Fields = Mapping[str, object]


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    head: bytes
    body: bytes

    @property
    def where(self) -> str:
        found = WHERE.search(self.head)
        return found[1].decode() if found else ""

    @cached_property
    def text(self) -> bytes:
        return zlib.decompress(self.body, 31) if PACKED.search(self.head) else self.body

    @cached_property
    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = json.loads(self.text)
        return facts

    @property
    def seq(self) -> int:
        """Of a verdict: what the lab's number is after it."""
        return int(self.facts["seq"])


class Refused(Exception):
    """The server answered otherwise than the bench can go on with."""


class Http(Wire):
    """One HTTP/1.1 connection: one question at a time."""

    def __init__(self, ears: Ears) -> None:
        super().__init__(ears)
        self.buffer = b""
        self.answer: asyncio.Future[Reply] | None = None

    async def ask(self, question: bytes) -> Reply:
        """Raises `OSError` when the wire is cut before the answer is whole."""
        self.answer = asyncio.get_running_loop().create_future()
        self.send(question)
        return await self.answer

    def heard(self, data: bytes) -> None:
        self.buffer += data
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0 or self.answer is None:
            return
        head = self.buffer[:end]
        found = LENGTH.search(head)
        whole = end + 4 + (int(found[1]) if found else 0)
        if len(self.buffer) >= whole:
            reply = Reply(int(head[9:12]), head, self.buffer[end + 4 : whole])
            self.buffer = self.buffer[whole:]
            self._finish(reply)

    def _finish(self, reply: Reply) -> None:
        if self.answer is not None and not self.answer.done():
            self.answer.set_result(reply)
        self.answer = None

    def cut(self) -> None:
        if self.answer is not None and not self.answer.done():
            self.answer.set_exception(ConnectionResetError("no answer"))


class Browser:
    """It keeps its cookies, and sends what a page's script sends."""

    def __init__(self, ears: Ears, address: Address) -> None:
        self.ears, self.address = ears, address
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.seq = 0  # of the lab that its page shows
        self.line = Http(ears)

    @property
    def host(self) -> str:
        return f"{self.address[0]}:{self.address[1]}"

    def turn_to_the_next(self, addresses: Sequence[Address]) -> None:
        """Go to the server after this one: as a balancer sends whoever comes back."""
        self.close()
        self.address = addresses[(addresses.index(self.address) + 1) % len(addresses)]

    def again(self) -> "Browser":
        """The same person with a connection of its own."""
        other = Browser(self.ears, self.address)
        other.cookies, other.token, other.seq = dict(self.cookies), self.token, self.seq
        return other

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    async def get(self, path: str) -> Reply:
        return await self._ask("GET", path, JSON)

    async def open(self, path: str) -> Reply:
        """Load a page, and keep its token; a redirect is followed. Raises `Refused`."""
        for _ in range(HOPS):
            reply = await self._ask("GET", path, "text/html")
            if not reply.where:
                break
            path = urlsplit(reply.where).path
        self._keep_token(reply, path)
        return reply

    async def post(self, path: str, **fields: object) -> Reply:
        """An action, with an `op_id` of its own if none is given; answered with a verdict."""
        sent = json.dumps({"op_id": secrets.token_hex(16), **fields}).encode()
        return await self._ask("POST", path, JSON, (JSON, sent))

    async def submit(self, path: str, **fields: str) -> Reply:
        """A form, as without JavaScript."""
        sent = urlencode({**fields, "csrf_token": self.token}).encode()
        return await self._ask("POST", path, "text/html", (FORM, sent))

    def close(self) -> None:
        self.line.close()

    async def _ask(
        self, method: str, path: str, accept: str, sent: tuple[str, bytes] | None = None
    ) -> Reply:
        if not self.line.is_open:
            self.line = Http(self.ears)
            await self.line.dial(self.address)
        reply = await self.line.ask(self._question(method, path, accept, sent))
        for name, value in COOKIE.findall(reply.head):
            self.cookies[name.decode()] = value.decode()
        return reply

    def _question(
        self, method: str, path: str, accept: str, sent: tuple[str, bytes] | None
    ) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}", f"Accept: {accept}"]
        lines += ["Accept-Language: sv", "Accept-Encoding: gzip"]
        lines += [f"Cookie: {self.cookie}"] if self.cookies else []
        if sent is None:
            return "\r\n".join([*lines, "", ""]).encode()
        lines += [f"Origin: http://{self.host}", f"X-CSRF-Token: {self.token}"]
        lines += [f"Content-Type: {sent[0]}", f"Content-Length: {len(sent[1])}"]
        return "\r\n".join([*lines, "", ""]).encode() + sent[1]

    def _keep_token(self, reply: Reply, path: str) -> None:
        found = TOKEN.search(reply.text)
        if found is None:
            raise Refused(f"{path} answers {reply.status} without a token")
        self.token = found[1].decode()
        shown = SEQ.search(reply.text)
        self.seq = int(shown[1]) if shown else 0
