"""What the load reads and counts, without a server."""

import json
import re

import pytest

from bench.figures import milliseconds, ratios, short, spread
from bench.load import line, news, screen
from bench.load.browser import Browser, Reply
from bench.load.hearing import Hearing, Told
from bench.load.insisting import is_definite
from bench.load.lab import Lab
from bench.load.screen import backoff
from bench.load.voting import Cast, Projector


def event(name, body):
    return b"42" + json.dumps([name, body]).encode()


def test_news_is_read_as_one_event_with_pieces():
    pieces = [{"name": "ballot.counted", "facts": {"ballots": 7}}]
    heard = news.read(event("news", {"since": 1, "seq": 9, "pieces": pieces, "fragments": {}}))
    assert heard == news.News(9, 1, {"ballot.counted": {"ballots": 7}})


def test_neither_a_state_nor_a_hint_counts_as_news():
    assert news.read(event("state", {"seq": 4, "fragments": {}})).is_state
    told = event("news", {"since": 3, "seq": 4, "pieces": [{"name": "lab.closed", "facts": {}}]})
    hint = event("news", {"since": 4, "seq": 4, "pieces": [], "fragments": {}})
    assert [Lab.number(payload) for payload in (told, hint)] == [4, None]


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_a_frame_of_any_length_is_read(size):
    payload = b"x" * size
    head = (
        bytes((0x81, size))
        if size < 126
        else b"\x81\x7e" + size.to_bytes(2, "big")
        if (size < 65_536)
        else b"\x81\x7f" + size.to_bytes(8, "big")
    )
    data = b"-" + head + payload
    assert line.parse(data, 1) == (1, 1 + len(head), len(data))
    assert [end for end in range(len(data)) if line.parse(data[:end], 1)] == []


def test_a_wait_is_from_when_it_was_due_to_the_first_broadcast_with_it():
    hearing = Hearing(lambda payload: int(payload) or None)
    for payload, at in ((b"3", 1.5), (b"3", 1.75), (b"0", 1.8), (b"5", 4.0), (b"5", 4.5)):
        hearing.hear(payload, at)
    told = [Told(2, 1.0), Told(3, 1.25), Told(5, 2.0), Told(6, 3.0)]
    assert hearing.waits(told) == [0.5, 0.75, 0.25, 0.5, 2.0, 2.5]
    found = hearing.figures(told, 3)
    assert (found["broadcasts"], found["messages"], found["lost"], found["late"]) == (2, 4, 2, 2)


def test_what_is_told_again_makes_up_for_nothing_that_was_lost():
    hearing = Hearing(lambda payload: payload[0])
    for payload, at in ((b"\x07", 1.0), (b"\x07 again", 1.1), (b"\x07 again", 1.2)):
        hearing.hear(payload, at)
    found = hearing.figures([Told(7, 0.5)], 2)
    assert (found["messages"], found["lost"], found["told_again"]) == (1, 1, 1)


def test_a_ballot_is_shown_when_the_number_has_it():
    projector = Projector()
    for ballots, at in ((1, 2.0), (3, 3.0), (2, 3.5)):
        pieces = [{"name": "ballot.counted", "facts": {"ballots": ballots}}]
        projector.hear(event("news", {"seq": 9, "pieces": pieces}), at)
    casts = [Cast(1.0, 1.1, 50), Cast(1.5, 1.6, 52), Cast(1.25, 1.7, 52), Cast(1.0, 1.8, 60)]
    assert projector.waits(casts) == [1.0, 1.5, 1.75]  # the fourth was never shown


def test_the_load_knows_the_waits_of_the_pages_own_script(root):
    script = (root / "static/js/lib/live.js").read_text()
    names = "reconnectionDelay", "reconnectionDelayMax", "randomizationFactor"
    first, most, share = (float(re.search(rf"{name}: ([0-9.]+),", script)[1]) for name in names)
    assert (first / 1000, most / 1000, share) == (screen.DELAY, screen.MOST_DELAY, screen.JITTER)


def test_a_phone_waits_as_the_pages_own_script_does():
    assert backoff(0, 0.0) == 1.5
    assert backoff(0, 0.5) == pytest.approx(2.25)
    assert backoff(1, 0.25) == pytest.approx(2.25)
    assert max(backoff(tries, chance / 100) for tries in range(99) for chance in range(100)) == 4.0


def test_who_is_cut_off_goes_to_the_next_server_and_is_the_same_person():
    here, there = ("127.0.0.1", 1), ("127.0.0.1", 2)
    browser = Browser(None, here)
    browser.cookies["device"] = "7"
    browser.turn_to_the_next([here, there])
    assert (browser.address, browser.host) == (there, "127.0.0.1:2")
    browser.turn_to_the_next([here, there])
    assert (browser.address, browser.again().cookie) == (here, "device=7")


@pytest.mark.parametrize(
    ("status", "retryable", "definite"),
    [(200, False, True), (409, False, True), (429, True, False), (503, True, False)],
)
def test_a_ballot_is_sent_again_until_the_answer_is_definite(status, retryable, definite):
    body = json.dumps({"ok": status == 200, "error": {"retryable": retryable}}).encode()
    assert is_definite(Reply(status, b"", body)) is definite


def test_figures_say_the_middle_and_how_far_apart():
    assert str(spread([3.0, 1.0, 2.0, None])) == "2 (1–3)"
    assert spread([None]) is None
    assert [short(number) for number in (0.1234, 12.34, 123.4, 12_345.6, 3.0)] == [
        *("0.12", "12.3", "123", "12,346", "3")
    ]
    assert milliseconds("w", [n / 1000 for n in range(1, 101)])["w_p95_ms"] == 96.0


def test_a_ratio_is_of_one_round():
    ours = [{"round": 0, "us": 2.0}, {"round": 1, "us": 8.0}, {"round": 2, "us": 5.0}]
    theirs = [{"round": 1, "us": 2.0}, {"round": 0, "us": 1.0}, {"round": 3, "us": 9.0}]
    assert str(ratios(ours, theirs, "us")) == "3 (2–4)"
