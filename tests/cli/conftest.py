"""Houses that commands and servers work on, each in a folder of its own."""

import shutil
import sqlite3
import time
from contextlib import contextmanager

import pytest

from labapp.factory import create_app
from labapp.settings import Settings
from labapp.store import writer
from labapp.store.account import account_by_name
from labapp.store.db import db
from tests import people
from tests.servers import Server
from tests.shared import once


@contextmanager
def inside(home):
    """The house's app in this process, for a moment."""
    app = create_app(Settings(home=home, async_mode="threading", tick=0))
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()
    writer.stop()


def set_up(home):
    """A house with Astrid in it, and nobody at work on it."""
    return shutil.copytree(once("house", _make_house), home)


def _make_house(home):
    with inside(home):
        people.set_up_house()


def open_lab(home, **changes):
    """A lab of Astrid's that waits for its first phase; its code."""
    with inside(home):
        return people.open_lab(account_by_name("astrid").id, **changes)


@pytest.fixture
def home(tmp_path):
    """The folder of a house that is set up."""
    return set_up(tmp_path / "instance")


@pytest.fixture
def serve(home, loop):
    """Start servers on the house; all are stopped at the end."""
    servers = []

    def start(**how):
        servers.append(Server(home, loop, **how).start())
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def ask(home, question, *values):
    """One number from the house's database, read beside whoever writes."""
    line = sqlite3.connect(f"file:{home / 'labapp.db'}?mode=ro", uri=True)
    try:
        return line.execute(question, values).fetchone()[0]
    finally:
        line.close()


def wait_for(count, least, seconds=60):
    """Until so many are there."""
    until = time.monotonic() + seconds
    while count() < least:
        assert time.monotonic() < until, f"{count()} of {least}"
        time.sleep(0.05)
