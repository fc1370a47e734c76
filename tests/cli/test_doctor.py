"""The doctor: a healthy house is well, and each kind of damage is found and named."""

import sqlite3

import pytest

from labapp.cli import main
from labapp.cli.checks import Level
from labapp.cli.checks import installation as program
from labapp.cli.checks import instance as data
from labapp.settings import Settings
from labapp.store import instance
from tests.cli.conftest import set_up


@pytest.fixture
def looked(home):
    def look():
        return list(data.findings(Settings(home=home)))

    return look


def faults(findings):
    return [finding.about for finding in findings if finding.level is Level.FAULT]


def change(home, statement):
    line = sqlite3.connect(home / "labapp.db")
    with line:
        line.execute(statement)
    line.close()


def test_a_healthy_house_is_well(looked):
    assert faults(looked()) == []


def test_the_program_is_well():
    assert faults(program.findings(Settings())) == []


def test_the_command_ends_with_nothing_found(home, monkeypatch, capsys):
    monkeypatch.setenv("LABAPP_HOME", str(home))
    assert main(["doctor"]) == 0
    said = capsys.readouterr().out
    assert "SQLite" in said
    assert "✗" not in said


def test_the_command_ends_with_one_when_there_is_a_fault(home, monkeypatch, capsys):
    monkeypatch.setenv("LABAPP_HOME", str(home))
    home.chmod(0o755)
    assert main(["doctor"]) == 1
    assert "chmod 700" in capsys.readouterr().out


def test_a_folder_that_is_not_there_yet_is_no_fault(tmp_path):
    assert faults(data.findings(Settings(home=tmp_path / "none"))) == []
    assert not (tmp_path / "none").exists()


def test_a_touched_row_of_the_log_is_found(home, looked):
    change(home, "update audit set action = 'nothing.happened' where id = 1")
    assert faults(looked()) == ["Logg"]


def test_an_open_vote_without_its_key_is_found(home, looked):
    change(
        home,
        """insert into lab (body_id, created_by, created_at, code, join_token, screen_key, slug,
        question, background, place, recipient, language, ideas_shown, vote_on, points,
        max_per_choice, status, door_open, seq) values (1, 1, '2026-01-01 00:00:00.000000',
        '12345678', 'j', 's', 'slug', 'Hur?', '', '', '', 'sv', 'at_once', 'ideas', 3, 1, 'open',
        1, 1)""",
    )
    change(
        home,
        """insert into round (lab_id, number, vote_on, points, max_per_choice, status, opened_at)
        values (1, 1, 'ideas', 3, 1, 'open', '2026-01-01 00:00:00.000000')""",
    )
    assert len(faults(looked())) == 1
    (home / "round-keys" / "1").write_bytes(b"k" * 32)
    assert faults(looked()) == []
    change(home, "update round set status = 'closed'")
    assert faults(looked()) == []
    assert any(finding.level is Level.NOTE for finding in looked())


def test_a_schema_of_another_program_is_found(home, looked):
    change(home, "update alembic_version set version_num = '9999'")
    assert faults(looked()) == ["Schema"]


def test_a_damaged_database_is_found(home, looked):
    path = home / "labapp.db"
    pages = bytearray(path.read_bytes())
    pages[4096 * 2 : 4096 * 6] = b"\xff" * 4096 * 4
    path.write_bytes(pages)
    assert faults(looked())


def test_a_folder_that_is_held_by_a_silent_process_is_found(home, looked):
    with instance.lock(home):
        assert len(faults(looked())) == 1


def test_the_doctor_changes_nothing(tmp_path):
    home = set_up(tmp_path / "other")
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    list(data.findings(Settings(home=home)))
    assert {path: path.read_bytes() for path in home.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("version", "level"),
    [
        ((3, 6, 9), Level.GOOD),
        ((3, 7, 0), Level.NOTE),
        ((3, 51, 2), Level.NOTE),
        ((3, 51, 3), Level.GOOD),
    ],
)
def test_the_versions_of_sqlite_with_the_bug_are_named(monkeypatch, version, level):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    found = next(f for f in program.findings(Settings()) if f.about == "SQLite")
    assert found.level is level
