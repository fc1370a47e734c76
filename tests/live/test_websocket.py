"""The corners of the WebSocket, with bare sockets against real servers (RFC 6455)."""

import json
import struct

import pytest

from tests.live.raw import BINARY, CLOSE, PING, PONG, TEXT, Gone, Raw, frame, soon

MOST = 16 * 1024
SERVERS = [("eventlet", "lean"), ("gevent", "lean")]
pytestmark = pytest.mark.parametrize("server", SERVERS, indirect=True, ids="-".join)


@pytest.fixture
def raw(server):
    """A WebSocket that has said nothing yet."""
    opened = Raw(server.port)
    assert opened.until("0")
    yield opened
    opened.socket.close()


@pytest.fixture
def hello(code):
    return "40" + json.dumps({"lab": code, "audience": "phones", "lang": "sv"})


@pytest.fixture
def known(server, visitor):
    """A WebSocket of somebody who may watch, and has not said so yet."""
    opened = Raw(server.port, visitor().cookie)
    opened.until("0")
    yield opened
    opened.socket.close()


def test_no_extension_is_agreed_to(raw):
    assert "101 Switching Protocols" in raw.head
    assert "extensions" not in raw.head.lower()


@pytest.mark.parametrize(
    "wrong",
    [
        {"Sec_WebSocket_Version": "12"},
        {"Sec_WebSocket_Key": ""},
        {"Sec_WebSocket_Key": "short"},
        {"Connection": "keep-alive"},
    ],
    ids=str,
)
def test_what_is_no_handshake_is_refused(server, wrong):
    assert "400" in Raw(server.port, **wrong).head.splitlines()[0]


def test_a_message_in_pieces_is_one_message(known, hello):
    known.send(hello[:7], fin=False)
    known.send(b"are you there?", PING)
    known.send(hello[7:20], 0, fin=False)
    known.send(hello[20:], 0)
    assert known.frame() == (PONG, b"are you there?")
    assert known.until("4").startswith("40")


def test_a_frame_may_come_byte_by_byte(known, hello):
    for byte in frame(hello):
        known.socket.sendall(bytes([byte]))
    assert known.until("4").startswith("40")


def test_several_frames_may_come_at_once(known, hello):
    known.socket.sendall(frame(b"a", PING) + frame(hello) + frame(b"b", PING))
    assert [known.frame() for _ in "ab"] == [(PONG, b"a"), (PONG, b"b")]
    assert known.until("4").startswith("40")


def test_a_message_of_the_longest_kind_is_heard(known, hello):
    long = hello[:-1] + ', "why": "' + "x" * (MOST - len(hello) - 11) + '"}'
    assert len(long) == MOST
    known.send(long)
    assert known.until("4").startswith("40")


@pytest.mark.parametrize(
    "pieces",
    [
        [frame("4" + "x" * MOST)],
        [frame("4" + "å" * (MOST // 2))],
        [frame("4" + "x" * 9000, fin=False), frame("x" * 9000, 0)],
        [frame("4" * 20_000, length=1 << 30)],
        [frame("4" * 20_000, length=1 << 62)],
    ],
    ids=["one byte", "signs of two bytes", "in pieces", "a gigabyte to come", "more than there is"],
)
def test_a_message_that_is_too_long_is_not_kept(raw, pieces):
    for piece in pieces:
        raw.socket.sendall(piece)
    assert raw.close_code() == 1009


@pytest.mark.parametrize(
    "wrong",
    [
        frame("3", masked=False),
        frame("3", rsv=4),
        frame("3", rsv=2),
        frame("3", rsv=1),
        frame("3", 0x3),
        frame("3", 0xB),
        frame("3", 0),
        frame("3", fin=False) + frame("3"),
        frame("", PING, fin=False),
        frame("x" * 126, PING),
        frame(b"\x03", CLOSE),
        frame(struct.pack("!H", 1005), CLOSE),
        frame(struct.pack("!H", 999), CLOSE),
    ],
    ids=[
        "unmasked",
        "compressed",
        "rsv2",
        "rsv3",
        "unknown data",
        "unknown control",
        "end without beginning",
        "beginning in the middle",
        "ping in pieces",
        "long ping",
        "close with half a code",
        "close with a code of ours",
        "close with a code of nobody",
    ],
)
def test_what_breaks_the_protocol_ends_the_line(raw, wrong):
    raw.socket.sendall(wrong)
    assert raw.close_code() == 1002


@pytest.mark.parametrize(
    "wrong",
    [frame(b"4\xff"), frame(b"4\xc3", fin=False) + frame(b"\x28", 0), frame(b"4\xed\xa0\x80")],
)
def test_what_is_no_text_ends_the_line(raw, wrong):
    raw.socket.sendall(wrong)
    assert raw.close_code() == 1007


def test_bytes_are_refused(raw):
    raw.send(b"4", BINARY)
    assert raw.close_code() == 1003


@pytest.mark.parametrize("code", [1000, 1001, 3000, 4999])
def test_a_farewell_is_answered_and_then_the_line_is_gone(raw, code):
    raw.send(struct.pack("!H", code) + "hej då".encode(), CLOSE)
    assert raw.frame() == (CLOSE, struct.pack("!H", code))
    assert raw.socket.recv(1) == b""


def test_a_farewell_without_reason_is_answered(raw):
    raw.send(b"", CLOSE)
    assert raw.frame() == (CLOSE, b"")


def test_nothing_is_heard_after_a_farewell(known, hello):
    known.socket.sendall(frame(b"", CLOSE) + frame(hello) + frame(b"x", PING))
    assert known.frame() == (CLOSE, b"")
    with pytest.raises(Gone):
        known.frame()


def test_an_answer_that_nobody_asked_for_is_passed_over(known, hello):
    known.send(b"", PONG)
    known.send("3")
    known.send(hello)
    assert known.until("4").startswith("40")


@pytest.mark.parametrize("said", ["9", "6", "x", '42["phase.moved",{}]', "4", "451-[1]", "b4AAAA"])
def test_what_means_nothing_here_changes_nothing(known, hello, said):
    known.send(hello)
    known.until('42["state"')
    known.send(said)
    known.send(b"still there?", PING)
    assert known.frame() == (PONG, b"still there?")


def test_who_is_nobody_is_not_let_in(raw, hello):
    raw.send(hello)
    assert raw.until("4").startswith("44")


def test_one_is_let_in_once(known, hello):
    for _ in range(3):
        known.send(hello)
    assert known.until("4").startswith("40")
    assert known.until("4").startswith('42["state"')
    known.send(b"and then?", PING)
    assert known.frame() == (PONG, b"and then?")


@pytest.mark.parametrize("leave", ["abort", "close", "say so", "farewell"])
def test_who_is_gone_is_no_longer_counted(desk, code, visitor, leave):
    phone = visitor().watch(code)
    assert soon(lambda: desk.state(code)["connected"] == 1)
    if leave == "abort":
        phone.abort()
    elif leave == "close":
        phone.socket.close()
    else:
        phone.send(*(("41", TEXT) if leave == "say so" else (b"", CLOSE)))
    assert soon(lambda: desk.state(code)["connected"] == 0)
