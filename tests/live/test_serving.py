"""What a server holds out: too many connections, idle ones, and being asked how it fares."""

import contextlib
import json
import re
import socket
import time

import pytest

from tests.live.hasty import FILES, LINES
from tests.live.raw import Person, Raw, soon

GREEN = ("eventlet", "gevent")
FEW_FILES = [(mode, "lean", ("tests/live/hasty.py", "files")) for mode in GREEN]
WIRES = [(mode, wire) for mode in GREEN for wire in ("lean", "stock")]
few_files = pytest.mark.parametrize("server", FEW_FILES, indirect=True, ids=GREEN)


def ask(server):
    line = socket.create_connection(("127.0.0.1", server.port), timeout=5)
    line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
    return line


def read_answer(line):
    told = b""
    while not told.endswith(b"ok\n"):
        told += line.recv(4096)
    assert b" 200 " in told


@few_files
def test_an_idle_line_is_closed_and_one_in_use_is_not(server):
    with ask(server) as line:
        for _ in range(3):
            read_answer(line)
            line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        read_answer(line)
        assert line.recv(4096) == b""


@few_files
def test_a_request_that_does_not_begin_is_not_waited_for(server):
    with socket.create_connection(("127.0.0.1", server.port), timeout=5) as line:
        assert line.recv(10) == b""


@few_files
def test_no_more_sockets_are_let_in_than_there_is_room_for(server):
    held = [Raw(server.port) for _ in range(LINES)]
    assert " 400 " in Raw(server.port).head.splitlines()[0]
    for raw in held:
        raw.abort()
    assert soon(lambda: " 101 " in Raw(server.port).head.splitlines()[0])


@few_files
def test_a_server_without_files_left_goes_on_when_it_has_some(server):
    held = []
    with contextlib.suppress(OSError):
        held = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(FILES + 50)]
    for line in held:
        line.close()
    assert soon(lambda: Person(server.port).ask("GET", "/healthz")[0] == 200)
    assert server.process.poll() is None


@pytest.mark.parametrize("server", WIRES, indirect=True, ids="-".join)
def test_it_says_how_it_fares(server, desk, code, visitor):
    key = json.loads((server.home / "control.json").read_text())["key"]

    def told(name):
        status, text = Person(server.port).ask(
            "GET", "/control/metrics", Authorization=f"Bearer {key}"
        )
        assert status == 200
        return float(re.search(rf"^{re.escape(name)} (.*)$", text, re.MULTILINE)[1])

    before = told('labapp_connections{transport="websocket"}')
    sent = told('labapp_news_total{fate="sent"}')
    phones = [visitor().watch(code) for _ in range(3)]
    desk.act(f"/labs/{code}/phase", to="next")
    assert soon(lambda: told('labapp_news_total{fate="sent"}') >= sent + 3)
    assert told('labapp_connections{transport="websocket"}') == before + 3
    assert 0 <= told('labapp_loop_late_seconds{quantile="0.5"}') < 1
    for phone in phones:
        phone.abort()
    assert soon(lambda: told('labapp_connections{transport="websocket"}') <= before)
    assert soon(lambda: desk.state(code)["connected"] == 0)
    gone = told('labapp_news_total{fate="sent"}') + told('labapp_news_total{fate="skipped"}')
    desk.act(f"/labs/{code}/phase", to="next")
    time.sleep(0.3)
    assert gone == told('labapp_news_total{fate="sent"}') + told(
        'labapp_news_total{fate="skipped"}'
    ), "who is gone is told nothing"
