"""The state: what a screen shows. It is sent to each that connects, and to who asks for it.

One state serves all of an audience and language. It is a second old at most (it says how many
seconds are left), and never older than what their room was told: made once, encoded once,
compressed once. Who shows an older state is given what changed since, by the log of news, where
this process alone writes it: of several, each tells its own news before the others', and then a
number does not say that all before it was told.
"""

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from flask import Blueprint, Response, request

from labapp.domain.errors import BadInput, NotFound
from labapp.i18n import locale
from labapp.live.audience import LEADING, Audience, Place
from labapp.live.news import fragments_changed
from labapp.security import entry
from labapp.services import joining, others
from labapp.store.lab import Lab, lab_by_id
from labapp.store.memory import recall
from labapp.store.news import names_between
from labapp.web.fragments import WHOLE, is_whole, some, whole
from labapp.web.pages import choose_language
from labapp.web.statics import LEAST, gzipped, takes_gzip
from labapp.web.views import LabView

door = Blueprint("state", __name__)


@dataclass(frozen=True)
class State:
    """What is shown in one place, as of one `seq`."""

    facts: dict[str, Any]
    fragments: dict[str, str]
    short: dict[object, str] = field(default_factory=dict)  # what is said with less than all
    changed: dict[int, frozenset[str]] = field(default_factory=dict)  # fragments, by `since`

    @property
    def seq(self) -> int:
        return int(self.facts["seq"])

    @cached_property
    def text(self) -> str:
        return _json({**self.facts, "fragments": self.fragments})

    @cached_property
    def packed(self) -> bytes:
        return gzip.compress(self.text.encode(), 6, mtime=0)

    def without_fragments(self, seq: int) -> str:
        """For a screen that shows all that its room was told, up to a `seq` of its own."""
        return self._short(seq, lambda: {**self.facts, "seq": seq, "fragments": {}})

    def with_some(self, names: frozenset[str], render: Callable[[], dict[str, str]]) -> str:
        """For a screen that shows all but the fragments of these names."""
        return self._short(names, lambda: {**self.facts, "fragments": render()})

    def _short(self, what: object, make: Callable[[], dict[str, Any]]) -> str:
        if what not in self.short:
            self.short[what] = _json(make())
        return self.short[what]


def _json(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def said_to(place: Place, told: int, since: int) -> str:
    """The state for a screen that has come to a place, of which the room was told up to `told`."""
    state = state_in(place, told)
    return _less(state, place, told, since) or state.text


def _less(state: State, place: Place, told: int, since: int) -> str | None:
    """What to say to a screen that shows the state as of `since`; None: all of it."""
    if since < 1 or not others.alone():
        return None
    if since >= told:
        return state.without_fragments(since)
    if since not in state.changed:
        state.changed[since] = _changed(place, since, state.seq)
    names = state.changed[since]
    if is_whole(names, place.audience):
        return None
    return state.with_some(names, lambda: _some(place, names))


def _changed(place: Place, since: int, seq: int) -> frozenset[str]:
    """The fragments that changed after `since`: all where that cannot be known."""
    everything = frozenset(WHOLE[place.audience])
    told_since = names_between(place.lab, since, seq)
    if told_since is None:
        return everything
    try:
        return fragments_changed(told_since, place.audience)
    except KeyError:  # logged by a newer program than this one
        return everything


def _some(place: Place, names: Iterable[str]) -> dict[str, str]:
    with locale.speaking(place.lang):
        return some(_view(place), place.audience, sorted(names))


def state_in(place: Place, least: int) -> State:
    """The state of a place, of no lower `seq` than `least`. Raises `NotFound`."""
    counts = _counts(place)
    kept: dict[str, Any] = recall(("state", place), dict)
    if kept.get("counts") != counts or kept["state"].seq < least:
        kept.update(counts=counts, state=_made(place, counts))
    state: State = kept["state"]
    return state


def _counts(place: Place) -> dict[str, int]:
    """What changes without a number of the lab, and only those who lead are told."""
    if place.audience not in LEADING:
        return {}
    view = _view(place)
    return {"connected": view.connected, "joined": view.joined, "ballots": view.ballot_count}


def _view(place: Place) -> LabView:
    lab = lab_by_id(place.lab)
    if lab is None:
        raise NotFound
    return LabView(lab)


def _made(place: Place, counts: dict[str, int]) -> State:
    view = _view(place)
    lab = view.lab
    facts = {
        "seq": lab.seq,
        "lang": place.lang,
        "status": lab.status.value,
        "phase": lab.phase.key if lab.phase else None,
        "activity": view.activity,
        "ends_at": lab.phase_ends_at.isoformat() if lab.phase_ends_at else None,
        "seconds_left": view.seconds_left,
        "round": view.round.id if view.round else None,
        **counts,
    }
    with locale.speaking(place.lang):
        return State(facts, whole(view, place.audience))


@door.get("/l/<code>/state")
def phones(code: str) -> Response:
    lab, _ = entry.phone(code)
    return state_of(lab, Audience.PHONES, lab.language)


@door.get("/screen/<key>/state")
def screen(key: str) -> Response:
    lab = entry.screen(key)
    return state_of(lab, Audience.SCREEN, lab.language)


@door.get("/host/<code>/state")
def host(code: str) -> Response:
    lab = entry.host(code).lab
    return state_of(lab, Audience.HOST, lab.language)


@door.get("/labs/<code>/state")
def desk(code: str) -> Response:
    """The desk's, or with `?audience=screen` the projector's."""
    try:
        audience = Audience(request.args.get("audience", "desk"))
    except ValueError:
        raise BadInput(field="audience") from None
    at = entry.desk(code)
    if audience not in LEADING:
        raise BadInput(field="audience")
    speaks = locale.DEFAULT if audience is Audience.DESK else at.lab.language
    return state_of(at.lab, audience, speaks)


def state_of(lab: Lab, audience: Audience, speaks: str) -> Response:
    """JSON, the same for an audience and language; 304 when the screen has it already.

    `speaks` is the language for whoever has not chosen one: that of the page itself.
    """
    if audience is Audience.SCREEN:
        locale.speak(lab.language)  # a room, and no person
    else:
        choose_language(speaks)
    place = Place(lab.id, audience, locale.language().tag)
    told = joining.told(place) or lab.seq
    state = state_in(place, told)
    since = request.args.get("since", -1, int)
    less = _less(state, place, told, since)
    answer = Response(less) if less else _whole(state)
    answer.content_type = "application/json; charset=utf-8"
    answer.headers["Cache-Control"] = "no-cache, private"
    answer.headers["Vary"] = "Cookie, Accept-Language, Accept-Encoding"
    answer.set_etag(hashlib.sha256(answer.get_data()).hexdigest()[:24])
    answer.make_conditional(request)
    return answer


def _whole(state: State) -> Response:
    if not takes_gzip() or len(state.text) < LEAST:
        return Response(state.text)
    return gzipped(state.packed)
