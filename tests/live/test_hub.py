"""Bursts become one piece a tick; a tick costs the same whatever the rate."""

import threading
import time

import pytest

from labapp.live.audience import Audience
from labapp.live.hub import PER_PHONE, Hub
from labapp.live.news import ALL_NEWS, BallotCounted, IdeaAdded, IdeaChanged, PhaseMoved
from tests.live.raw import soon


class Wire:
    """In place of the sockets: what was told where."""

    def __init__(self):
        self.sent = []
        self.size = 0  # bytes of a frame

    def broadcast(self, room, name, payload):
        self.sent.append((room, name, payload))
        return self.size


@pytest.fixture
def hub():
    hub = Hub()
    hub.wire = Wire()
    hub.rendered = []
    hub.elsewhere = lambda _lab: 0

    def render(name, lab, audience, lang):
        hub.rendered.append((name, audience, lang))
        return f"#{name}", f"<p>{lang}</p>"

    hub.render = render
    return hub


def wait(hub, *news):
    for piece in news:
        for audience in piece.audience:
            hub.add((piece.lab, audience), piece)


def facts(hub):
    return [piece["facts"] for _, _, news in hub.wire.sent for piece in news["pieces"]]


def listen(hub, audience, lang="sv", lab=1, screens=1):
    hub.listening[lab, audience][lang] += screens


def test_a_burst_of_ballots_is_one_piece_a_room(hub):
    listen(hub, Audience.DESK)
    listen(hub, Audience.SCREEN)
    wait(hub, *(BallotCounted(lab=1, seq=n, ballots=n) for n in range(1, 101)))
    hub.flush(float("inf"))

    counted = [{"name": "ballot.counted", "facts": {"ballots": 100}}]
    assert [(to, name, p["pieces"]) for to, name, p in hub.wire.sent] == [
        ("lab:1:screen:sv", "news", counted),
        ("lab:1:desk:sv", "news", counted),
    ]


def test_a_fragment_is_rendered_once_a_language_and_tick(hub):
    listen(hub, Audience.PHONES, "sv", screens=600)
    listen(hub, Audience.PHONES, "en")
    wait(hub, IdeaAdded(lab=1, seq=5, idea=1), IdeaAdded(lab=1, seq=6, idea=2))
    hub.flush(float("inf"))

    assert sorted(hub.rendered) == [
        ("others", Audience.PHONES, "en"),
        ("others", Audience.PHONES, "sv"),
    ]


def test_nobody_listening_costs_nothing(hub):
    wait(hub, IdeaAdded(lab=1, seq=5, idea=1))
    hub.flush(float("inf"))

    assert hub.rendered == hub.wire.sent == []


def test_since_is_what_this_room_heard_before(hub):
    listen(hub, Audience.SCREEN)
    for seq in (5, 9):
        wait(hub, IdeaAdded(lab=1, seq=seq, idea=1))
        hub.flush(float("inf"))

    assert [(p["since"], p["seq"]) for _, _, p in hub.wire.sent] == [(0, 5), (5, 9)]


def test_a_fragment_shared_by_two_pieces_is_sent_once(hub):
    listen(hub, Audience.SCREEN)
    moved = PhaseMoved(lab=1, seq=7, phase="1", activity="vote", ends_at=None)
    wait(hub, moved, PhaseMoved(lab=1, seq=8, phase="2", activity="results", ends_at=None))
    hub.flush(float("inf"))

    assert [p["fragments"] for _, _, p in hub.wire.sent] == [{"#screen": "<p>sv</p>"}]


def test_a_fragment_that_fails_has_the_screens_ask_for_the_state(hub):
    def broken(*_):
        raise ZeroDivisionError

    hub.render = broken
    listen(hub, Audience.SCREEN)
    wait(hub, IdeaAdded(lab=1, seq=5, idea=1))
    hub.flush(float("inf"))

    assert [p for _, _, p in hub.wire.sent] == [
        {"since": 5, "seq": 5, "pieces": [], "fragments": {}}
    ]


def test_a_lab_hears_nothing_of_another(hub):
    listen(hub, Audience.DESK)
    listen(hub, Audience.DESK, lab=2)
    wait(hub, BallotCounted(lab=2, seq=1, ballots=1))
    hub.flush(float("inf"))

    assert [to for to, _, _ in hub.wire.sent] == ["lab:2:desk:sv"]


@pytest.mark.parametrize(("phones", "tick"), [(1, 0.1), (600, 0.1), (10_000, 0.248), (90_000, 1.0)])
def test_a_tick_is_longer_the_more_phones_there_are(hub, phones, tick):
    listen(hub, Audience.PHONES, screens=phones)
    assert hub.pause(1, Audience.PHONES) == pytest.approx(tick)
    assert hub.pause(1, Audience.DESK) == pytest.approx(tick / 2)


def test_no_news_is_personal_and_each_has_a_name_of_its_own():
    names = [kind.name for kind in ALL_NEWS]
    assert len(names) == len(set(names))
    personal = {"participant", "device", "text", "marks", "name", "account"}
    assert not [kind for kind in ALL_NEWS if personal & set(kind.__annotations__)]


def test_a_late_piece_does_not_undo_a_newer_one(hub):
    listen(hub, Audience.DESK)
    wait(hub, BallotCounted(lab=1, seq=9, ballots=6), BallotCounted(lab=1, seq=8, ballots=5))
    hub.flush(float("inf"))

    assert facts(hub) == [{"ballots": 6}]


