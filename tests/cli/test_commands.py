"""The small commands: what they print, what they refuse, and with which exit code."""

import json
import re

import pytest

from labapp.cli import main
from labapp.live.news import ALL_NEWS
from labapp.store import instance
from tests import servers
from tests.cli.conftest import ask
from tests.servers import Server, labapp

LINK = re.compile(r"http://\S+/password/[\w-]{40,}")
DEMO = ("-m", "labapp.cli", "demo")
ACCOUNTS = "select count(*) from account where name_key = 'åsa'"


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    said = capsys.readouterr().out
    for name in ("serve", "demo", "rehearse", "doctor", "create-facilitator", "reset-password"):
        assert name in said


@pytest.mark.parametrize("words", [[], ["frob"], ["routes", "--frob"], ["create-facilitator"]])
def test_wrong_use_ends_with_two(words, capsys):
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    assert "usage: labapp" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("language", "heading"), [("sv_SE.UTF-8", "Avslutskoder"), ("C", "Exit codes")]
)
def test_the_terminal_chooses_the_language(tmp_path, language, heading):
    said = labapp("--help", home=tmp_path, LC_ALL=language, LANGUAGE="").stdout
    assert heading in said


def test_a_bad_setting_is_wrong_use_in_words(tmp_path):
    done = labapp("doctor", home=tmp_path, PORT="many")
    assert done.returncode == 2
    assert "PORT must be a whole number" in done.stderr


def test_events_for_programs_are_all_the_news_there_is(capsys):
    assert main(["events", "--json"]) == 0
    events = {event["name"]: event for event in json.loads(capsys.readouterr().out)}
    assert set(events) == {kind.name for kind in ALL_NEWS}
    assert events["ballot.counted"]["audiences"] == ["screen", "desk"]
    assert events["ballot.counted"]["facts"] == {"ballots": "int"}


def test_events_for_people_are_one_a_line(capsys):
    assert main(["events"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(ALL_NEWS)


def test_routes_for_programs_have_methods_and_leave_no_trace(tmp_path):
    done = labapp("routes", "--json", home=tmp_path / "none")
    routes = {(path, method) for path, method in _pairs(json.loads(done.stdout))}
    assert ("/l/<code>/ballot", "POST") in routes
    assert ("/healthz", "GET") in routes
    assert not (tmp_path / "none").exists()


def _pairs(routes):
    return [(route["path"], method) for route in routes for method in route["methods"]]


def test_a_link_is_made_here_when_no_server_runs(home):
    made = labapp("create-facilitator", "Åsa", home=home)
    assert made.returncode == 0
    assert LINK.search(made.stdout)
    assert ask(home, ACCOUNTS) == 1
    again = labapp("create-facilitator", "åsa", home=home)
    assert (again.returncode, again.stdout) == (1, "")
    assert "name" in again.stderr


def test_a_link_is_made_by_the_server_that_runs(serve, home):
    server = serve()
    made = labapp("create-facilitator", "Åsa", home=home)
    assert made.returncode == 0
    assert f":{server.port}/password/" in made.stdout
    assert ask(home, ACCOUNTS) == 1
    assert LINK.search(labapp("reset-password", "ÅSA", home=home).stdout)
    assert labapp("create-facilitator", "Åsa", home=home).returncode == 1
    gone = labapp("reset-password", "nobody", home=home, LC_ALL="C")
    assert gone.returncode == 1
    assert "no facilitator named nobody" in gone.stderr
    assert labapp("migrate", home=home).returncode == 1


def test_a_house_that_is_not_set_up_gets_no_facilitator(tmp_path):
    done = labapp("create-facilitator", "Åsa", home=tmp_path / "new", LC_ALL="C")
    assert done.returncode == 1
    assert "Nobody has set this house up" in done.stderr


def test_a_server_that_does_not_answer_is_told_of(home):
    with instance.lock(home):
        done = labapp("create-facilitator", "Åsa", home=home, LC_ALL="C")
    assert done.returncode == 1
    assert "does not answer" in done.stderr


def test_migrate_makes_the_database_and_then_has_nothing_to_do(tmp_path):
    home = tmp_path / "new"
    assert labapp("migrate", home=home).returncode == 0
    again = labapp("migrate", home=home, LC_ALL="C")
    assert again.returncode == 0
    assert "up to date" in again.stdout


def test_the_demo_fills_only_a_folder_without_accounts(home):
    done = labapp("demo", "--no-serve", home=home, LC_ALL="C")
    assert done.returncode == 2
    assert "There are accounts" in done.stderr


@pytest.fixture
def demo(tmp_path, monkeypatch, loop):
    monkeypatch.setattr(servers, "PATIENCE", 90.0)  # it fills the folder first
    server = Server(tmp_path / "new", loop, script=DEMO)
    try:
        yield server.start()
    finally:
        server.close()


def test_the_demo_is_served_in_a_fresh_process(demo):
    """Whoever patches after the app was imported is told so at length by eventlet."""
    said = demo.said
    assert demo.stop() == 0
    assert re.search(r"https?://\S+/sign-in", said)
    assert "monkey" not in said


def test_the_demo_refuses_a_password_that_is_too_short(tmp_path):
    home = tmp_path / "new"
    assert labapp("demo", "--no-serve", "--password", "kort", home=home).returncode == 2
    assert ask(home, "select count(*) from account") == 0
