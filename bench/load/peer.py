"""A room on one of the peers: the same questions as to a lab."""

import json

from bench.load.ears import Ears
from bench.load.lab import together
from bench.load.line import Hear, Line
from bench.servers import Server


class Peer:
    """Whoever connects is in the room; a vote from one line is told to all."""

    def __init__(self, ears: Ears, server: Server) -> None:
        self.ears, self.server = ears, server
        self.desk = Line(ears)
        self.votes = 0

    async def open(self) -> "Peer":
        await self.desk.connect(self.server.address)
        return self

    async def tell(self) -> int:
        self.votes += 1
        self.desk.say("vote", {"idea": self.votes % 8, "client": str(self.votes)})
        return self.votes

    @staticmethod
    def number(payload: bytes) -> int | None:
        return int(json.loads(payload[2:])[1]["total"])

    async def fill(self, count: int, hear: Hear) -> list[Line]:
        async def connect(_number: int) -> Line:
            line = Line(self.ears, hear)
            await line.connect(self.server.address)
            return line

        return await together((connect, number) for number in range(count))
