"""Phones that are slow, silent or greedy, against a server that is quickly bored."""

import time
from contextlib import suppress
from threading import Thread

import pytest

from labapp.aio import MODES
from tests.live.raw import PING, PONG, TEXT, Raw, frame, news, on_trial, soon


def bored_by(what):
    script = ("tests/live/hasty.py", what)
    servers = [(mode, "lean", script) for mode in MODES]
    return pytest.mark.parametrize("server", servers, indirect=True, ids=lambda s: s[0])


PINGING, LISTENING = bored_by("pings"), bored_by("lines")
LONG = "Läxhjälp åt alla som vill, varje dag efter skolan. " * 9
SMALL = 2304  # bytes that the kernel keeps for a phone which does not read


@pytest.fixture
def collecting(desk, code, visitor):
    """A lab that collects ideas, with some long ones: its news is heavy."""
    desk.act(f"/labs/{code}/phase", to="next")
    author = visitor()
    for n in range(8):
        author.act(f"/l/{code}/ideas", text=f"{n} {LONG}"[:500])
    return code


def pause(desk, code, times):
    """News for everybody, so many times."""
    for n in range(times):
        desk.act(f"/labs/{code}/pause", paused=n % 2 == 0)
        time.sleep(0.15)


def phase(desk, code, times):
    """Heavy news for everybody, so many times."""
    for n in range(times):
        desk.act(f"/labs/{code}/phase", to="previous" if n % 2 else "next")
        time.sleep(0.15)


def a_slow_phone(server, person, code):
    phone = Raw(server.port, person.cookie, buffer=SMALL)
    assert phone.watch(code).startswith("40")
    return phone


@PINGING
def test_who_answers_pings_stays_and_who_does_not_is_cut_off(desk, code, visitor):
    alive, dead = visitor().watch(code), visitor().watch(code)
    assert soon(lambda: desk.state(code)["connected"] == 2)
    until = time.monotonic() + 7
    while time.monotonic() < until:
        if alive.text() == "2":
            alive.send("3")
    assert dead.is_over()
    assert soon(lambda: desk.state(code)["connected"] == 1)


@PINGING
def test_who_does_not_say_what_to_watch_is_cut_off(server):
    raw = Raw(server.port)
    raw.until("0")
    began = time.monotonic()
    assert raw.is_over()
    assert time.monotonic() - began < 5


@PINGING
def test_a_trial_without_end_is_cut_off_and_the_phone_polls_on(server, desk, code, visitor):
    phone, trial = on_trial(visitor(), code)
    pongs = Thread(target=phone.until, args=("42",), daemon=True)
    pongs.start()
    assert trial.is_over()
    assert desk.state(code)["connected"] == 1
    desk.act(f"/labs/{code}/phase", to="next")
    pongs.join(5)
    assert not pongs.is_alive()


@LISTENING
def test_who_is_slow_hears_whole_frames_and_learns_that_something_is_missing(
    server, desk, collecting, visitor
):
    slow, quick = a_slow_phone(server, visitor(), collecting), visitor().watch(collecting)
    phase(desk, collecting, 12)
    last = desk.state(collecting)["seq"]
    told = []
    while not told or told[-1]["seq"] < last:
        told.append(news(slow))
    heard = []
    while not heard or heard[-1]["seq"] < last:
        heard.append(news(quick))

    assert len(told) < len(heard)
    assert told[-1]["since"] == last, "it must ask for the state"


@LISTENING
def test_no_frame_begins_inside_another(server, desk, collecting, visitor):
    slow = a_slow_phone(server, visitor(), collecting)
    for n in range(12):
        desk.act(f"/labs/{collecting}/phase", to="previous" if n % 2 else "next")
        slow.send(f"ping {n}", PING)
        time.sleep(0.12)
    seen = []
    while len([payload for opcode, payload in seen if opcode == PONG]) < 12:
        seen.append(slow.frame())  # which looks at every header
    assert [p for opcode, p in seen if opcode == PONG] == [f"ping {n}".encode() for n in range(12)]
    assert any(opcode == TEXT and len(p) > 2000 for opcode, p in seen)


@LISTENING
def test_others_do_not_wait_for_who_reads_nothing(server, desk, collecting, visitor):
    for _ in range(5):
        a_slow_phone(server, visitor(), collecting)
    quick = visitor().watch(collecting)
    phase(desk, collecting, 6)
    last = desk.state(collecting)["seq"]
    began = time.monotonic()
    while news(quick)["seq"] < last:
        pass
    assert time.monotonic() - began < 1


@LISTENING
def test_who_takes_nothing_for_long_is_cut_off(server, desk, collecting, visitor):
    stuck = a_slow_phone(server, visitor(), collecting)
    assert soon(lambda: desk.state(collecting)["connected"] == 1)

    def is_cut():
        phase(desk, collecting, 2)
        return desk.state(collecting)["connected"] == 0

    assert soon(is_cut)
    assert stuck.is_over()


@LISTENING
def test_who_asks_without_end_and_never_listens_is_cut_off(server, visitor, code, desk):
    greedy = a_slow_phone(server, visitor(), code)
    assert soon(lambda: desk.state(code)["connected"] == 1)
    greedy.socket.settimeout(1)
    asked = frame(b"x" * 125, PING) * 100
    with suppress(OSError):
        for _ in range(400):
            greedy.socket.sendall(asked)
    assert soon(lambda: desk.state(code)["connected"] == 0)
