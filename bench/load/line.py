"""A screen's Socket.IO line over a WebSocket, and no more of both protocols than a screen needs."""

import asyncio
import json
import time
from collections.abc import Callable

from bench.load.ears import Address, Ears, Wire

KEY = "dGhlIHNhbXBsZSBub25jZQ=="  # of RFC 6455; a server proves that it speaks WebSocket, no more
TEXT, CLOSE, PING, PONG = 0x81, 8, 9, 0x8A
SHORT, LONG = 126, 127  # lengths that say where the length is
HEAD = 2  # bytes of the shortest head
Hear = Callable[[bytes, float], object]


def frame(payload: bytes, kind: int = TEXT) -> bytes:
    """A client's frame. Its mask is zero: lawful, and nothing is to be masked."""
    n = len(payload)
    length = bytes((0x80 | n,)) if n < SHORT else bytes((0x80 | SHORT,)) + n.to_bytes(2, "big")
    return bytes((kind,)) + length + bytes(4) + payload


def parse(data: bytes, at: int) -> tuple[int, int, int] | None:
    """Kind, start and end of the server's frame at a place; None when it is not whole."""
    size = len(data)
    if size - at < HEAD:
        return None
    n, start = data[at + 1] & 127, at + HEAD
    if n == SHORT:
        start = at + 4
        n = int.from_bytes(data[at + 2 : start], "big")
    elif n == LONG:
        start = at + 10
        n = int.from_bytes(data[at + 2 : start], "big")
    end = start + n
    return (data[at] & 15, start, end) if start <= size and end <= size else None


def deaf(_payload: bytes, _at: float) -> None:
    """For a screen that does not mind what it hears."""


class Line(Wire):
    """One line. `hear` is given each event as it came, with the moment; `lost` when it is cut."""

    def __init__(
        self, ears: Ears, hear: Hear = deaf, lost: Callable[[], object] | None = None
    ) -> None:
        super().__init__(ears)
        self.hear, self.lost = hear, lost
        self.buffer = b""
        self.upgraded = False
        self.hello = b"40"
        self.there: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    async def connect(
        self, address: Address, cookie: str = "", auth: object = None, *, slow: bool = False
    ) -> float:
        """Connect, and say who it is; the moment when the server let it in. Raises `OSError`."""
        self.hello = b"40" + (json.dumps(auth).encode() if auth is not None else b"")
        await self.dial(address, slow=slow)
        host = f"{address[0]}:{address[1]}"
        lines = ["GET /socket.io/?EIO=4&transport=websocket HTTP/1.1", f"Host: {host}"]
        lines += ["Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"]
        lines += [f"Sec-WebSocket-Key: {KEY}", f"Origin: http://{host}"]
        lines += [f"Cookie: {cookie}"] if cookie else []
        self.send("\r\n".join([*lines, "", ""]).encode())
        return await self.there

    def say(self, event: str, *facts: object) -> None:
        """Send an event: to a peer only, since labapp takes none."""
        self.send(frame(b"42" + json.dumps([event, *facts]).encode()))

    def heard(self, data: bytes) -> None:
        self.buffer += data
        if self.upgraded or self._upgrade():
            self._take_frames(time.monotonic())

    def _upgrade(self) -> bool:
        end = self.buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        if not self.buffer.startswith(b"HTTP/1.1 101"):
            self._fail(self.buffer[:40].decode("latin-1"))
            return False
        self.buffer = self.buffer[end + 4 :]
        self.upgraded = True
        return True

    def _take_frames(self, now: float) -> None:
        data, at = self.buffer, 0
        while (found := parse(data, at)) is not None:
            kind, start, at = found
            self._take(kind, data[start:at], now)
        self.buffer = data[at:]

    def _take(self, kind: int, payload: bytes, now: float) -> None:
        if payload.startswith(b"42"):
            self.hear(payload, now)
        elif kind == PING:
            self.send(frame(payload, PONG))
        elif kind == CLOSE:
            self.close()
            self.cut()
        else:
            self._take_packet(payload, now)

    def _take_packet(self, payload: bytes, now: float) -> None:
        if payload.startswith(b"2"):
            self.send(frame(b"3"))
        elif payload.startswith(b"0"):
            self.send(frame(self.hello))
        elif payload.startswith(b"40") and not self.there.done():
            self.there.set_result(now)
        elif payload.startswith(b"44"):
            self._fail(payload[:60].decode())

    def _fail(self, why: str) -> None:
        self.close()
        if not self.there.done():
            self.there.set_exception(ConnectionRefusedError(why))

    def cut(self) -> None:
        self._fail("cut off")
        if self.lost is not None:
            self.lost()
