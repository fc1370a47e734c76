"""What is told of the pulse and the connections."""

import logging
import re
from collections import Counter

import pytest

from labapp.live.monitor import KEPT, Monitor

LINE = re.compile(r'^([a-z_]+(?:\{[a-z]+="[a-z0-9.]+"\})?) (\d+(?:\.\d+)?)$')
ENDINGS = re.compile(r"(_sum|_count)?(\{.*\})?$")


class Wire:
    def __init__(self):
        self.counts = Counter(sent=7, skipped=2, stuck=1)

    def transports(self):
        return Counter(websocket=5)

    def behind(self):
        return 3


@pytest.fixture
def monitor():
    monitor = Monitor()
    monitor.wire = Wire()
    return monitor


def numbers(text):
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (LINE.match(line).groups() for line in lines)}


def late(text, share):
    return numbers(text)[f'labapp_loop_late_seconds{{quantile="{share}"}}']


def test_it_is_what_prometheus_reads(monitor):
    text = monitor.read()
    kinds = dict(re.findall(r"# TYPE (\w+) (gauge|counter|summary)\n", text))
    names = {ENDINGS.sub("", name) for name in numbers(text)}
    assert names == set(kinds) == set(re.findall(r"# HELP (\w+) .+\.", text))
    assert all(kind == "counter" for name, kind in kinds.items() if name.endswith("_total"))


def test_the_connections_are_counted(monitor):
    told = numbers(monitor.read())
    assert told['labapp_connections{transport="websocket"}'] == 5
    assert told['labapp_connections{transport="polling"}'] == 0
    assert told["labapp_connections_behind"] == 3
    assert told['labapp_connections_cut_total{why="stuck"}'] == 1
    assert told['labapp_news_total{fate="skipped"}'] == 2


def test_percentiles_are_of_the_time_since_the_last_reading(monitor):
    for n in range(1, 101):
        monitor.note(n / 1000, 0)
    text = monitor.read()
    assert (late(text, "0.5"), late(text, "0.99"), late(text, "1")) == (0.051, 0.1, 0.1)
    monitor.note(0.002, 0)
    text = monitor.read()
    assert (late(text, "0.5"), late(text, "1")) == (0.002, 0.002)
    assert numbers(text)["labapp_loop_late_seconds_count"] == 101
    assert late(monitor.read(), "1") == 0


def test_what_nobody_reads_is_not_kept_for_ever(monitor):
    for _ in range(KEPT + 10):
        monitor.note(0.0, 0)
    assert len(monitor.lateness) == KEPT


def test_a_late_loop_is_told_of_once_a_second(monitor, caplog):
    for now in (0.0, 0.5, 0.9, 1.5):
        monitor.note(0.25, now)
    monitor.note(0.09, 9.0)
    assert [record.getMessage() for record in caplog.records] == ["the loop was 250 ms late"] * 2
    assert caplog.records[0].levelno == logging.WARNING
