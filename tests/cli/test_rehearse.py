"""A rehearsal against the real server: whole, cut off in the middle, and against one that lies."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from labapp.domain.phases import PlannedPhase
from tests import people
from tests.cli.conftest import ask, open_lab, set_up, wait_for
from tests.servers import QUIET, ROOT, Server, labapp

REHEARSE = (sys.executable, "-m", "labapp.cli", "rehearse")
IDEAS = "select count(*) from idea"
BALLOTS = "select count(*) from ballot"
IDEAS_OF = """select count(*) from idea
    where lab_id = (select id from lab where code = ?)"""
JOINED_OF = """select count(*) from participant
    where lab_id = (select id from lab where code = ?)"""
BALLOTS_OF = """select count(*) from ballot where round_id in
    (select round.id from round join lab on lab.id = lab_id where code = ?)"""
KINDS_OF = """select group_concat(kind) from
    (select kind from phase join lab on lab.id = lab_id where code = ? order by position)"""
LONG = (
    *people.PHASES,
    PlannedPhase("deepen", "Ett förslag", 10),
    PlannedPhase("commit", "Handslag", 5),
    PlannedPhase("reflect", "Tack", None),
)
ASTRID = ("--name", "Astrid", "--password-env", "SECRET")


@dataclass
class Open:
    """A server, and a lab of Astrid's on it."""

    server: Server
    home: Path
    code: str
    long: str


@pytest.fixture(scope="module", params=["eventlet"])
def loop(request):
    """The rehearsal is what is tried here, not the loop of the server that it meets."""
    return request.param


@pytest.fixture(scope="module")
def place(tmp_path_factory, loop):
    home = set_up(tmp_path_factory.mktemp("rehearsals") / "instance")
    code, long = open_lab(home), open_lab(home, phases=LONG)
    server = Server(home, loop).start()
    yield Open(server, home, code, long)
    server.close()


