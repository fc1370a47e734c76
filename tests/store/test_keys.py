"""The keys beside the database, where several processes share the folder."""

import subprocess
import sys

import pytest

from labapp.store import keys

ASK = (
    "import pathlib, sys; from labapp.store import keys; keys.use(pathlib.Path(sys.argv[1]));"
    " sys.stdin.read(1); print(keys.signing_key())"
)


@pytest.fixture
def folder(tmp_path):
    keys.use(tmp_path)
    return tmp_path


def test_processes_that_start_at_once_sign_with_one_key(folder, root):
    started = [
        subprocess.Popen(
            [sys.executable, "-c", ASK, folder],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(6)
    ]
    for process in started:
        process.stdin.write(b"x")
        process.stdin.flush()
    said = {process.communicate()[0] for process in started}

    assert said == {keys.signing_key().encode() + b"\n"}
    assert len(said.pop()) == 65
    assert [path.name for path in folder.iterdir() if path.is_file()] == ["secret_key"]
    assert (folder / "secret_key").stat().st_mode & 0o077 == 0


def test_a_key_that_another_process_made_is_found(folder):
    assert keys.voter_tag(7, b"x") is None
    (folder / "round-keys" / "7").write_bytes(b"k" * 32)
    assert keys.voter_tag(7, b"x") is not None


def test_a_key_that_another_process_destroyed_is_forgotten_when_told(folder):
    keys.make_round_key(7)
    (folder / "round-keys" / "7").unlink()
    assert keys.voter_tag(7, b"x") is not None
    keys.forget(7)
    assert keys.voter_tag(7, b"x") is None


def test_only_what_was_destroyed_is_forgotten(folder):
    for number in (7, 8):
        keys.make_round_key(number)
    (folder / "round-keys" / "7").unlink()
    keys.forget_destroyed()
    assert keys.voter_tag(7, b"x") is None
    assert keys.voter_tag(8, b"x") is not None


def test_forgetting_destroys_nothing(folder):
    keys.make_round_key(7)
    tag = keys.voter_tag(7, b"x")
    keys.forget(7)
    keys.forget(8)
    assert keys.voter_tag(7, b"x") == tag
    assert keys.kept_round_keys() == {7}
