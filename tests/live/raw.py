"""Screens of bare sockets and a desk of bare requests: nothing between a test and the bytes."""

import base64
import http.client
import json
import os
import re
import secrets
import socket
import struct
import time
from typing import ClassVar
from urllib.parse import urlencode

from tests.people import PASSWORD

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
PATIENCE = 8.0
CSRF = re.compile(r'name="(?:csrf" content|csrf_token" value)="([^"]+)"')


def frame(payload, opcode=TEXT, *, fin=True, rsv=0, masked=True, length=None):
    """A frame as a client sends it, or as no client may."""
    if isinstance(payload, str):
        payload = payload.encode()
    size = len(payload) if length is None else length
    first = bytes([fin << 7 | rsv << 4 | opcode])
    flag = 0x80 if masked else 0
    if size < 126:
        head = first + bytes([flag | size])
    elif size < 65536:
        head = first + struct.pack("!BH", flag | 126, size)
    else:
        head = first + struct.pack("!BQ", flag | 127, size)
    if not masked:
        return head + payload
    key = b"\x37\xfa\x21\x3d"  # that of RFC 6455, section 5.7
    return head + key + bytes(byte ^ key[at % 4] for at, byte in enumerate(payload))


class Gone(Exception):
    """The server hung up; `code` is what its close frame said, None where there was none."""

    def __init__(self, code=None):
        super().__init__(code)
        self.code = code


class Raw:
    """One WebSocket to Engine.IO; reads whole frames and nothing else."""

    opened: ClassVar = []  # closed at the end of each test

    def __init__(self, port, cookie="", *, query="", buffer=None, **headers):
        self.socket = socket.socket()
        self.opened.append(self.socket)
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(("127.0.0.1", port))
        wants = {
            "Host": f"127.0.0.1:{port}",
            "Upgrade": "websocket",
            "Connection": "keep-alive, Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": base64.b64encode(os.urandom(16)).decode(),
            "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
            "Cookie": cookie,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in wants.items() if value)
        path = f"/socket.io/?EIO=4&transport=websocket{query}"
        self.socket.sendall(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
        self.buffer = b""
        self.head = self._head()

    def _head(self):
        while b"\r\n\r\n" not in self.buffer:
            self._more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        return head.decode()

    def _more(self):
        try:
            data = self.socket.recv(65536)
        except ConnectionError:
            data = b""
        if not data:
            raise Gone
        self.buffer += data

    def _take(self, size):
        while len(self.buffer) < size:
            self._more()
        data, self.buffer = self.buffer[:size], self.buffer[size:]
        return data

    def frame(self):
        """The next frame: opcode and payload."""
        first, size = self._take(2)
        assert first & 0xF0 == 0x80, "whole, and without extensions"
        assert size < 128, "a server masks nothing"
        if size == 126:
            (size,) = struct.unpack("!H", self._take(2))
        elif size == 127:
            (size,) = struct.unpack("!Q", self._take(8))
        return first & 15, self._take(size)

    def text(self):
        """The next message; raises `Gone` at a close frame or the end."""
        opcode, payload = self.frame()
        if opcode == CLOSE:
            raise Gone(struct.unpack("!H", payload[:2])[0] if payload else None)
        assert opcode == TEXT, (opcode, payload)
        return payload.decode()

    def send(self, payload, opcode=TEXT, **how):
        self.socket.sendall(frame(payload, opcode, **how))

    def until(self, start):
        """The next message that starts so; pings are answered on the way."""
        while not (text := self.text()).startswith(start):
            if text == "2":
                self.send("3")
        return text

    def watch(self, lab, audience="phones", **auth):
        """Say what is watched; what the server answers."""
        self.until("0")
        self.send("40" + json.dumps({"lab": lab, "audience": audience, "lang": "sv", **auth}))
        return self.until("4")

    def close_code(self):
        """Read to the end; what the close frame said, None where there was none."""
        try:
            while True:
                self.text()
        except Gone as gone:
            return gone.code

    def is_over(self):
        """Whether the server hangs up, after what it still has to say."""
        self.close_code()
        try:
            return self.socket.recv(1) == b""
        except ConnectionError:
            return True

    def abort(self):
        """Be gone as a phone whose battery is dead, if the kernel still says so."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


class Person:
    """Somebody's browser, without a browser: one request at a time, and a cookie."""

    def __init__(self, port):
        self.port = port
        self.cookie = ""
        self.csrf = ""

    def ask(self, method, path, body=None, **headers):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            line.request(method, path, body, {"Cookie": self.cookie, **headers})
            answer = line.getresponse()
            text = answer.read().decode()
        finally:
            line.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookie = cookie.split(";")[0]
        if found := CSRF.search(text):
            self.csrf = found[1]
        return answer.status, text

    def act(self, path, **fields):
        fields["op_id"] = secrets.token_hex(16)
        how = {"Content-Type": "application/json", "Accept": "application/json"}
        status, text = self.ask(
            "POST", path, json.dumps(fields), **how, **{"X-CSRF-Token": self.csrf}
        )
        verdict = json.loads(text)
        assert status == 200, verdict
        return verdict

    def state(self, code, **how):
        _, text = self.ask("GET", f"/labs/{code}/state?{urlencode(how)}")
        return json.loads(text)

    def watch(self, code, audience="phones", **auth):
        """A WebSocket of this person's that was let in."""
        raw = Raw(self.port, self.cookie)
        assert raw.watch(code, audience, **auth).startswith("40"), "not let in"
        return raw


class Polling:
    """A phone whose WebSocket is blocked."""

    def __init__(self, person):
        self.person = person
        _, text = person.ask("GET", "/socket.io/?EIO=4&transport=polling")
        self.terms = json.loads(text[1:])
        self.query = f"&sid={self.terms['sid']}"
        self.path = f"/socket.io/?EIO=4&transport=polling{self.query}"
        self.packets = []

    def say(self, text):
        assert self.person.ask("POST", self.path, text) == (200, "OK")

    def until(self, start):
        while True:
            while self.packets:
                packet = self.packets.pop(0)
                if packet == "2":
                    self.say("3")
                if packet.startswith(start):
                    return packet
            status, text = self.person.ask("GET", self.path)
            assert status == 200, text
            self.packets = text.split("\x1e")

    def watch(self, code):
        self.say("40" + json.dumps({"lab": code, "audience": "phones", "lang": "sv"}))
        assert self.until("4").startswith("40")


def on_trial(person, code):
    """A phone that polls, and the WebSocket by which it tries whether one comes through."""
    phone = Polling(person)
    phone.watch(code)
    return phone, Raw(person.port, person.cookie, query=phone.query)


def news(by, name=""):
    """The next news, or the next that has a piece of that name."""
    while True:
        told = json.loads(by.until('42["news",')[2:])[1]
        if not name or name in [piece["name"] for piece in told["pieces"]]:
            return told


def state_of(by):
    """The state that comes when one was let in."""
    return json.loads(by.until('42["state",')[2:])[1]


def facilitator(port):
    """Astrid, signed in."""
    astrid = Person(port)
    astrid.ask("GET", "/sign-in")
    fields = {"csrf_token": astrid.csrf, "name": "Astrid", "password": PASSWORD, "next": ""}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    status, _ = astrid.ask("POST", "/sign-in", urlencode(fields), **kind)
    assert status == 303
    astrid.ask("GET", "/labs")
    return astrid


def soon(holds, seconds=PATIENCE):
    """Whether it comes to hold."""
    until = time.monotonic() + seconds
    while not holds() and time.monotonic() < until:
        time.sleep(0.05)
    return holds()