@pytest.fixture
def start():
    """Start a rehearsal beside the test; none outlives it."""
    rooms = []

    def begin(server, *words, where="", **env):
        rooms.append(
            subprocess.Popen(
                [*REHEARSE, server.url + where, "--json", *words],
                cwd=ROOT,
                env={**os.environ, **QUIET, "LABAPP_HOME": str(server.home), **env},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
        return rooms[-1]

    yield begin
    for room in rooms:
        if room.poll() is None:
            room.kill()
            room.communicate()


def end(room, seconds=200):
    said, faults = room.communicate(timeout=seconds)
    assert said, faults
    return room.returncode, json.loads(said)


def test_a_room_of_thirty_loses_nothing(place, start):
    code, report = end(start(place.server, "--phones", "30", "--pace", "4", "--seed", "7"))
    assert (code, report["ok"]) == (0, True), report
    assert report["joined"] == ask(place.home, JOINED_OF, report["lab"]) == 30
    assert report["ideas"]["saved"] == report["ideas"]["sent"]
    assert report["ideas"]["saved"] == ask(place.home, IDEAS_OF, report["lab"])
    assert ask(place.home, BALLOTS_OF, report["lab"]) == 30
    assert report["ballots"]["saved"] > 30  # one phone in three changed its mind
    assert 10 < report["agreements"]["saved"] == report["agreements"]["sent"]
    assert report["lost"] == report["double"] == 0
    assert report["compared_with"] == "summary"
    for wait in report["waits"].values():
        assert wait["count"] > 0
        assert 0 < wait["p50"] <= wait["p95"] <= wait["p99"] <= wait["longest"]


def test_two_rooms_in_one_lab_are_told_apart(place, start):
    """One is led with its facilitator's password; the other follows, and knows but its own."""
    door = {"where": f"/l/{place.code}", "SECRET": people.PASSWORD}
    follows = start(place.server, "--phones", "5", "--pace", "1", **door)
    wait_for(lambda: ask(place.home, JOINED_OF, place.code), 5)
    leads = start(place.server, "--phones", "5", "--pace", "6", "--lead", *ASTRID, **door)
    code, report = end(leads)
    assert (code, report["ok"], report["alone"]) == (0, True, False), report
    assert report["compared_with"] == "summary"
    code, report = end(follows)
    assert (code, report["ok"], report["alone"]) == (0, True, False), report
    assert report["compared_with"] == "pages"
    assert report["ballots"]["saved"] >= 5


def test_a_wrong_password_is_wrong_use(place):
    done = labapp("rehearse", place.server.url, *ASTRID, home=place.home, SECRET="wrong")
    assert done.returncode == 2
    assert "password is wrong" in done.stderr


def test_without_anybody_who_leads_it_says_what_to_do(place, tmp_path):
    done = labapp("rehearse", place.server.url, home=tmp_path)
    assert done.returncode == 2
    assert "--name" in done.stderr


def test_the_key_of_this_machine_is_not_sent_elsewhere(place):
    done = labapp("rehearse", "http://labb.example", home=place.home)
    assert done.returncode == 2
    assert "--name" in done.stderr


def test_a_rehearsal_that_is_interrupted_still_reports(place, start):
    before = ask(place.home, IDEAS)
    room = start(place.server, "--phones", "10", "--pace", "60")
    wait_for(lambda: ask(place.home, IDEAS), before + 1)
    room.send_signal(signal.SIGINT)
    code, report = end(room)
    assert report["stopped"]
    assert (code, report["lost"], report["double"]) == (0, 0, 0)


def test_killed_twice_in_the_middle_nothing_is_lost_and_nothing_double(serve, start):
    server = serve()
    room = start(server, "--phones", "100", "--pace", "12")
    for question, least in ((IDEAS, 60), (BALLOTS, 30)):
        wait_for(lambda question=question: ask(server.home, question), least)
        server.kill()
        time.sleep(0.5)
        server.start()
    code, report = end(room)
    assert (code, report["ok"]) == (0, True), report
    assert report["joined"] == 100
    assert report["lost"] == report["double"] == 0
    assert report["lines_cut"] >= 150  # of a hundred phones, twice
    assert report["ideas"]["sent_again"] + report["ballots"]["sent_again"] > 0
    assert report["ideas"]["saved"] == ask(server.home, IDEAS)
    assert ask(server.home, BALLOTS) == 100


def test_a_server_that_forgets_every_twentieth_idea_is_found_out(serve, start):
    server = serve(script=("tests/cli/saboteur.py",))
    code, report = end(start(server, "--phones", "30", "--pace", "4"))
    assert code == 1
    assert len(report["findings"]["lost_ideas"]) == report["ideas"]["saved"] // 20 > 0
    assert report["lost"] > 0
    assert report["double"] == 0


def test_a_room_is_led_by_a_template(place, start):
    code, report = end(start(place.server, "--phones", "5", "--pace", "1", "--process", "popup-30"))
    assert (code, report["ok"]) == (0, True), report
    kinds = "welcome,frame,ideate_solo,table_round,vote,close"
    assert ask(place.home, KINDS_OF, report["lab"]) == kinds


def test_a_template_that_there_is_not_is_wrong_use(place):
    done = labapp("rehearse", place.server.url, "--process", "ingen-mall", home=place.home)
    assert done.returncode == 2
    assert "template" in done.stderr or "mall" in done.stderr


def test_a_template_beside_a_labs_link_is_wrong_use(place):
    link = f"{place.server.url}/l/12345678"
    done = labapp("rehearse", link, "--process", "snabblabb", home=place.home)
    assert done.returncode == 2
    assert "--process" in done.stderr


@pytest.mark.parametrize("loop", ["threading"])
def test_threads_stand_a_small_room(serve, start):
    code, report = end(start(serve(), "--phones", "10", "--pace", "2"))
    assert (code, report["ok"]) == (0, True), report


def test_what_phones_propose_promise_and_answer_arrives(place, start):
    door = {"where": f"/l/{place.long}", "SECRET": people.PASSWORD}
    room = start(place.server, "--phones", "8", "--pace", "1", "--lead", *ASTRID, **door)
    code, report = end(room)
    assert (code, report["ok"]) == (0, True), report
    sent = {name: report[name]["saved"] for name in ("proposals", "commitments", "answers")}
    assert sent == {"proposals": 2, "commitments": 3, "answers": 8}
    assert sent == {
        "proposals": ask(place.home, "select count(*) from proposal"),
        "commitments": ask(place.home, "select count(*) from commitment"),
        "answers": ask(place.home, "select count(*) from reflection"),
    }
