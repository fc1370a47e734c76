"""Connections of the lean engine, each by itself."""

from types import SimpleNamespace

from labapp.live.engine import Phone
from labapp.live.fanout import Lean
from labapp.live.rooms import Room


def test_hanging_up_on_who_has_left_hangs_up_on_nobody_else():
    asked = []
    manager = SimpleNamespace(eio_sid_from_sid=lambda _sid, _namespace: None)
    server = SimpleNamespace(manager=manager, disconnect=lambda *_, **__: asked.append("socket"))
    lean = Lean.__new__(Lean)
    lean.socketio = SimpleNamespace(server=server)
    lean.engine = SimpleNamespace(disconnect=asked.append)
    lean.hang_up("gone")
    assert asked == []


class Busy(Phone):
    """Somebody with things to be done; who they are does not matter."""

    def __init__(self, *jobs):
        self.jobs = jobs

    def work(self):
        self._work()
        return self.jobs


def test_a_job_that_fails_does_not_keep_the_next_from_being_done():
    done = []
    assert Busy(lambda: 1 / 0, lambda: done.append("next")).work() == ()
    assert done == ["next"]


class Somebody:
    line = None


def test_who_gets_a_line_is_told_by_it_and_no_longer_by_polling():
    room, phone = Room(), Somebody()
    room.take_in(phone)
    phone.line = "line"
    room.take_in(phone)
    assert (room.lines, room.polling) == ({"line"}, set())
    room.let_go(phone)
    assert (room.lines, room.polling) == (set(), set())
