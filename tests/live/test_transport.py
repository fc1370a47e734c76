"""A line over a kernel that takes as many bytes as a test lets it."""

import gc
import socket
import time
import weakref

import pytest

from labapp.connections import Connection
from labapp.live.transport import FAREWELL, MOST_BEHIND, STUCK, Line, Lines, offer
from labapp.live.websocket import text_frame
from tests.live.raw import soon

FRAME = text_frame("x" * 1000)


class Kernel(Connection):
    """A socket whose buffer has room for `room` bytes."""

    room = 0

    def send(self, data):
        taken = bytes(data[: self.room])
        if not taken:
            raise BlockingIOError
        self.room -= len(taken)
        return super().send(taken)


class Phone:
    """Who speaks by the line; it says something when it is no longer behind."""

    def __init__(self):
        self.line = None
        self.asked = 0
        self.gone = False

    def hear(self, text):
        pass

    def stir(self):
        pass

    def catch_up(self):
        self.asked += 1
        self.line.write(b"ask")

    def lost(self):
        self.gone = True


@pytest.fixture
def ends():
    with socket.create_server(("127.0.0.1", 0)) as server:
        theirs = socket.create_connection(server.getsockname())
        ours, _ = server.accept()
    kernel = Kernel(fileno=ours.detach())
    kernel.settimeout(0)
    theirs.settimeout(2)
    yield kernel, theirs
    theirs.close()
    until = time.monotonic() + 2
    while kernel.fileno() >= 0 and time.monotonic() < until:
        time.sleep(0.01)  # the reading thread finds the end
    assert kernel.fileno() < 0


@pytest.fixture
def line(ends):
    kernel, _ = ends
    phone = Phone()
    phone.line = Line(kernel, phone, Lines(16384))
    return phone.line


def read(ends, size):
    data = b""
    while len(data) < size:
        data += ends[1].recv(size - len(data))
    return data


def look(line, after=0.0):
    line.look(time.monotonic() + after)


def test_what_is_said_comes_in_the_order_in_which_it_was_said(line, ends):
    ends[0].room = 100
    line.write(FRAME)
    line.write(b"second")
    ends[0].room = 1 << 20
    look(line)
    line.write(b"third")
    assert read(ends, len(FRAME) + 11) == FRAME + b"secondthird"


def test_news_is_never_added_to_what_waits(line, ends):
    ends[0].room = 100
    assert offer([line], FRAME)
    assert not offer([line], FRAME)
    ends[0].room = 1 << 20
    look(line)
    assert read(ends, len(FRAME) + 3) == FRAME + b"ask"
    assert offer([line], b"next")
    assert line.owner.asked == 1
    assert line.lines.behind == set()


def test_a_hint_that_has_to_wait_itself_arrives(line, ends):
    ends[0].room = 100
    offer([line], FRAME)
    offer([line], FRAME)
    ends[0].room = len(FRAME) - 100
    look(line)
    assert line.lines.behind == {line}
    ends[0].room = 1 << 20
    look(line)
    assert read(ends, len(FRAME) + 3) == FRAME + b"ask"


def test_who_is_not_behind_is_not_asked_to_catch_up(line, ends):
    ends[0].room = 100
    line.write(FRAME)
    ends[0].room = 1 << 20
    look(line)
    assert line.owner.asked == 0


def test_a_phone_that_takes_a_little_is_not_cut_off(line, ends):
    ends[0].room = 100
    line.write(FRAME)
    ends[0].room = 1
    look(line, after=STUCK - 1)
    look(line, after=2 * STUCK - 2)
    assert not line.closing
    look(line, after=2 * STUCK)
    assert line.closing
    assert line.lines.counts == {"stuck": 1}


def test_what_must_arrive_is_bounded_too(line, ends):
    line.write(b"x" * MOST_BEHIND * 2)  # what it hangs on may be of any size
    line.write(b"x" * MOST_BEHIND)
    assert not line.closing
    line.write(b"x")
    assert line.closing
    assert line.lines.counts == {"flooded": 1}


def test_a_farewell_waits_for_what_was_said_before_and_not_for_ever(line, ends):
    ends[0].room = 100
    line.write(FRAME)
    line.close(1001)
    line.write(b"nothing more")
    assert line.owner.gone
    ends[0].room = 1 << 20
    look(line)
    assert read(ends, len(FRAME) + 4) == FRAME + b"\x88\x02\x03\xe9"
    assert ends[1].recv(1) == b""
    look(line, after=FAREWELL - 0.5)
    assert ends[0].fileno() >= 0
    look(line, after=FAREWELL + 0.5)
    assert line.lines.counts == {}


def test_what_has_ended_is_forgotten_without_a_collection_of_garbage(ends):
    kernel, theirs = ends
    gc.disable()
    try:
        phone = Phone()
        phone.line = Line(kernel, phone, Lines(16384))
        kept = [weakref.ref(phone), weakref.ref(phone.line.frames)]
        theirs.sendall(b"\x89\x80____\x81")  # a ping, and half of something
        theirs.close()
        assert soon(lambda: kept[0]().gone)
        del phone
        assert soon(lambda: [ref() for ref in kept] == [None, None])
    finally:
        gc.enable()
