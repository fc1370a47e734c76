"""Stock Flask-SocketIO, written as well as its transport allows.

Votes are gathered, stored in one durable commit off the loop, and told once a tick. The known traps
are avoided: room for all sockets, a long backlog, no compression of each message for each phone.
python stock.py PORT TICK_MS BYTES DATABASE
"""

import eventlet

eventlet.monkey_patch()

import sqlite3
import sys
from collections.abc import Callable, Iterable
from typing import Any

from eventlet import tpool, wsgi
from flask import Flask
from flask_socketio import SocketIO, join_room

PORT, TICK, SIZE = int(sys.argv[1]), int(sys.argv[2]) / 1000, int(sys.argv[3])
AROUND = len('42["results",{"total":,"pad":""}]')

app = Flask(__name__)
socketio = SocketIO(app, async_mode="eventlet", ping_interval=20, ping_timeout=20)
db = sqlite3.connect(sys.argv[4], check_same_thread=False, isolation_level=None)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = FULL")
db.execute("CREATE TABLE vote (id INTEGER PRIMARY KEY, idea INT, client TEXT)")
waiting: list[tuple[int, str]] = []


@socketio.on("connect")
def enter() -> None:
    join_room("lab")


@socketio.on("vote")
def vote(cast: dict[str, Any]) -> None:
    waiting.append((cast["idea"], cast["client"]))


def store(votes: list[tuple[int, str]]) -> None:
    db.execute("BEGIN IMMEDIATE")
    db.executemany("INSERT INTO vote (idea, client) VALUES (?, ?)", votes)
    db.execute("COMMIT")


def tell() -> None:
    """At each tick with votes: store them, then tell the room how many there are."""
    total = 0
    while True:
        eventlet.sleep(TICK)
        votes = waiting[:]
        if not votes:
            continue
        del waiting[: len(votes)]
        tpool.execute(store, votes)
        total += len(votes)
        pad = "x" * (SIZE - AROUND - len(str(total)))
        socketio.emit("results", {"total": total, "pad": pad}, to="lab")


def without_deflate(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
    return app(environ, start)


socketio.start_background_task(tell)
listener = eventlet.listen(("127.0.0.1", PORT), backlog=4096, reuse_port=False)
wsgi.server(listener, without_deflate, max_size=20_000, log_output=False, debug=False)
