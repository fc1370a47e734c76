"""Nobody waits for another one's question to PostgreSQL, in any async mode."""

import json
import os
import subprocess
import sys

import pytest

from tests.servers import QUIET

pytestmark = pytest.mark.only("postgresql")
MODES = ("eventlet", "gevent", "threading")
BEGIN = """
import os, runpy, sys
from labapp import aio
aio.patch(sys.argv[1])
os.environ.update(PSYCOPG_WAIT_FUNC=sys.argv[3]) if sys.argv[3] else None
runpy.run_module("tests.store.patient")
"""


@pytest.fixture
def wait_in(root, settings):
    """What `patient.py` says of a mode."""

    def run(mode, wait=""):
        done = subprocess.run(
            [sys.executable, "-c", BEGIN, mode, settings.database, wait],
            cwd=root,
            env={**os.environ, **QUIET},
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return json.loads(done.stdout)

    return run


@pytest.mark.parametrize("mode", MODES)
def test_a_wait_stops_nobody(wait_in, mode):
    found = wait_in(mode)

    assert found["fitness"] == "fit"
    assert found["wait"] == ("wait_c" if mode == "threading" else "wait_selector")
    assert found["done"]
    assert found["beats"] > 20
    assert found["late"] < 0.3  # the writer's wait of half a second is not the loop's


@pytest.mark.parametrize("mode", ["eventlet", "gevent"])
def test_a_driver_that_stops_the_loop_is_refused(wait_in, mode):
    """As a careless deployment would have it."""
    assert "stops the loop" in wait_in(mode, "wait_c")["fitness"]
