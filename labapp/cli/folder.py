"""The instance folder from a command: alone in it, or through the server that works on it.

With PostgreSQL a command works beside the servers, as one more of their kind.
"""

import http.client
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from flask import Flask

from labapp.factory import create_app
from labapp.i18n.locale import language
from labapp.settings import Settings
from labapp.store import instance, writer

PATIENCE = 10.0


class Unreachable(Exception):
    """A server holds the folder and does not answer."""


@dataclass(frozen=True)
class Answer:
    """What the server said; `session` is the cookie that it gave, if any."""

    status: int
    facts: Mapping[str, Any]
    session: str = ""


@contextmanager
def app_alone(settings: Settings) -> Iterator[Flask]:
    """The app in this process. Raises `InstanceBusy` beside a running server on SQLite."""
    with instance.lock(settings.home, shared=settings.many_processes):
        app = create_app(replace(settings, async_mode="threading", tick=0))
        try:
            with app.app_context():
                yield app
        finally:
            writer.stop()


def is_busy(settings: Settings) -> bool:
    """Whether a server works on the folder now; nothing is made there to find out."""
    if not (settings.home / "labapp.lock").exists():
        return False
    try:
        instance.lock(settings.home).close()
    except instance.InstanceBusy:
        return True
    return False


def server_of(settings: Settings) -> tuple[str, str]:
    """The running server's address on this machine, and its key. Raises `Unreachable`."""
    try:
        return instance.read_control(settings.home)
    except (OSError, ValueError, KeyError) as silent:
        raise Unreachable from silent


def ask(settings: Settings, path: str, sent: Mapping[str, str]) -> Answer:
    """Post to the running server, over this machine's own loopback. Raises `Unreachable`."""
    url, key = server_of(settings)
    headers = {
        "Authorization": f"Bearer {key}",
        "Accept": "application/json",
        "Accept-Language": language().tag,
        "Content-Type": "application/json",
    }
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=PATIENCE)
    try:
        connection.request("POST", path, json.dumps(sent), headers)
        return _read(connection.getresponse())
    except (OSError, http.client.HTTPException, ValueError) as silent:
        raise Unreachable from silent
    finally:
        connection.close()


def _read(answer: http.client.HTTPResponse) -> Answer:
    facts = json.loads(answer.read())
    return Answer(answer.status, facts, answer.headers.get("Set-Cookie", "").partition(";")[0])
