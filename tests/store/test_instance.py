"""Who works on a folder, and where commands find the servers."""

import fcntl
import json

import pytest

from labapp.store import instance


def test_alone_means_alone(tmp_path):
    with instance.lock(tmp_path):
        for shared in (False, True):
            with pytest.raises(instance.InstanceBusy):
                instance.lock(tmp_path, shared=shared)
    instance.lock(tmp_path).close()


def test_those_who_share_keep_out_who_wants_to_be_alone(tmp_path):
    held = [instance.lock(tmp_path, shared=True) for _ in range(2)]
    with pytest.raises(instance.InstanceBusy):
        instance.lock(tmp_path)
    for file in held:
        file.close()
    instance.lock(tmp_path).close()


@pytest.fixture
def living(tmp_path):
    """Another process that has said where it is."""
    with (tmp_path / "control.json").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        json.dump({"url": "http://first", "key": "1"}, file)
        file.flush()
        yield tmp_path


def test_each_process_says_for_itself_where_it_is(living):
    instance.publish_control(living, "http://second", "2")
    assert sorted(path.name for path in living.glob("*.json")) == [
        "control-2.json",
        "control.json",
    ]
    assert instance.read_control(living) == ("http://first", "1")
    instance.withdraw_control(living)
    assert [path.name for path in living.glob("*.json")] == ["control.json"]


def test_what_a_dead_process_said_is_passed_over(tmp_path):
    (tmp_path / "control.json").write_text('{"url": "http://dead", "key": "0"}')
    with pytest.raises(OSError, match="control"):
        instance.read_control(tmp_path)
    instance.publish_control(tmp_path, "http://here", "1")
    assert instance.read_control(tmp_path) == ("http://here", "1")
    assert (tmp_path / "control.json").stat().st_mode & 0o077 == 0
    instance.withdraw_control(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_where_one_dies_the_next_is_found(living):
    instance.publish_control(living, "http://second", "2")
    (living / "control.json").unlink()
    assert instance.read_control(living) == ("http://second", "2")
    instance.withdraw_control(living)
