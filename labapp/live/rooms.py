"""Who watches what: the lines that are told something together, and those who poll."""

from typing import Protocol

from engineio import packet
from engineio.packet import Packet

from labapp.live.transport import Line
from labapp.live.websocket import text_frame


class Message:
    """The same words for many: encoded once, framed once."""

    def __init__(self, text: str) -> None:
        self.packet = Packet(packet.MESSAGE, text)
        self.frame = text_frame(self.packet.encode())


class Watcher(Protocol):
    """One who watches: by a line, or by polling while there is none."""

    line: Line | None

    def offer(self, message: Message) -> bool:
        """Say what it does without where it does not come; whether it was said."""


class Room:
    """Who watches one thing: by a line, or by polling."""

    def __init__(self) -> None:
        self.lines: set[Line] = set()
        self.polling: set[Watcher] = set()

    def take_in(self, phone: Watcher) -> None:
        """Who came by polling may have got a line since: never in neither, rather told twice."""
        if phone.line is not None:
            self.lines.add(phone.line)
            self.polling.discard(phone)
        else:
            self.polling.add(phone)

    def let_go(self, phone: Watcher) -> None:
        self.polling.discard(phone)
        if phone.line is not None:
            self.lines.discard(phone.line)
