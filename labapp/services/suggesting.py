"""Ideas that are like what somebody is writing: offered while they write, and nothing more.

A hall that types must not stop the room. One comparison runs at a time in this process, in a native
thread; whoever asks meanwhile, or asks again at once, is offered nothing. The ideas are made ready
at most every few seconds. What is written is kept nowhere.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from labapp import aio
from labapp.domain import similar
from labapp.domain.ideas import READABLE, SHOWN
from labapp.domain.similar import Weighed
from labapp.domain.values import Phone
from labapp.services.similar import texts_of
from labapp.store.idea import Idea, all_ideas, ideas_in
from labapp.store.merge import ideas_under
from labapp.store.participant import all_behind, participant_by_key

MOST = 2  # offered at a time
MOST_WRITTEN = 1000  # characters of what is written that are looked at
FRESH = 4.0  # seconds in which ideas are not made ready anew
PAUSE = 1.0  # seconds between two questions of one phone
MOST_LABS, MOST_PHONES = 8, 10_000  # remembered
Place = tuple[int, int, str]  # an idea's id, that of the one it is read under, and its wording


@dataclass
class _Ready:
    """A lab's ideas, ready to be compared with one more."""

    until: float
    places: list[Place]
    texts: list[str]
    weighed: Weighed


class _Now:
    busy: ClassVar[bool] = False
    ready: ClassVar[dict[int, _Ready]] = {}
    asked: ClassVar[dict[bytes, float]] = {}


def similar_ideas(lab_id: int, phone: Phone, text: str) -> list[Idea]:
    """What the room may read and is like this text, at most two; not what this phone wrote.

    Only to be asked where others' ideas are shown.
    """
    if _Now.busy or not _may_ask(phone.participant, time.monotonic()):
        return []
    with comparing():
        found = _compared(lab_id, text[:MOST_WRITTEN])
    return _readable(lab_id, phone, found)[:MOST]


@contextmanager
def comparing() -> Iterator[None]:
    """While this lasts nothing else is compared in this process."""
    _Now.busy = True
    try:
        yield
    finally:
        _Now.busy = False


def forget() -> None:
    """Make the ideas of every lab ready anew, and let everybody ask at once."""
    _Now.ready.clear()
    _Now.asked.clear()


def _may_ask(who: bytes, now: float) -> bool:
    if now - _Now.asked.get(who, -PAUSE) < PAUSE:
        return False
    if len(_Now.asked) >= MOST_PHONES:
        _Now.asked.clear()
    _Now.asked[who] = now
    return True


def _compared(lab_id: int, text: str) -> list[Place]:
    ready = _Now.ready.get(lab_id)
    if ready is None or ready.until < time.monotonic():
        ready = _make_ready(lab_id, ready)
    near = aio.offload(partial(similar.like, text, ready.weighed))
    return [ready.places[at] for at, _ in near]


def _make_ready(lab_id: int, old: _Ready | None) -> _Ready:
    read = [idea for idea in all_ideas(lab_id) if idea.status in READABLE]
    said = [(_place(idea), text) for idea in read for text in texts_of(idea)]
    places, texts = [place for place, _ in said], [text for _, text in said]
    weighed = old.weighed if old and old.texts == texts else None
    if weighed is None:
        weighed = aio.offload(partial(similar.weigh, texts))
    if len(_Now.ready) >= MOST_LABS:
        _Now.ready.clear()
    ready = _Ready(time.monotonic() + FRESH, places, texts, weighed)
    _Now.ready[lab_id] = ready
    return ready


def _place(idea: Idea) -> Place:
    return idea.id, idea.merged_into_id or idea.id, idea.wording


def _readable(lab_id: int, phone: Phone, found: list[Place]) -> list[Idea]:
    """Those under which what was found is read now, in its order.

    What was hidden, masked or changed since it was made ready is passed over.
    """
    now = ideas_in(lab_id, {each for idea, kept, _ in found for each in (idea, kept)})
    there = [
        (now[idea], now[kept], (idea, kept, wording))
        for idea, kept, wording in found
        if now.keys() >= {idea, kept}
    ]
    standing = [
        kept
        for idea, kept, place in there
        if _place(idea) == place and idea.status in READABLE and kept.status in SHOWN
    ]
    own = _own(lab_id, phone, {idea.id for idea in standing})
    return [idea for idea in dict.fromkeys(standing) if idea.id not in own]


def _own(lab_id: int, phone: Phone, ids: set[int]) -> set[int]:
    """Those of these ideas under which something is read that was written on this phone."""
    who = participant_by_key(lab_id, phone.participant)
    if who is None or not ids:
        return set()
    behind = set(all_behind(who))
    together = [*ideas_in(lab_id, ids).values(), *ideas_under(lab_id, ids)]
    return {each.merged_into_id or each.id for each in together if each.participant_id in behind}
