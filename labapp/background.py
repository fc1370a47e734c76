"""What a server does besides answering: news, connections, rights, and the other processes."""

import importlib
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from labapp.aio import Job
from labapp.domain.errors import LabError
from labapp.live.fanout import Lean, Stock
from labapp.live.hub import hub, say_goodbye
from labapp.live.monitor import monitor
from labapp.services import others, pretending
from labapp.settings import Settings
from labapp.store import writer
from labapp.store.lab import lab_by_id
from labapp.store.participant import count_joined
from labapp.web.fragments import render_fragment
from labapp.web.sockets import Watch

PRETEND_EVERY = 1.5  # seconds between two turns of the pretend phones of a rehearsal
LOOK_EVERY = 2.0  # seconds in which whoever may watch no more is cut off
SOCKET_BYTES = 16 * 1024  # of an inbound frame; clients send none but the handshake
SOCKETS = {
    "max_http_buffer_size": SOCKET_BYTES,
    "http_compression": False,
    "manage_session": False,  # who connects is asked once who they are
    "ping_interval": 20,
    "ping_timeout": 20,
}
Result = TypeVar("Result")
log = logging.getLogger(__name__)


def wire(app: Flask, settings: Settings) -> None:
    """Give the hub what it renders, counts and sends with; join the other processes."""
    watch = Watch(settings.base_url)
    hub.forget()
    hub.tick = settings.tick
    hub.render = _inside(app, render_fragment)
    hub.count_joined = _inside(app, _count)
    hub.elsewhere = _inside(app, others.elsewhere)
    hub.welcome = _inside(app, watch.welcome)
    hub.recheck = _inside(app, lambda: _cut_off(watch))
    others.join_others(_us(settings) if settings.many_processes else None)
    transport = Lean if settings.transport == "lean" else Stock
    hub.wire = transport(app, hub, {**SOCKETS, "async_mode": settings.async_mode})
    hub.wire.socketio.on_namespace(watch)
    monitor.wire = hub.wire


def _inside(app: Flask, job: Callable[..., Result]) -> Callable[..., Result]:
    """The same job, where the database can be read."""

    def inside(*facts: object) -> Result:
        with app.app_context():
            return job(*facts)

    return inside


def _count(lab_id: int) -> tuple[int, int]:
    lab = lab_by_id(lab_id)
    return (lab.seq if lab else 0), count_joined(lab_id).total()


def _cut_off(watch: Watch) -> None:
    for sid in watch.lost():
        hub.wire.hang_up(sid)


def _us(settings: Settings) -> others.Others:
    us = others.Others(hub.recheck)
    if settings.redis_url:
        bus = importlib.import_module("labapp.live.bus")  # costs time at start: where it is used
        us.bus = bus.Bus(settings.redis_url, settings.database, us.name, us.hear)
    return us


def start(app: Flask) -> None:
    """Start all that runs beside the answers."""
    look = _now_and_then(LOOK_EVERY, hub.recheck)
    turns = [_now_and_then(0.0, _inside(app, turn)) for turn in others.turns()]
    turns.append(_now_and_then(PRETEND_EVERY, _inside(app, pretending.take_turns)))
    compiling: Callable[[], None] = partial(_compile_templates, app)
    for task in (*hub.tasks(), hub.wire.run, monitor.run, look, compiling, *turns, *others.tasks()):
        hub.wire.socketio.start_background_task(task)


def _compile_templates(app: Flask) -> None:
    """Before anybody waits for one: those of a phone's page take 0.2 seconds together."""
    for name in app.jinja_env.list_templates(["html"]):
        app.jinja_env.get_template(name)
        time.sleep(0.01)


def _now_and_then(pause: float, job: Job) -> Callable[[], None]:
    """Do it for ever, and go on when the database was away."""

    def run() -> None:
        while True:
            time.sleep(pause)
            try:
                job()
            except (SQLAlchemyError, LabError) as away:
                log.warning("put off: %s", away)
                time.sleep(LOOK_EVERY)

    return run


def stop(after_ms: int) -> None:
    """Say goodbye to every screen, and commit what was handed in."""
    say_goodbye(after_ms)
    time.sleep(0.3)
    hub.wire.leave()
    time.sleep(0.2)
    writer.stop()
