"""tell(news): what happened reaches the screens at their next tick, as one event a room.

Every lab has for each audience a heap of what waits for the next tick. A tick costs one rendering a
fragment, language and audience, and one frame a room, whatever the rate of votes; a late tick
stretches and never piles up. Who is there is counted when the tick comes. Each audience has a task
of its own: who leads does not wait until ten thousand phones were told.
"""

import logging
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter

from labapp.live.audience import LEADING, Audience, News, Place
from labapp.live.fanout import Stock
from labapp.live.news import Goodbye, PresenceCounted

PER_PHONE = 24.8e-6  # seconds of tick a phone: twice what it costs to tell it (docs/performance.md)
WIFI = 4_000_000  # bytes a second that the air of a hall takes besides everything else
LONGEST = 1.0
EACH = 8_000  # bytes a second for one phone, where so many cannot be in one hall
IDLE_SHARE = 2  # a tick lasts at least twice what it costs to make
GATHER = 0.02  # seconds in which what happens together comes together

Render = Callable[[str, int, Audience, str], tuple[str, str]]
CountJoined = Callable[[int], tuple[int, int]]
Rooms = tuple[int, Audience]  # a lab and who watches it; a room for each language they read
NOBODY: Counter[str] = Counter()
NOTHING: Mapping[str, str] = {}
log = logging.getLogger(__name__)


@dataclass
class Heap:
    """What one audience of one lab has not heard yet."""

    due: float
    news: list[News] = field(default_factory=list)
    recount: bool = False


class Hub:
    """The screens that listen, and what they have still to hear."""

    wire: Stock
    render: Render
    count_joined: CountJoined
    elsewhere: Callable[[int], int]
    recheck: Callable[[], object]
    welcome: Callable[[str], object]

    def __init__(self) -> None:
        self.tick = 0.1
        self.forget()

    def forget(self) -> None:
        """Start empty: nobody listens, nothing waits."""
        self.heaps: dict[Rooms, Heap] = {}
        self.listening: dict[Rooms, Counter[str]] = defaultdict(Counter)  # screens by language
        self.told: dict[str, int] = {}
        self.cost: dict[Rooms, float] = {}  # seconds to make a tick, the last ones counting more
        self.told_at: dict[Rooms, float] = {}  # when the last tick began, of the monotonic clock
        self.weight: dict[Rooms, int] = {}  # bytes of the last tick, to all screens together
        self.awake = {audience: threading.Event() for audience in Audience}
        self.lock = threading.Lock()

    # What waits

    def add(self, rooms: Rooms, *news: News, recount: bool = False) -> None:
        """Have them hear of it at their next tick."""
        with self.lock:
            if (heap := self.heaps.get(rooms)) is None:
                heap = self.heaps[rooms] = Heap(due=self._due(*rooms))
            heap.news.extend(news)
            heap.recount |= recount
        self.awake[rooms[1]].set()
        if not self.tick:
            self.flush(float("inf"))

    def _due(self, lab: int, audience: Audience) -> float:
        """When they are told next: soon where it was quiet, else a tick after the last time."""
        after = self.told_at.get((lab, audience), 0.0) + self.pause(lab, audience)
        return max(time.monotonic() + GATHER, after)

    def pause(self, lab: int, audience: Audience) -> float:
        """The tick of an audience, from one beginning to the next.

        It is longer the more phones there are, and the more it costs to make and to carry.
        """
        if not self.tick:
            return 0.0
        cost = IDLE_SHARE * self.cost.get((lab, audience), 0.0)
        phones = self.phones(lab)
        crowd = min(LONGEST, max(self.tick, phones * PER_PHONE))
        if audience is not Audience.PHONES:
            return min(LONGEST, max(cost, crowd / 2))
        weight = self.weight.get((lab, audience), 0)
        air = min(weight / WIFI, weight / EACH / max(1, phones))
        return min(LONGEST, max(crowd, cost, air))

    def phones(self, lab: int) -> int:
        """How many phones of a lab are connected now."""
        return self.listening.get((lab, Audience.PHONES), NOBODY).total()

    def tasks(self) -> list[Callable[[], None]]:
        """What sends what is due, for ever: background tasks of the server."""
        return [partial(self._run, audience) for audience in Audience]

    def _run(self, audience: Audience) -> None:
        while True:
            self.awake[audience].wait()
            self.awake[audience].clear()
            while (due := self._next_due(audience)) is not None:
                time.sleep(max(0.005, due - time.monotonic()))
                self.flush(time.monotonic(), [audience])

    def _next_due(self, audience: Audience) -> float | None:
        with self.lock:
            dues = [heap.due for rooms, heap in self.heaps.items() if rooms[1] is audience]
        return min(dues, default=None)

    def flush(self, until: float, audiences: Iterable[Audience] = Audience) -> None:
        """Send to these all that was due at `until` (of the monotonic clock)."""
        with self.lock:
            waiting = [rooms for rooms in self.heaps if rooms[1] in audiences]
            due = [rooms for rooms in waiting if self.heaps[rooms].due <= until]
            heaps = [(rooms, self.heaps.pop(rooms)) for rooms in due]
        for rooms, heap in heaps:
            self.told_at[rooms] = time.monotonic()
            try:
                self._send(rooms, heap)
            except Exception:
                log.exception("news of lab %s could not be sent", rooms[0])

    # What is sent

    def _send(self, rooms: Rooms, heap: Heap) -> None:
        lab, audience = rooms
        langs = dict(self.listening.get(rooms, NOBODY))
        news = [*heap.news, *(self._presence(lab) if heap.recount and langs else ())]
        latest = {piece.name: piece for piece in sorted(news, key=attrgetter("seq"))}
        pieces = sorted(latest.values(), key=attrgetter("seq"))
        making, weight = 0.0, 0
        for lang, screens in langs.items():
            began = time.monotonic()
            place = Place(lab, audience, lang)
            event = self._event(place, pieces)
            making += time.monotonic() - began
            if event is not None:
                weight += screens * self._broadcast(place, event)
        self.cost[rooms] = (self.cost.get(rooms, 0.0) + making) / 2
        self.weight[rooms] = weight

    def _broadcast(self, place: Place, event: dict[str, object]) -> int:
        """How many bytes it was for one screen; what fails for one language is not all's."""
        try:
            return self.wire.broadcast(place.room, "news", event)
        except Exception:
            log.exception("news of lab %s could not be sent", place.lab)
            return 0

    def _presence(self, lab: int) -> tuple[News, ...]:
        """Who is there; nothing where it cannot be counted now, so that the rest is told.

        It has no number: that the lab is at 50 does not say that its screens were told 50.
        """
        try:
            _, joined = self.count_joined(lab)
            connected = self.phones(lab) + self.elsewhere(lab)
        except Exception:
            log.exception("who is in lab %s could not be counted", lab)
            return ()
        return (PresenceCounted(lab=lab, seq=0, connected=connected, joined=joined),)

    def _event(self, place: Place, waiting: Sequence[News]) -> dict[str, object] | None:
        """What a room is told, as one event; None when nothing of it is for those who are there."""
        shown: dict[str, tuple[str, str]] = {}
        try:
            pieces = [piece for piece in waiting if self._is_for(place, piece, shown)]
        except Exception:
            log.exception("news of lab %s could not be rendered", place.lab)
            self.told[place.room] = max(self.told.get(place.room, 0), waiting[-1].seq)
            return self.hint(place.room)
        if not pieces:
            return None
        since = self.told.get(place.room, 0)
        self.told[place.room] = max(since, pieces[-1].seq)
        fragments = dict(found for found in shown.values() if found[0])
        return _news(since, self.told[place.room], pieces, fragments)

    def _is_for(self, place: Place, piece: News, shown: dict[str, tuple[str, str]]) -> bool:
        """Whether those who are there are to see it now; `shown` gets the fragments it changes."""
        parts = piece.fragments.get(place.audience, ())
        for part in set(parts) - shown.keys():
            shown[part] = self.render(part, place.lab, place.audience, place.lang)
        return not parts or any(shown[part][0] for part in parts)

    def hint(self, room: str) -> dict[str, object]:
        """No news, but its number: a screen that has not heard this much asks for the state."""
        seq = self.told.get(room, 0)
        return _news(seq, seq)


