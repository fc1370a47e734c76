"""python-engineio without a task and a queue for each WebSocket.

Handshake, packets and long-polling are python-engineio's; a WebSocket is a `Line`. One pinger is
there for all. Of what a client can say only three things count: that it comes in, that it is still
there, that it goes. Clients command nothing.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import engineio
from engineio import packet
from engineio.packet import Packet
from engineio.socket import Socket
from wsproto.frame_protocol import CloseReason

from labapp import aio
from labapp.connections import Connection, most_connections
from labapp.live.rooms import Message, Room
from labapp.live.transport import LOCK, Line, Lines, Owner
from labapp.live.websocket import handshake, text_frame

MOST_WAITING = 16  # pieces of news for a phone that polls and does not come
log = logging.getLogger(__name__)
PING = Packet(packet.PING)
Environ = dict[str, Any]
Start = Callable[..., object]
Answer = Any  # what python-engineio takes for one


class Phone(Socket, Owner):
    """One connection: of a phone, a desk or a projector, by WebSocket or by long-polling."""

    queue: Any  # python-engineio's, for long-polling
    line: Line | None = None
    trial: Line | None = None  # a WebSocket of which it is not yet known whether it comes through
    room = ""  # what it watches; empty until it was let in
    greeted = False  # it has said who it is
    silent = False  # nothing came from it since the last ping
    missed = False  # it polls, and did not come in time for some news
    due = 0.0  # when it is pinged, or found silent
    jobs: tuple[aio.Job, ...] = ()

    # What comes in

    def hear(self, text: str) -> None:
        """A message of its line: in the loop, where nothing may wait."""
        self.silent = False
        if text.startswith(("1", "41")) or (text.startswith("40") and not self.greeted):
            self._do(partial(self.receive, Packet(encoded_packet=text)))

    def receive(self, pkt: Packet) -> None:
        """A packet by either way."""
        self.silent = False
        says = str(pkt.data)[:1] if pkt.packet_type == packet.MESSAGE else ""
        if says == "0" and not self.greeted:
            self.greeted = True
            super().receive(pkt)
        elif says == "1" or pkt.packet_type == packet.CLOSE:
            self.close(abort=True, reason=self.server.reason.CLIENT_DISCONNECT)

    def stir(self) -> None:
        self.silent = False

    def lost(self) -> None:
        self._do(partial(self.close, abort=True, reason=self.server.reason.TRANSPORT_CLOSE))

    def _do(self, job: aio.Job) -> None:
        """In a task, since it may wait; one after the other, since the order counts."""
        with LOCK:
            self.jobs += (job,)
            if len(self.jobs) > 1:
                return
        self.server.start_background_task(self._work)

    def _work(self) -> None:
        more = True
        while more:
            try:
                self.jobs[0]()
            except Exception:
                log.exception("a connection could not be looked after")
            with LOCK:
                self.jobs = self.jobs[1:]
                more = bool(self.jobs)

    # What goes out

    def send(self, pkt: Packet) -> None:
        """Say what must arrive."""
        with LOCK:
            if self.line is not None:
                self.line.write(text_frame(pkt.encode()))
            elif not self.closed:
                self.queue.put(pkt)

    def offer(self, message: Message) -> bool:
        """Say what one that polls does without where it does not come; whether it was said."""
        if self.queue.qsize() >= MOST_WAITING:
            self.missed = True
            return False
        self.send(message.packet)
        return True

    def poll(self) -> list[Packet]:
        packets: list[Packet] = super().poll()
        if self.missed:
            self.missed = False
            self.catch_up()
        return packets

    def catch_up(self) -> None:
        """Have it ask for the state, since it was behind and has missed something."""
        if self.room:
            self.send(Packet(packet.MESSAGE, self.server.hint(self.room)))

    def ping(self) -> bool:
        """Ask whether it is there; False when it was not, and is cut off."""
        if self.trial is not None:
            self.trial.cut("silent")
        if self.silent or not self.room:
            self.hang_up("silent")
            return False
        self.silent = True
        self.send(PING)
        return True

    def hang_up(self, why: str) -> None:
        if self.line is not None:
            self.line.cut(why)
        else:
            self.server.lines.counts[why] += 1
            self._do(partial(self.close, reason=self.server.reason.PING_TIMEOUT))

    # Beginning and end

    def enter(self, room: str) -> None:
        """Hear what a room is told; one watches one thing."""
        self.room = room
        self._be_there()

    def _be_there(self) -> None:
        with LOCK:
            if self.room and not self.closing:
                self.server.room(self.room).take_in(self)

    def _upgrade_websocket(self, environ: Environ, _start: Start) -> Answer:
        """From long-polling to a WebSocket, once the phone has tried that it comes through."""
        answer = handshake(environ)
        if answer is None or self.upgrading or self.closed:
            return self.server.refuse()
        return aio.take_over(environ, partial(Trial, self, answer))

    def open(self, answer: bytes, connection: Connection) -> None:
        """Begin by WebSocket."""
        line = Line(connection, self, self.server.lines)
        line.write(answer)
        self.adopt(line)

    def adopt(self, line: Line) -> None:
        """Speak by a line from now on, and say what waited, before all else."""
        with LOCK:
            waiting = list(self._waiting())
            self.upgrading, self.upgraded, self.connected = False, True, True
            self.line, self.trial, self.queue = line, None, NOWHERE
            for pkt in waiting:
                self.send(pkt)
        self._be_there()

    def _waiting(self) -> Iterator[Packet]:
        while self.queue.qsize():
            yield self.queue.get(block=False)

    def close(self, *, abort: bool = False, reason: str | None = None, **_wait: object) -> None:
        """Have it gone from everywhere, and hang up."""
        if self.closing:
            return
        super().close(wait=False, abort=abort, reason=reason)
        self.server.sockets.pop(self.sid, None)
        with LOCK:
            self.server.room(self.room).let_go(self)
        for line in (self.line, self.trial):
            if line is not None:
                line.close(CloseReason.NORMAL_CLOSURE)


class Nowhere:
    """In place of the queue that a WebSocket does not need."""

    def put(self, pkt: Packet) -> None:
        pass

    def qsize(self) -> int:
        return 0


NOWHERE = Nowhere()


class Trial(Owner):
    """A WebSocket by which a phone that polls tries whether it comes through."""

    probed = False

    def __init__(self, phone: Phone, answer: bytes, connection: Connection) -> None:
        self.phone = phone
        phone.upgrading = True
        self.line = phone.trial = Line(connection, self, phone.server.lines)
        self.line.write(answer)

    def hear(self, text: str) -> None:
        if text == "2probe" and not self.probed:
            self.probed = True
            self.line.write(text_frame("3probe"))
            self.phone.queue.put(Packet(packet.NOOP))  # an answer for the poll that waits
        elif text == "5" and self.probed and not self.phone.closed:
            self.line.owner = self.phone
            self.phone.adopt(self.line)
        else:
            self.line.close(CloseReason.PROTOCOL_ERROR)

    def lost(self) -> None:
        self.phone.upgrading, self.phone.trial = False, None


class Engine(engineio.Server):
    """The server of all connections.

    `hint` says what a phone in a room is told that was behind. What is pinged and does not answer
    until it is pinged again is gone: the time for an answer is the time between two pings.
    """

    hint: Callable[[str], str]

    def __init__(self, **options: object) -> None:
        super().__init__(**options, monitor_clients=False)
        self.most = most_connections()
        self.lines = Lines(self.max_http_buffer_size)
        self.rooms: dict[str, Room] = {}
        self.turns: deque[Phone] = deque()  # whose ping is due first

    def _handle_connect(
        self, environ: Environ, _start: Start, transport: str, jsonp_index: int | None = None
    ) -> Answer:
        answer = handshake(environ) if transport == "websocket" else b""
        if answer is None or len(self.sockets) >= self.most:
            return self.refuse()
        phone = self._newcomer(transport)
        self._trigger_event("connect", phone.sid, words_of(environ), run_async=False)
        if answer:
            return aio.take_over(environ, partial(phone.open, answer))
        phone.connected = True
        return self._ok(phone.poll(), jsonp_index=jsonp_index)

    def _newcomer(self, transport: str) -> Phone:
        phone = Phone(self, self.generate_id())
        self.sockets[phone.sid] = phone
        terms = {
            "sid": phone.sid,
            "upgrades": self._upgrades(phone.sid, transport),
            "pingTimeout": int(self.ping_timeout * 1000),
            "pingInterval": int(self.ping_interval * 1000),
            "maxPayload": self.max_http_buffer_size,
        }
        phone.send(Packet(packet.OPEN, terms))
        phone.due = time.monotonic() + self.ping_interval
        self.turns.append(phone)
        return phone

    def room(self, name: str) -> Room:
        """Who watches what has this name."""
        return self.rooms.get(name) or self.rooms.setdefault(name, Room())

    def refuse(self) -> Answer:
        """The answer to what is no handshake, or is one too many."""
        return self._bad_request("No WebSocket here")

    def look(self) -> None:
        """Once in a while, for everybody: send what waits, ping whose turn it is."""
        self.lines.look()
        now = time.monotonic()
        while self.turns and self.turns[0].due <= now:
            phone = self.turns.popleft()
            if not phone.closed and phone.ping():
                phone.due = now + self.ping_interval
                self.turns.append(phone)


def words_of(environ: Environ) -> Environ:
    """What a request said, without the web server's own things, which hold its buffers."""
    said = {name: value for name, value in environ.items() if isinstance(value, str)}
    return {**said, "flask.app": environ["flask.app"]}
