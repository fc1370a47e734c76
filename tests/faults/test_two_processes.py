"""Two processes on one PostgreSQL, told of each other by Redis, behind the balancer."""

import json
import os
import subprocess
import sys
import time

import pytest

from tests import people
from tests.faults.balancer import Balancer
from tests.live.raw import Person, facilitator, news, soon
from tests.servers import QUIET, ROOT, Server

pytestmark = pytest.mark.only("postgresql")
ASTRID = ("--name", "Astrid", "--password-env", "SECRET")
POISON = (
    *("", "null", "[]", '{"lab": "x"}', '{"lab": 1e99}', '{"lab": -1}', '{"lab": 999999}'),
    "[" * 190,
    "\x80\x03.",
)
IDEAS, BALLOTS = "select count(*) from idea", "select count(*) from ballot"


@pytest.fixture
def code(lab):
    return lab.code


@pytest.fixture
def pair(loop, settings, code, redis, monkeypatch):
    """Two servers on the same house, with one proxy before them."""
    monkeypatch.setenv("LABAPP_TRUSTED_PROXIES", "1")
    how = {"mode": loop, "database": settings.database, "redis": redis.url}
    servers = [Server(settings.home, **how) for _ in range(2)]
    for server in servers:
        server.begin()
    for server in servers:
        server.wait()
    yield servers
    for server in servers:
        server.close()
    assert [server.said for server in servers if "Traceback" in server.said] == []


@pytest.fixture
def balancer(pair, tmp_path):
    balancer = Balancer(tmp_path / "nginx", [server.port for server in pair])
    yield balancer
    balancer.close()


def told(phone, name):
    """Read until a piece of news has come; what it says."""
    pieces = news(phone, name)["pieces"]
    return next(piece["facts"] for piece in pieces if piece["name"] == name)


def visitor(server, code):
    person = Person(server.port)
    status, _ = person.ask("GET", f"/l/{code}")
    assert status == 200
    return person


def test_what_one_process_does_the_other_tells(pair, code):
    here, there = pair
    desk, phone = facilitator(here.port), visitor(there, code).watch(code)
    time.sleep(2.5)  # until the other process knows where the lab stands
    desk.act(f"/labs/{code}/phase", to="next")
    assert told(phone, "phase.moved")["activity"] == "collect"


def test_news_comes_without_redis_too(pair, code, redis):
    here, there = pair
    desk, phone = facilitator(here.port), visitor(there, code).watch(code)
    time.sleep(2.5)
    redis.stop()
    try:
        desk.act(f"/labs/{code}/phase", to="next")
        assert told(phone, "phase.moved")["activity"] == "collect"
    finally:
        redis.start()


def test_made_up_messages_are_passed_over(pair, code, redis, on_disk):
    here, there = pair
    desk, phone = facilitator(here.port), visitor(there, code).watch(code)
    desk.act(f"/labs/{code}/phase", to="next")
    news(phone)  # whatever it is told: from now on `there` follows the lab
    for channel in redis_cli(redis, "pubsub", "channels", "labapp:*").split():
        for poison in POISON:
            redis_cli(redis, "publish", channel, poison)
    desk.act(f"/labs/{code}/phase", to="next")
    while told(phone, "phase.moved")["activity"] != "group":
        pass  # it may have been told of the first as well


def redis_cli(redis, *words):
    done = subprocess.run(
        ["redis-cli", "-p", str(redis.port), *words], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_presence_is_added_up_over_the_processes(pair, code):
    here, there = pair
    desk = facilitator(here.port)
    lines = [visitor(server, code).watch(code) for server in (here, here, there, there, there)]
    assert soon(lambda: desk.state(code)["connected"] == 5)
    lines[-1].abort()
    assert soon(lambda: desk.state(code)["connected"] == 4)


def test_a_right_that_is_taken_is_gone_in_every_process(pair, code, on_disk):
    here, there = pair
    desk = facilitator(here.port)
    elsewhere = facilitator(there.port)
    watching = elsewhere.watch(code, "desk")
    key = on_disk("select screen_key from lab")[0][0]
    screen = Person(there.port).watch(code, "screen", key=key)
    desk.act(f"/labs/{code}/screen-link")
    assert screen.is_over()
    watching.send("3")  # the desk stays
    on_disk("delete from sign_in")
    assert watching.is_over()


def test_a_process_killed_while_a_hundred_vote_loses_nothing(
    pair, balancer, code, settings, on_disk
):
    where = f"{balancer.url}/l/{code}"
    words = (where, "--phones", "100", "--pace", "8", "--lead", "--json", *ASTRID)
    room = subprocess.Popen(
        [sys.executable, "-m", "labapp.cli", "rehearse", *words],
        cwd=ROOT,
        env={
            **os.environ,
            **QUIET,
            "LABAPP_HOME": str(settings.home),
            "DATABASE_URL": settings.database,
            "SECRET": people.PASSWORD,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert soon(lambda: on_disk(BALLOTS)[0][0] > 20, 90)
        pair[0].kill()
        said, faults = room.communicate(timeout=200)
    finally:
        room.kill()
    report = json.loads(said or "{}")
    assert (room.returncode, report.get("ok")) == (0, True), report or faults
    assert report["lost"] == report["double"] == 0
    assert report["lines_cut"] > 20
    assert on_disk(BALLOTS) == [(100,)]
    assert report["ideas"]["saved"] == on_disk(IDEAS)[0][0]