def _news(
    since: int, seq: int, pieces: Iterable[News] = (), fragments: Mapping[str, str] = NOTHING
) -> dict[str, object]:
    """The event of that name, as docs/news.md has it."""
    told = [{"name": piece.name, "facts": piece.facts()} for piece in pieces]
    return {"since": since, "seq": seq, "pieces": told, "fragments": fragments}


hub = Hub()


def tell(*news: News) -> None:
    """Have the screens hear of it at their next tick; call it after the commit, never before."""
    waiting: dict[Rooms, list[News]] = defaultdict(list)
    for piece in news:
        for audience in piece.audience:
            waiting[piece.lab, audience].append(piece)
    for rooms, pieces in waiting.items():
        hub.add(rooms, *pieces)


def tell_presence(lab: int) -> None:
    """Have desk and projector hear how many are connected and how many have joined."""
    for audience in LEADING:
        hub.add((lab, audience), recount=True)


def arrived(sid: str, place: Place) -> int:
    """A screen begins to listen: it hears what is told after the number that comes back."""
    rooms = place.lab, place.audience
    with hub.lock:  # first of all: whoever is refused below is subtracted when it leaves
        hub.listening[rooms][place.lang] += 1
    if place.room not in hub.told:
        hub.told.setdefault(place.room, hub.count_joined(place.lab)[0])
    hub.wire.enter(sid, place.room)
    tell_presence(place.lab)
    return hub.told[place.room]


def left(place: Place) -> None:
    """A screen is gone."""
    rooms = place.lab, place.audience
    with hub.lock:
        langs = hub.listening[rooms]
        langs[place.lang] -= 1
        if langs[place.lang] <= 0:
            del langs[place.lang]
            hub.told.pop(place.room, None)
        if not langs:
            del hub.listening[rooms]
    tell_presence(place.lab)


def cut(room: str) -> None:
    """Close every socket in a room: whoever watched by a right that is gone watches no more."""
    hub.wire.socketio.start_background_task(hub.wire.cut, room)


def cut_lab(lab: int) -> None:
    """Close every socket of a lab that is no more."""
    for place in _places():
        if place.lab == lab:
            cut(place.room)


def phones(lab: int) -> int:
    """How many phones of a lab this process holds."""
    return hub.phones(lab)


def watched() -> set[int]:
    """The labs that somebody watches in this process."""
    return {place.lab for place in _places()}


def hint(lab: int, seq: int) -> None:
    """Have every screen of a lab that has not heard so much ask for the state."""
    for place in _places():
        if place.lab == lab:
            hub.told[place.room] = max(seq, hub.told.get(place.room, 0))
            hub.wire.broadcast(place.room, "news", hub.hint(place.room))


def say_goodbye(after_ms: int) -> None:
    """Tell every screen that the server restarts."""
    for place in _places():
        goodbye = Goodbye(lab=place.lab, seq=0, after_ms=after_ms)
        hub.wire.broadcast(place.room, "news", _news(0, 0, [goodbye]))


def _places() -> list[Place]:
    with hub.lock:
        return [Place(*rooms, lang) for rooms, langs in hub.listening.items() for lang in langs]
