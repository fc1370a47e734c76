"""One WebSocket: what comes in is cut into messages, what goes out is whole, in order and bounded.

Nothing in here waits. The loop calls `Line.readable` when something came; whoever has something to
say hands it to the kernel at once. What the kernel does not take is the line's backlog, and one
task for all (`Lines.look`) sends it when there is room. A line costs no greenlet, thread or queue.
"""

import logging
import socket
import struct
import time
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress

from wsproto.frame_protocol import CloseReason, Frame, FrameProtocol, Opcode, ParseFailed

from labapp import aio
from labapp.connections import Connection

READ = 4 * 1024  # bytes taken from a phone at a time
SEND_BUFFER = 64 * 1024  # bytes in the kernel for one phone; Linux takes twice as much
MOST_BEHIND = 256 * 1024  # bytes for a phone that is behind, besides the frame it hangs on
STUCK = 10.0  # seconds in which a phone that is behind takes nothing, until it is cut off
FAREWELL = 2.0  # seconds in which a phone may hang up by itself
AT_ONCE = struct.pack("ii", 1, 0)  # SO_LINGER: forget what was not sent

# Held where bytes go out, so that no frame begins inside another. Nothing waits while it is held:
# one lock is enough for all phones, and the greenlets of one thread never meet at it.
LOCK = aio.native_lock()
log = logging.getLogger(__name__)


class Frames(FrameProtocol):
    """What is read by wsproto, on a server's side and without extensions."""

    def __init__(self) -> None:
        super().__init__(client=False, extensions=[])

    def end(self) -> None:
        """Let go of its reading loop, which holds itself."""
        self._parse_more.close()


class Owner:
    """Who speaks by a line; this one is nobody. All of it is called where nothing may wait."""

    def hear(self, text: str) -> None:
        """Take a message."""

    def stir(self) -> None:
        """It takes what we send, so it is there."""

    def catch_up(self) -> None:
        """It is no longer behind, and has missed something."""

    def lost(self) -> None:
        """It is gone, or will be soon."""


NOBODY = Owner()  # speaks by a line that has ended: garbage is collected rarely


class Lines:
    """What all lines share: the size of a message, who must be looked after, what was counted."""

    def __init__(self, most: int) -> None:
        self.most = most  # bytes of a message
        self.behind: set[Line] = set()
        self.counts: Counter[str] = Counter()

    def look(self) -> None:
        """Send to those who are behind, and hang up on those who have had their time."""
        now = time.monotonic()
        for line in list(self.behind):
            line.look(now)


def offer(lines: Iterable["Line"], frame: bytes) -> int:
    """Say what those who are behind do without; to how many it was said.

    This is where ten thousand phones are told something: nothing is done here that could be done
    elsewhere, and the lock is taken once.
    """
    told, size = 0, len(frame)
    with LOCK:
        for line in lines:
            if line.backlog or line.closing:
                line.missed = True
                continue
            told += 1
            try:
                sent = line.connection.send(frame)
            except OSError as fault:
                sent = _taken(fault, size)
            if sent < size:
                line.keep(frame, sent)
    return told


def _taken(fault: OSError, size: int) -> int:
    """What counts as sent: nothing yet, or all where nobody is left; the loop will read that."""
    return 0 if isinstance(fault, BlockingIOError) else size


