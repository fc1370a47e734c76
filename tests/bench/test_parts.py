"""Every part of the bench runs, at a tiny size and with labapp alone."""

import json
import os
import re
import subprocess
import sys

import pytest

from bench import __main__ as main
from bench import aims
from bench.load.hearing import Hearing, Told
from bench.parts import processes
from bench.results import Result
from bench.servers import NotToBeHad
from tests.servers import QUIET, ROOT

PHONES = 5
ALONE = ("--servers", "labapp")  # without its peers
SETS = (
    ("delivery", "held", "burst", *ALONE),
    ("ballots", "joining", "storm", "slow", *ALONE),
    ("processes", "killed"),
)
SHORT = ("--phones", str(PHONES), "--runs", "1", "--seconds", "0.3")


def begin(*words, **env):
    return subprocess.Popen(
        [sys.executable, "-m", "bench", *words],
        cwd=ROOT,
        env={**os.environ, **QUIET, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def end(running):
    """How it ended, and what it complained of."""
    _, complaints = running.communicate(timeout=120)
    return running.returncode, complaints


@pytest.fixture(scope="module", params=["eventlet"])
def loop(request):
    """The bench is what is tried here, not the loop that it measures."""
    return request.param


@pytest.fixture(scope="module")
def measured(tmp_path_factory, loop):
    """The folder of results, after a short run of every part, and of the page."""
    folder = tmp_path_factory.mktemp("bench")
    kept = ("--results", str(folder))
    running = [begin(*parts, *SHORT, *kept, LABAPP_ASYNC_MODE=loop) for parts in SETS]
    for code, complaints in map(end, running):
        assert code == 0, complaints
    assert end(begin("report", *kept))[0] == 0
    return folder


def found(folder, part):
    result = json.loads((folder / f"{part}-{PHONES}.json").read_text())
    assert [run for run in result["runs"] if "failed" in run] == []
    return result["runs"][-1]


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
    for title in (
        "Delivery",
        "A crowd in a vote",
        "Slow readers",
        "Several processes",
        "Machine and versions",
    ):
        assert f"\n## {title}\n" in page
    assert "python -m bench delivery held burst --servers labapp --phones 5" in page
    chart = (measured / "images" / "performance.svg").read_text()
    assert re.findall(r'<text class="name"[^>]*>([^<]+)<', chart) == ["labapp"]


def test_two_processes_tell_all_phones_beside_one(measured):
    runs = json.loads((measured / f"processes-{PHONES}.json").read_text())["runs"]
    assert [run["server"] for run in runs] == ["one", "two"]
    for run in runs:
        assert run["phones_in"] == PHONES
        assert run["messages"] > 0
        assert run["lost"] == 0
        assert run["per_core_second"] > 0
        assert run["ballots"] > 0


def test_one_of_two_processes_is_killed_while_all_vote(measured):
    run = found(measured, "killed")
    assert run["phones_moved"] > 0
    assert run["phones_current"] == PHONES
    assert run["ballots_saved"] == run["ballots_counted"] == PHONES
    assert run["ballots_lost"] == 0


def test_what_cannot_be_had_is_said_and_the_rest_goes_on(tmp_path, monkeypatch, capsys):
    def gone():
        raise NotToBeHad("There is no PostgreSQL.")

    def there(_part, _asked):
        done.append("burst")
        return []

    done = []
    wanted = {"killed": lambda *_: gone(), "burst": there}
    monkeypatch.setattr(main, "run", lambda part, asked: wanted[part.name](part, asked))
    monkeypatch.setattr(main.machine, "pin_the_load", lambda: None)
    assert main.main(["killed", "burst", "--results", str(tmp_path)]) == 2
    assert done == ["burst"]
    assert "There is no PostgreSQL." in capsys.readouterr().err
    assert (tmp_path / "performance.md").exists()


def test_delivery_is_judged_alone_with_all_in_beside_it():
    figures = {"labapp": (6.0, 9.0), "node": (12.0, 12.0)}
    runs = [
        {"server": name, "round": 0, "us_per_message_alone": alone, "us_per_message": all_in}
        for name, (alone, all_in) in figures.items()
    ]
    row = aims.delivery(600, "node", 1.0).row([Result("delivery", 600, {}, runs)])
    assert row.endswith("against Node | at most 1× | 0.50× | yes | 0.75× |")


def test_a_full_core_is_worked_out_from_the_busiest_process():
    def share(phones, spent):
        hearing = Hearing(lambda payload: payload[0])
        for number in range(10):
            for _ in range(phones):
                hearing.hear(bytes([number]), 1.0)
        return processes.Share(phones, hearing, spent)

    told = [Told(number, 1.0) for number in range(10)]
    one = processes.capacity(told, [share(100, 0.2)], 0.01, 1.0)
    two = processes.capacity(told, [share(50, 0.15), share(50, 0.06)], 0.01, 1.0)
    # ten tellings take 0.1 s of the core, and each of 1,000 messages 0.1 ms of the other 0.9 s
    assert (one["per_core_second"], one["capacity"]) == (5000, 9000)
    assert (two["per_core_second"], two["capacity"]) == (6667, 18_000)
