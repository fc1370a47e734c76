"""Processes hear of each other, and of nothing else."""

import json
import secrets
import threading
import time

import pytest
from redis import Redis

from labapp.live import bus
from labapp.live.bus import Bus, read
from tests.live.raw import soon

HERE, THERE = "a" * 32, "b" * 32


@pytest.fixture
def two(redis, monkeypatch):
    """Two processes' ends of a channel that no other test has, and what each has heard."""
    monkeypatch.setattr(bus, "RETRY", 0.1)
    database = f"sqlite:///{secrets.token_hex(8)}"
    heard = {HERE: [], THERE: []}
    ends = {}
    for name, ears in heard.items():
        ends[name] = Bus(redis.url, database, name, ears.append)
        for task in ends[name].tasks():
            threading.Thread(target=task, daemon=True).start()
    assert soon(lambda: listeners(redis, ends[HERE].channel) == 2)
    return ends, heard


def listeners(redis, channel):
    with Redis.from_url(redis.url) as line:
        return line.pubsub_numsub(channel)[0][1]


def test_what_one_says_the_other_hears_and_it_alone(two):
    ends, heard = two
    for lab in (7, 7, 8, 0):
        ends[HERE].publish(lab)
    assert soon(lambda: set(heard[THERE]) == {7, 8, 0})
    time.sleep(0.2)
    assert heard[HERE] == []


def test_another_database_is_another_channel():
    channels = {Bus("", database, HERE, print).channel for database in ("one", "two")}
    assert len(channels) == 2
    assert not any("one" in channel for channel in channels)


def test_it_goes_on_when_redis_comes_back(two, redis):
    ends, heard = two
    redis.stop()
    ends[HERE].publish(5)
    time.sleep(0.3)
    redis.start()
    assert soon(lambda: listeners(redis, ends[HERE].channel) == 2)
    ends[HERE].publish(6)
    assert soon(lambda: 6 in heard[THERE])


def test_what_waited_while_redis_was_away_is_said_when_it_is_back(monkeypatch):
    monkeypatch.setattr(bus, "RETRY", 0.01)
    said = []

    class AwayAtFirst:
        away = True

        def publish(self, channel, message):
            if AwayAtFirst.away:
                AwayAtFirst.away = False
                raise ConnectionError(channel)
            said.append(json.loads(message)["lab"])

    end = Bus("", "sqlite:///one", HERE, print)
    monkeypatch.setattr(end, "_connect", AwayAtFirst)
    threading.Thread(target=end.tasks()[0], daemon=True).start()
    end.publish(5)
    assert soon(lambda: said == [5])


@pytest.mark.parametrize(
    "poison",
    [
        None,
        7,
        "text",
        b"",
        b"null",
        b"[]",
        b'{"lab": true}',
        b'{"lab": 1.5}',
        b'{"lab": "7"}',
        b'{"lab": -1}',
        b'{"lab": 99999999999999999}',
        b"[" * 150,
        b"\x80\x03.",
        b" " * 300,
    ],
)
def test_what_is_no_message_of_ours_is_passed_over(poison):
    assert read(poison) is None


def test_a_message_names_a_lab_and_who_says_it():
    assert read(b'{"lab": 7, "from": "x"}') == (7, "x")
    assert read(b'{"lab": 0}') == (0, "")
