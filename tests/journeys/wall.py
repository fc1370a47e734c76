"""A wall between phones and server that lets no WebSocket through, as some networks have it."""

import contextlib
import socket
import threading

REFUSED = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Wall:
    """A proxy on a port of its own; `kind` is what it does with a WebSocket: refuse or swallow."""

    def __init__(self, to, kind):
        self.to = to
        self.kind = kind
        self.hits = 0
        self.stopped = False
        self.open = []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=100)
        self.port = self.listener.getsockname()[1]
        self._spawn(self._accept)

    def stop(self):
        self.stopped = True
        for line in (self.listener, *self.open):
            self._hang_up(line)

    @staticmethod
    def _hang_up(line):
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
        line.close()

    def _keep(self, line):
        """Close it at the end, or now where the end has come meanwhile."""
        self.open.append(line)
        if self.stopped:
            self._hang_up(line)

    def _spawn(self, job, *args):
        threading.Thread(target=self._quietly, args=(job, *args), daemon=True).start()

    @staticmethod
    def _quietly(job, *args):
        with contextlib.suppress(OSError):
            job(*args)

    def _accept(self):
        while True:
            phone, _ = self.listener.accept()
            self._keep(phone)
            self._spawn(self._serve, phone)

    def _serve(self, phone):
        head = phone.recv(65536)
        if b"\r\nupgrade: websocket" in head.lower():
            self.hits += 1
            if self.kind == "refuse":
                phone.sendall(REFUSED)
                phone.close()
            return
        server = socket.create_connection(("127.0.0.1", self.to))
        self._keep(server)
        server.sendall(head)
        self._spawn(self._pour, server, phone)
        self._pour(phone, server)

    @staticmethod
    def _pour(one, other):
        while data := one.recv(65536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)
