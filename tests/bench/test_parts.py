"""Every part of the bench runs, at a tiny size and with labapp alone."""

import json
import os
import re
import subprocess
import sys

import pytest

from tests.servers import QUIET, ROOT

PHONES = 5
HALVES = (("delivery", "held", "burst"), ("ballots", "joining", "storm", "slow"))
SHORT = ("--phones", str(PHONES), "--runs", "1", "--seconds", "0.3", "--servers", "labapp")


def begin(*words):
    return subprocess.Popen(
        [sys.executable, "-m", "bench", *words],
        cwd=ROOT,
        env={**os.environ, **QUIET},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(running):
    """How it ended, and what it complained of."""
    _, complaints = running.communicate(timeout=120)
    return running.returncode, complaints


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """The folder of results, after a short run of every part, and of the page."""
    folder = tmp_path_factory.mktemp("bench")
    kept = ("--results", str(folder))
    running = [begin(*parts, *SHORT, *kept) for parts in HALVES]
    for code, complaints in map(end, running):
        assert code == 0, complaints
    assert end(begin("report", *kept))[0] == 0
    return folder


def found(folder, part):
    result = json.loads((folder / f"{part}-{PHONES}.json").read_text())
    (run,) = result["runs"]
    assert "failed" not in run, run
    return run


def test_delivery_counts_every_message(measured):
    run = found(measured, "delivery")
    assert run["phones_in"] == PHONES
    assert run["broadcasts"] > 0
    assert run["messages"] == PHONES * run["broadcasts"]
    assert run["lost"] == 0
    assert run["us_per_message_alone"] < run["us_per_message"]
    assert run["bytes_per_message"] > 100


def test_a_crowd_is_told_and_votes(measured):
    run = found(measured, "held")
    assert run["messages"] == PHONES * run["broadcasts"] > 0
    assert run["ballots_sent"] == run["ballots_saved"] == run["ballots_counted"] == PHONES
    assert (run["ballots_lost"], run["ballots_not_shown"]) == (0, 0)


def test_ballots_are_cast_at_full_speed(measured):
    run = found(measured, "ballots")
    assert run["ballots"] > PHONES
    assert run["refused"] == 0
    assert run["voters"] == run["ballots_counted"] == PHONES


def test_a_hall_votes_within_a_second(measured):
    run = found(measured, "burst")
    assert run["ballots_saved"] == run["ballots_counted"] == PHONES
    assert run["verdict_p95_ms"] > 0
    assert run["projector_p95_ms"] > 0


def test_all_join_by_the_page_and_the_socket(measured):
    run = found(measured, "joining")
    assert run["phones_in"] == PHONES
    assert 0 < run["page_p50_ms"] < run["state_max_ms"]


def test_all_come_back_to_a_server_that_was_killed(measured):
    run = found(measured, "storm")
    assert run["phones_back"] == run["phones_current"] == PHONES
    assert 0 < run["restart_s"] <= run["all_current_s"]


def test_slow_readers_are_measured_with_and_without(measured):
    run = found(measured, "slow")
    assert (run["phones_in"], run["slow"]) == (PHONES - 1, 1)
    assert run["with_messages"] > 0
    assert run["without_lost"] == 0
    assert run["p95_ratio"] > 0


def test_the_page_says_all_of_it_and_has_a_chart(measured):
    page = (measured / "performance.md").read_text()
    for title in ("Delivery", "A crowd in a vote", "Slow readers", "Machine and versions"):
        assert f"\n## {title}\n" in page
    assert "python -m bench delivery held burst --phones 5" in page
    chart = (measured / "images" / "performance.svg").read_text()
    assert re.findall(r'<text class="name"[^>]*>([^<]+)<', chart) == ["labapp"]


def test_what_cannot_be_measured_yet_is_refused(tmp_path):
    code, complaints = end(begin("processes", "--results", str(tmp_path)))
    assert code == 2
    assert "DATABASE_URL" in complaints
    assert list(tmp_path.iterdir()) == []
