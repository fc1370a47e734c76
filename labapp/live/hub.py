"""tell(news): the only line that emits. Bursts become ticks, and each fragment is rendered once.

Every lab has a heap of news that waits for its next tick. A tick costs one rendering a fragment,
language and audience, and one frame a piece of news and room, whatever the rate of votes; a late
tick stretches and never piles up.
"""

import logging
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask_socketio import SocketIO

from labapp.live.news import Audience, Goodbye, News, PresenceCounted, room

PER_PHONE = 25e-6  # seconds of tick a phone (measured; docs/architecture.md)
LONGEST = 1.0
IDLE_SHARE = 4  # a tick lasts at least four times what it costs to make

Render = Callable[[str, int, Audience, str], tuple[str, str]]
CountJoined = Callable[[int], tuple[int, int]]
log = logging.getLogger(__name__)


class Sockets(SocketIO):
    """Flask-SocketIO, with the name of what its types leave out."""

    server: Any


@dataclass
class _Waiting:
    """What one audience of one lab has not heard yet."""

    news: list[News] = field(default_factory=list)
    due: float = 0.0


class Hub:
    """The screens that listen, and what they have still to hear."""

    def __init__(self) -> None:
        self.socketio = Sockets()
        self.tick = 0.1
        self.render: Render = lambda _name, _lab, _audience, _lang: ("", "")
        self.count_joined: CountJoined = lambda _lab: (0, 0)
        self.forget()

    def forget(self) -> None:
        """Start empty: nobody listens, nothing waits."""
        self.heaps: dict[tuple[int, Audience], _Waiting] = defaultdict(_Waiting)
        self.listening: Counter[str] = Counter()
        self.told: dict[str, int] = {}
        self.cost: dict[tuple[int, Audience], float] = {}
        self.awake = threading.Event()
        self.lock = threading.Lock()

    def run(self) -> None:
        """Send what is due, for ever: one background task of the server."""
        while True:
            self.awake.wait()
            self.awake.clear()
            while (due := self._next_due()) is not None:
                time.sleep(max(0.005, due - time.monotonic()))
                self.flush(time.monotonic())

    def _next_due(self) -> float | None:
        with self.lock:
            return min((heap.due for heap in self.heaps.values()), default=None)

    def flush(self, until: float) -> None:
        """Send everything that was due at `until` (of the monotonic clock)."""
        with self.lock:
            due = [key for key, heap in self.heaps.items() if heap.due <= until]
            heaps = [(key, self.heaps.pop(key)) for key in due]
        for (lab, audience), heap in heaps:
            started = time.monotonic()
            try:
                self._send(lab, audience, heap.news)
            except Exception:
                log.exception("news of lab %s could not be sent", lab)
            self.cost[(lab, audience)] = time.monotonic() - started

    def _send(self, lab: int, audience: Audience, waiting: list[News]) -> None:
        latest = {news.name: news for news in sorted(waiting, key=lambda news: news.seq)}
        for lang in self._languages(lab, audience):
            _emit(self, lab, (audience, lang), latest.values())

    def _languages(self, lab: int, audience: Audience) -> list[str]:
        start = room(lab, audience, "")
        with self.lock:
            return [name.removeprefix(start) for name in self.listening if name.startswith(start)]

    def phones(self, lab: int) -> int:
        """How many phones of a lab are connected now."""
        start = room(lab, Audience.PHONES, "")
        with self.lock:
            return sum(n for name, n in self.listening.items() if name.startswith(start))

    def pause(self, lab: int, audience: Audience) -> float:
        """The tick of an audience: longer the more phones there are, or the more it costs."""
        if not self.tick:
            return 0.0
        crowd = self.phones(lab) * PER_PHONE if audience is Audience.PHONES else 0.0
        shortest = self.tick if audience is Audience.PHONES else self.tick / 2
        return min(LONGEST, max(shortest, crowd, IDLE_SHARE * self.cost.get((lab, audience), 0.0)))


def _emit(hub: Hub, lab: int, to: tuple[Audience, str], waiting: Iterable[News]) -> None:
    audience, name = to[0], room(lab, *to)
    shown: set[str] = set()
    for news in waiting:
        fresh = [part for part in news.fragments.get(audience, ()) if part not in shown]
        shown.update(fresh)
        fragments = _rendered(hub, fresh, lab, to)
        if fresh and fragments == {}:
            continue  # nobody of this audience is to see it now
        since = hub.told.get(name, 0)
        hub.told[name] = max(since, news.seq)
        if fragments is None:
            since = hub.told[name]  # a screen that has not heard this much asks for the state
        payload = {"since": since, "seq": hub.told[name], "facts": news.facts()}
        hub.socketio.emit(news.name, {**payload, "fragments": fragments or {}}, to=name)


def _rendered(
    hub: Hub, parts: list[str], lab: int, to: tuple[Audience, str]
) -> dict[str, str] | None:
    """Where each fragment goes, and its HTML; None when one could not be rendered."""
    try:
        fragments = dict(hub.render(part, lab, *to) for part in parts)
    except Exception:
        log.exception("%s of lab %s could not be rendered", ", ".join(parts), lab)
        return None
    fragments.pop("", None)
    return fragments


hub = Hub()


def tell(*news: News) -> None:
    """Have the screens hear of it at their next tick; call it after the commit, never before."""
    now = time.monotonic()
    with hub.lock:
        for piece in news:
            for audience in piece.audience:
                heap = hub.heaps[(piece.lab, audience)]
                heap.news.append(piece)
    for piece in news:
        _set_due(piece, now)
    hub.awake.set()
    if not hub.tick:
        hub.flush(float("inf"))


def _set_due(piece: News, now: float) -> None:
    for audience in piece.audience:
        heap = hub.heaps.get((piece.lab, audience))
        if heap is not None and not heap.due:
            heap.due = now + hub.pause(piece.lab, audience)


def arrived(lab: int, audience: Audience, lang: str, seq: int) -> None:
    """A screen has entered a room; what was told there before it came was not told to it."""
    name = room(lab, audience, lang)
    with hub.lock:
        hub.listening[name] += 1
        if hub.listening[name] == 1:
            hub.told[name] = seq
    tell_presence(lab)


def left(lab: int, audience: Audience, lang: str) -> None:
    """A screen is gone."""
    name = room(lab, audience, lang)
    with hub.lock:
        hub.listening[name] -= 1
        if hub.listening[name] <= 0:
            del hub.listening[name]
            hub.told.pop(name, None)
    tell_presence(lab)


def tell_presence(lab: int) -> None:
    """Have desk and projector hear how many are connected and how many have joined."""
    seq, joined = hub.count_joined(lab)
    tell(PresenceCounted(lab=lab, seq=seq, connected=hub.phones(lab), joined=joined))


def cut(name: str) -> None:
    """Close every socket in a room: whoever watched by a right that is gone watches no more."""
    hub.socketio.start_background_task(_cut, name)


def cut_lab(lab: int) -> None:
    """Close every socket of a lab that is no more."""
    start = f"lab:{lab}:"
    with hub.lock:
        rooms = [name for name in hub.listening if name.startswith(start)]
    for name in rooms:
        cut(name)


def _cut(name: str) -> None:
    server = hub.socketio.server
    for sid, _ in list(server.manager.get_participants("/", name)):
        server.disconnect(sid, namespace="/")


def say_goodbye(after_ms: int) -> None:
    """Tell every screen that the server restarts."""
    payload = {"since": 0, "seq": 0, "facts": {"after_ms": after_ms}, "fragments": {}}
    hub.socketio.emit(Goodbye.name, payload)