class Line:
    """One WebSocket, from its handshake to its end."""

    __slots__ = (
        "added",
        "backlog",
        "closing",
        "connection",
        "frames",
        "lines",
        "message",
        "missed",
        "owner",
        "since",
        "size",
        "stop",
    )

    def __init__(self, connection: Connection, owner: Owner, lines: Lines) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self.connection = connection
        self.owner = owner
        self.lines = lines
        self.frames = Frames()
        self.message, self.size = "", 0  # what came of a message, and its bytes
        self.backlog = bytearray()
        self.added = 0  # bytes of the backlog that came when it was there already
        self.missed = False
        self.closing = False
        self.since = 0.0  # when the backlog last moved, or the farewell began
        self.stop: aio.Job = aio.when_readable(connection, self.readable)

    # What goes out

    def write(self, data: bytes) -> None:
        """Say what must arrive, after all that was said before."""
        with LOCK:
            if not self.closing:
                self._put(data)
                if self.added > MOST_BEHIND:
                    self.cut("flooded")

    def _put(self, data: bytes) -> None:
        if self.backlog:
            self.added += len(data)
            self.backlog += data
        else:
            self.keep(data, self._send(data))

    def keep(self, data: bytes, sent: int) -> None:
        """Have what the kernel did not take be the backlog."""
        if sent < len(data):
            self.since = time.monotonic()
            self.backlog += data[sent:]
            self.lines.behind.add(self)

    def _send(self, data: bytes | bytearray) -> int:
        """How much the kernel took."""
        try:
            return self.connection.send(data)
        except OSError as fault:
            return _taken(fault, len(data))

    def look(self, now: float) -> None:
        """Send what waits, or hang up on who has had the time."""
        with LOCK:
            self._flush(now)
            if self.backlog or self.closing:
                if now - self.since > (FAREWELL if self.closing else STUCK):
                    self.cut("stuck")
                return
            self.lines.behind.discard(self)
        if self.missed:
            self.missed = False
            self.owner.catch_up()

    def _flush(self, now: float) -> None:
        if self.backlog and (sent := self._send(self.backlog)):
            del self.backlog[:sent]
            self.owner.stir()
            self.since = self.since if self.closing else now
        if not self.backlog:
            self.added = 0
            if self.closing:
                with suppress(OSError):
                    self.connection.shutdown(socket.SHUT_WR)

    def close(self, code: CloseReason | int) -> None:
        """End as the protocol wants it: a close frame, and the other side hangs up."""
        with LOCK:
            if self.closing:
                return
            self._put(bytes(self.frames.close(code)))
            self.closing, self.since = True, time.monotonic()
            self.lines.behind.add(self)
            self._flush(self.since)
        self.owner.lost()

    def cut(self, why: str) -> None:
        """Hang up at once. The loop reads the end, and nobody else lets go of the socket."""
        with LOCK, suppress(OSError):
            if not self.closing:
                self.lines.counts[why] += 1
            self.closing = True
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
            self.connection.shutdown(socket.SHUT_RDWR)

    # What comes in, called by the loop

    def readable(self, *_: object) -> None:
        """Take what came."""
        try:
            self._read()
        except Exception:
            log.exception("a line failed")
            self._end()

    def _read(self) -> None:
        try:
            data = self.connection.recv(READ)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._end()
        elif not self.closing:  # after our farewell nothing counts but the end
            self.frames.receive_bytes(data)
            self._take_frames()

    def _take_frames(self) -> None:
        try:
            for frame in self.frames.received_frames():
                self._take(frame)
                if self.closing:
                    return
        except ParseFailed as wrong:
            self.close(wrong.code)

    def _take(self, frame: Frame) -> None:
        if isinstance(frame.payload, str):
            self._take_text(frame.payload, whole=frame.message_finished)
        elif isinstance(frame.payload, tuple):
            self.close(frame.payload[0])
        elif frame.opcode is Opcode.PING:
            self.write(bytes(self.frames.pong(frame.payload)))
        elif frame.opcode is not Opcode.PONG:
            self.close(CloseReason.UNSUPPORTED_DATA)

    def _take_text(self, text: str, *, whole: bool) -> None:
        self.size += len(text.encode())
        if self.size > self.lines.most:
            self.close(CloseReason.MESSAGE_TOO_BIG)
            return
        self.message += text
        if whole:
            text, self.message, self.size = self.message, "", 0
            self.owner.hear(text)

    def _end(self) -> None:
        stop, self.stop = self.stop, _nothing  # what the loop called by mistake is called once more
        stop()
        with LOCK:
            self.closing = True
            self.backlog.clear()
            self.connection.close()
        self.lines.behind.discard(self)
        self.frames.end()
        owner, self.owner = self.owner, NOBODY
        owner.lost()


def _nothing() -> None:
    pass
