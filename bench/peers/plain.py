"""A plain Flask route that stores a ballot: what a durable POST costs at the least in Python.

No session, no CSRF, no rules, no news: JSON in, one row, a group commit with FULL, JSON out.
python plain.py PORT TICK_MS BYTES DATABASE (tick and bytes are not used)
"""

import eventlet

eventlet.monkey_patch()

import sqlite3
import sys

from eventlet import tpool, wsgi
from eventlet.event import Event
from flask import Flask, Response, jsonify, request

Waiting = list[tuple[tuple[str, str], Event]]

app = Flask(__name__)
db = sqlite3.connect(sys.argv[4], check_same_thread=False, isolation_level=None)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = FULL")
db.execute("CREATE TABLE ballot (voter TEXT PRIMARY KEY, marks TEXT)")
waiting: Waiting = []
come = [Event()]


@app.post("/ballot")
def cast() -> Response:
    sent = request.get_json()
    stored = Event()
    waiting.append(((sent["voter"], str(sent["marks"])), stored))
    if not come[0].ready():
        come[0].send(None)
    stored.wait()
    return jsonify(ok=True)


def store(batch: Waiting) -> None:
    db.execute("BEGIN IMMEDIATE")
    db.executemany("REPLACE INTO ballot VALUES (?, ?)", [ballot for ballot, _ in batch])
    db.execute("COMMIT")


def write() -> None:
    """Commit together what gathered while the last commit was on its way to disk."""
    while True:
        come[0].wait()
        come[0] = Event()
        batch = waiting[:]
        del waiting[: len(batch)]
        tpool.execute(store, batch)
        for _, stored in batch:
            stored.send(None)


eventlet.spawn(write)
listener = eventlet.listen(("127.0.0.1", int(sys.argv[1])), backlog=4096, reuse_port=False)
wsgi.server(listener, app, max_size=20_000, log_output=False, debug=False)
