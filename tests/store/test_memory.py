"""What is kept for a moment is never older than a change that this process made."""

import pytest

from labapp.store import memory
from labapp.store.memory import recall


@pytest.fixture(autouse=True)
def _empty():
    memory.forget()


def test_it_is_read_once_and_again_after_a_change():
    read = iter((1, 2, 3))
    assert [recall("x", lambda: next(read)) for _ in range(3)] == [1, 1, 1]
    memory.forget()
    assert recall("x", lambda: next(read)) == 2


def test_it_is_read_again_after_a_second(monkeypatch):
    now, read = [100.0], iter((1, 2))
    monkeypatch.setattr(memory.time, "monotonic", lambda: now[0])
    assert recall("x", lambda: next(read)) == 1
    now[0] += memory.SECONDS + 0.01
    assert recall("x", lambda: next(read)) == 2


def test_what_was_read_before_a_change_is_not_kept_after_it():
    def slow():
        memory.forget()  # somebody changes it while it is read
        return "old"

    assert recall("x", slow) == "old"
    assert recall("x", lambda: "new") == "new"
