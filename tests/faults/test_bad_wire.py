"""A hundred phones over a wire that swallows answers and doubles requests: promises P1 to P5."""

import json
import os
import subprocess
import sys

import pytest

from tests import people
from tests.cli.conftest import ask, open_lab, set_up
from tests.faults.wire import Wire
from tests.servers import QUIET, ROOT, Server

ASTRID = ("--name", "Astrid", "--password-env", "SECRET")
IDEAS = "select count(*) from idea"
TEXTS = "select count(distinct text) from idea"
BALLOTS = "select count(*) from ballot"
OVER_BUDGET = "select count(*) from (select 1 from mark group by voter_tag having sum(points) > 3)"


@pytest.fixture
def house(tmp_path):
    home = set_up(tmp_path / "instance")
    return home, open_lab(home)


@pytest.fixture
def wire(house, loop):
    server = Server(house[0], loop).start()
    wire = Wire(server.port).start()
    yield wire
    wire.stop()
    server.close()


def test_what_a_bad_wire_loses_is_sent_again_and_done_once(house, wire):
    home, code = house
    where = f"http://127.0.0.1:{wire.port}/l/{code}"
    words = (where, "--phones", "100", "--pace", "6", "--lead", "--json")
    done = subprocess.run(
        [sys.executable, "-m", "labapp.cli", "rehearse", *words, *ASTRID],
        cwd=ROOT,
        env={**os.environ, **QUIET, "LABAPP_HOME": str(home), "SECRET": people.PASSWORD},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    report = json.loads(done.stdout)
    assert (done.returncode, report["ok"]) == (0, True), report
    assert wire.swallowed > 30
    assert wire.doubled > 30
    assert report["ideas"]["sent_again"] + report["ballots"]["sent_again"] >= wire.swallowed * 0.9
    assert report["lost"] == report["double"] == 0
    assert report["ideas"]["saved"] == ask(home, IDEAS) == ask(home, TEXTS)
    assert ask(home, BALLOTS) == 100
    assert ask(home, OVER_BUDGET) == 0
