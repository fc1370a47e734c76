"""News to all screens of a room: encoded once, framed once, one send(2) to each.

`Stock` is Flask-SocketIO as it comes, with a queue and two tasks for each phone. `Lean` is the same
with other ends: an `engine.Phone` for each connection, a `transport.Line` for each WebSocket.
"""

import json
import logging
import time
from collections import Counter
from typing import Any, Protocol

import socketio
from flask import Flask
from flask_socketio import SocketIO
from wsproto.frame_protocol import CloseReason

from labapp.live.engine import Engine, Phone
from labapp.live.rooms import Message
from labapp.live.transport import offer

PULSE = 0.05  # seconds until a phone that is behind is looked at again
BREATH = 512  # screens that are told something before other work may go on
Options = dict[str, Any]  # of Flask-SocketIO, python-socketio and python-engineio
log = logging.getLogger(__name__)


class Host(Protocol):
    """Who has something to tell."""

    def welcome(self, sid: str) -> object: ...  # a screen was let in
    def hint(self, room: str) -> object: ...  # what a screen is told that was behind


class Rooms(socketio.Manager):
    """Who is in which room. Whoever was let in is welcomed, and told so before."""

    def __init__(self, host: Host) -> None:
        super().__init__()
        self.host = host

    def connect(self, sid: str, namespace: str) -> str:
        super().connect(sid, namespace)
        try:
            self.host.welcome(sid)
        except Exception:
            log.exception("a screen could not be welcomed")
            self.server.disconnect(sid)
        return sid


class LeanRooms(Rooms):
    """Keeps of a screen only where it is.

    In a room of its own it would cost memory, and N who leave at once N × N; its request is of no
    use once it was let in.
    """

    def basic_enter_room(
        self, sid: str, namespace: str, room: str | None, eio_sid: str | None = None
    ) -> None:
        if room != sid:
            super().basic_enter_room(sid, namespace, room, eio_sid=eio_sid)

    def connect(self, sid: str, namespace: str) -> str:
        self.server.environ.pop(self.eio_sid_from_sid(sid, namespace), None)
        return super().connect(sid, namespace)


class LeanServer(socketio.Server):
    def _engineio_server_class(self) -> type[Engine]:
        return Engine


class Sockets(SocketIO):
    """Flask-SocketIO, with the names of what its types leave out."""

    server: Any
    sockio_mw: Any
    server_options: dict[str, Any]


class Stock:
    """News by Flask-SocketIO's own means."""

    rooms: type[Rooms] = Rooms

    def __init__(self, app: Flask, host: Host, options: Options) -> None:
        self.counts: Counter[str] = Counter()
        self.socketio = Sockets()
        self.socketio.init_app(app, client_manager=self.rooms(host), **options)

    def broadcast(self, room: str, event: str, data: object) -> int:
        """Tell a room; how many bytes that is for one screen."""
        self.counts["sent"] += len(self.members(room))
        self.socketio.emit(event, data, to=room)
        return len(_packet(event, json.dumps(data)))

    def send(self, sid: str, event: str, text: str) -> None:
        """Tell one screen something that is JSON already."""
        self.socketio.emit(event, json.loads(text), to=sid)

    def enter(self, sid: str, room: str) -> None:
        """Have a screen hear what the room is told."""
        self.socketio.server.enter_room(sid, room, namespace="/")

    def members(self, room: str) -> dict[str, str]:
        """The screens in a room: the names of their sockets, and of their connections."""
        return dict(self.socketio.server.manager.get_participants("/", room))

    def cut(self, room: str) -> None:
        """Close every socket in a room."""
        for sid in self.members(room):
            self.hang_up(sid)

    def hang_up(self, sid: str) -> None:
        """Close one socket."""
        self.socketio.server.disconnect(sid, namespace="/")

    def transports(self) -> Counter[str]:
        """How many are connected, by what they speak through."""
        connected = list(self.socketio.server.eio.sockets.values())
        return Counter("websocket" if one.upgraded else "polling" for one in connected)

    def behind(self) -> int:
        """How many do not take what they are sent as fast as it comes, where that is known."""
        return 0

    def run(self) -> None:
        """Look after all connections, for ever: one background task of the server."""

    def leave(self) -> None:
        """Hang up on everybody: the server goes away."""


class Lean(Stock):
    """News by one send(2) to each screen, and no task, thread or queue for any."""

    rooms = LeanRooms

    def __init__(self, app: Flask, host: Host, options: Options) -> None:
        super().__init__(app, host, options)
        server = LeanServer(**self.socketio.server_options)
        self.socketio.server = self.socketio.sockio_mw.engineio_app = server
        self.engine: Engine = server.eio
        self.engine.hint = lambda room: _packet("news", _json(host.hint(room)))
        self.counts = self.engine.lines.counts

    def broadcast(self, room: str, event: str, data: object) -> int:
        message = Message(_packet(event, _json(data)))
        there = self.engine.room(room)
        polling, lines = list(there.polling), list(there.lines)
        told = sum(phone.offer(message) for phone in polling)
        for at in range(0, len(lines), BREATH):
            if at:
                time.sleep(0)
            told += offer(lines[at : at + BREATH], message.frame)
        self.counts["sent"] += told
        self.counts["skipped"] += len(polling) + len(lines) - told
        return len(message.frame)

    def send(self, sid: str, event: str, text: str) -> None:
        if phone := self._phone(sid):
            phone.send(Message(_packet(event, text)).packet)

    def enter(self, sid: str, room: str) -> None:
        super().enter(sid, room)
        if phone := self._phone(sid):
            phone.enter(room)

    def _phone(self, sid: str) -> Phone | None:
        manager = self.socketio.server.manager
        phone: Phone | None = self.engine.sockets.get(manager.eio_sid_from_sid(sid, "/"))
        return phone

    def hang_up(self, sid: str) -> None:
        connection = self.socketio.server.manager.eio_sid_from_sid(sid, "/")
        if connection is not None:  # it is still there; and "disconnect nobody" means everybody
            super().hang_up(sid)
            self.engine.disconnect(connection)

    def behind(self) -> int:
        return len(self.engine.lines.behind)

    def run(self) -> None:
        while True:
            time.sleep(PULSE)
            try:
                self.engine.look()
            except Exception:
                log.exception("the connections could not be looked after")

    def leave(self) -> None:
        for phone in list(self.engine.sockets.values()):
            if phone.line is not None:
                phone.line.close(CloseReason.GOING_AWAY)


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _packet(event: str, text: str) -> str:
    """An event of Socket.IO's default namespace, with one argument that is JSON already."""
    return f'2["{event}",{text}]'
