"""A bad wire between phones and server: it swallows answers, and brings requests twice.

It knows just enough HTTP to tell one request from the next. A socket's bytes pass untouched.
"""

import asyncio
import contextlib
import threading
from dataclasses import dataclass

ACTIONS = (b"/ideas ", b"/ballot ")
HEAD_END = b"\r\n\r\n"


@dataclass
class Wire:
    """A proxy on a port of its own. Of five actions it swallows one's answer and doubles one."""

    to: int
    actions: int = 0
    swallowed: int = 0
    doubled: int = 0
    port: int = 0

    def start(self):
        self.ready = threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        self.thread.start()
        assert self.ready.wait(10)
        return self

    def stop(self):
        self.loop.call_soon_threadsafe(self.over.set)
        self.thread.join(10)

    async def _run(self):
        self.loop, self.over = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, backlog=1000)
        self.port = server.sockets[0].getsockname()[1]
        self.ready.set()
        await self.over.wait()
        server.close()

    async def _serve(self, reader, writer):
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            there = await asyncio.open_connection("127.0.0.1", self.to)
            try:
                await self._carry((reader, writer), there)
            finally:
                there[1].close()
        writer.close()

    async def _carry(self, here, there):
        while True:
            request = await read_message(here[0])
            if b"\r\nupgrade: websocket" in request.lower():
                there[1].write(request)
                await asyncio.gather(pour(here[0], there[1]), pour(there[0], here[1]))
                return
            answer = await self._ask(request, there)
            if answer is None:
                return
            here[1].write(answer)
            await here[1].drain()

    async def _ask(self, request, there):
        answer = await ask(request, there)
        first = request.split(b"\r\n", 1)[0]
        if not first.startswith(b"POST") or not any(what in first for what in ACTIONS):
            return answer
        self.actions += 1
        if self.actions % 5 == 0:
            self.swallowed += 1
            return None
        if self.actions % 5 == 2:
            self.doubled += 1
            return await ask(request, there)
        return answer


async def ask(request, there):
    there[1].write(request)
    return await read_message(there[0])


async def read_message(reader):
    """A request or an answer, whole."""
    head = await reader.readuntil(HEAD_END)
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
        if name.lower() == b"transfer-encoding":
            raise NotImplementedError(line)
    return head + await reader.readexactly(length)


async def pour(reader, writer):
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()