def test_who_is_there_is_counted_once_a_tick(hub):
    counted = []

    def count(lab):
        counted.append(lab)
        return 7, 3

    hub.count_joined = count
    listen(hub, Audience.DESK)
    listen(hub, Audience.PHONES, screens=2)
    for _ in range(100):
        hub.add((1, Audience.DESK), recount=True)
    hub.flush(float("inf"))

    assert facts(hub) == [{"connected": 2, "joined": 3}]
    assert hub.wire.sent[0][2]["seq"] == 0  # the lab is at 7, of which the desk was told nothing
    assert counted == [1]


def test_who_cannot_be_counted_does_not_keep_the_rest_from_being_told(hub):
    def fail(_lab):
        raise OSError

    hub.count_joined = fail
    listen(hub, Audience.DESK)
    wait(hub, PhaseMoved(lab=1, seq=5, phase="2", activity="vote", ends_at=None))
    hub.add((1, Audience.DESK), recount=True)
    hub.flush(float("inf"))
    assert [news["seq"] for _, _, news in hub.wire.sent] == [5]


def test_what_cannot_be_sent_in_one_language_is_sent_in_the_others(hub):
    def broadcast(room, name, payload):
        if room.endswith("sv"):
            raise OSError
        return Wire.broadcast(hub.wire, room, name, payload)

    hub.wire.broadcast = broadcast
    for lang in ("sv", "en"):
        listen(hub, Audience.PHONES, lang)
    wait(hub, IdeaAdded(lab=1, seq=5, idea=1))
    hub.flush(float("inf"))
    assert [room for room, _, _ in hub.wire.sent] == ["lab:1:phones:en"]


def test_different_things_of_one_tick_are_one_event_in_their_order(hub):
    listen(hub, Audience.DESK)
    wait(hub, IdeaAdded(lab=1, seq=6, idea=2), BallotCounted(lab=1, seq=7, ballots=1))
    wait(hub, IdeaAdded(lab=1, seq=8, idea=3))
    hub.flush(float("inf"))

    (_, _, news) = hub.wire.sent[0]
    assert len(hub.wire.sent) == 1
    assert [piece["name"] for piece in news["pieces"]] == ["ballot.counted", "idea.added"]
    assert (news["since"], news["seq"], news["fragments"]) == (
        0,
        8,
        dict.fromkeys(("#board", "#share"), "<p>sv</p>"),
    )


def test_what_an_audience_is_not_to_see_yet_is_no_news_to_it(hub):
    hub.render = lambda *_: ("", "")
    listen(hub, Audience.PHONES)
    wait(hub, IdeaAdded(lab=1, seq=5, idea=1), IdeaChanged(lab=1, seq=6, idea=1))
    hub.flush(float("inf"))

    assert hub.wire.sent == []


@pytest.mark.parametrize(
    ("phones", "size", "tick"),
    [(600, 500, 0.1), (600, 4000, 0.5), (30, 4000, 0.1), (2000, 40_000, 1.0), (10_000, 500, 0.248)],
)
def test_a_heavy_frame_makes_the_next_tick_longer(hub, phones, size, tick):
    hub.wire.size = size
    listen(hub, Audience.PHONES, screens=phones)
    wait(hub, IdeaAdded(lab=1, seq=5, idea=1))
    hub.flush(float("inf"))

    assert hub.pause(1, Audience.PHONES) == pytest.approx(tick)
    assert hub.pause(1, Audience.DESK) == pytest.approx(max(0.05, phones * PER_PHONE / 2))


def test_a_tick_begins_where_the_last_one_began_also_for_news_that_comes_meanwhile(hub):
    hub.tick = 1.0
    listen(hub, Audience.PHONES)
    rooms = (1, Audience.PHONES)

    def slow(*_):
        hub.add(rooms, IdeaAdded(lab=1, seq=6, idea=2))
        return 0

    hub.wire.broadcast = slow
    began = time.monotonic()
    hub.add(rooms, IdeaAdded(lab=1, seq=5, idea=1))
    hub.flush(float("inf"))
    assert hub.heaps[rooms].due >= began + 1.0


def test_who_leads_does_not_wait_for_a_crowd_to_be_told(hub):
    begun, go_on = threading.Event(), threading.Event()

    def broadcast(room, name, payload):
        if "phones" in room:
            begun.set()
            go_on.wait(10)
        return Wire.broadcast(hub.wire, room, name, payload)

    hub.wire.broadcast = broadcast
    listen(hub, Audience.PHONES)
    listen(hub, Audience.SCREEN)
    for task in hub.tasks():
        threading.Thread(target=task, daemon=True).start()
    hub.add((1, Audience.PHONES), IdeaAdded(lab=1, seq=5, idea=1))
    assert begun.wait(5)
    hub.add((1, Audience.SCREEN), IdeaAdded(lab=1, seq=5, idea=1))
    assert soon(lambda: [room for room, _, _ in hub.wire.sent] == ["lab:1:screen:sv"])
    go_on.set()
    assert soon(lambda: len(hub.wire.sent) == 2)


def test_where_it_was_quiet_news_comes_soon_and_then_a_tick_apart(hub, monkeypatch):
    now = [100.0]
    monkeypatch.setattr("labapp.live.hub.time.monotonic", lambda: now[0])
    hub.tick = 1.0
    listen(hub, Audience.PHONES)
    rooms = (1, Audience.PHONES)
    hub.add(rooms, IdeaAdded(lab=1, seq=5, idea=1))
    assert hub.heaps[rooms].due - now[0] < 0.1

    now[0] += 0.1
    hub.flush(now[0])
    hub.add(rooms, IdeaAdded(lab=1, seq=6, idea=2))
    assert hub.heaps[rooms].due - now[0] == pytest.approx(1.0)

    now[0] += 0.5
    hub.add(rooms, IdeaAdded(lab=1, seq=7, idea=3))
    assert hub.heaps[rooms].due - now[0] == pytest.approx(0.5)
