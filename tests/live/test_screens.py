"""What screens hear from a real server, in every mode and by both transports."""

import json
import signal
import time

import pytest

from tests.live.raw import Person, Polling, Raw, news, on_trial, soon, state_of

SERVERS = [(mode, wire) for mode in ("eventlet", "gevent") for wire in ("lean", "stock")]
SMOKE = [("threading", "lean"), ("threading", "stock")]
everywhere = pytest.mark.parametrize("server", SERVERS + SMOKE, indirect=True, ids="-".join)
lean = pytest.mark.parametrize("server", SERVERS[::2], indirect=True, ids="-".join)
green = pytest.mark.parametrize("server", SERVERS, indirect=True, ids="-".join)


@everywhere
def test_a_phone_hears_of_each_thing_in_order(desk, code, visitor):
    phone = visitor().watch(code)
    moved = desk.act(f"/labs/{code}/phase", to="next")
    first = news(phone, "phase.moved")
    paused = desk.act(f"/labs/{code}/pause", paused=True)
    second = news(phone, "agenda.changed")

    assert [first["seq"], second["seq"]] == [moved["seq"], paused["seq"]]
    assert second["since"] == first["seq"]
    assert "<" in first["fragments"]["#phone"]


@everywhere
def test_a_phone_is_let_in_and_then_told_the_state(desk, code, visitor):
    moved = desk.act(f"/labs/{code}/phase", to="next")
    phone = visitor().watch(code)
    state = state_of(phone)
    assert (state["seq"], state["activity"]) == (moved["seq"], "collect")
    assert "<" in state["fragments"]["#phone"]
    again = visitor().watch(code, since=moved["seq"])
    assert state_of(again)["fragments"] == {}


@everywhere
def test_a_hundred_phones_hear_the_same_and_leave_at_once(desk, code, visitor):
    phones = [visitor().watch(code) for _ in range(100)]
    assert soon(lambda: desk.state(code)["connected"] == 100)
    desk.act(f"/labs/{code}/phase", to="next")
    assert len({json.dumps(news(phone, "phase.moved")) for phone in phones}) == 1
    for phone in phones:
        phone.abort()
    assert soon(lambda: desk.state(code)["connected"] == 0)


@everywhere
def test_a_phone_that_polls_hears_the_same(desk, code, visitor):
    phone = Polling(visitor())
    assert phone.terms["upgrades"] == ["websocket"]
    phone.watch(code)
    assert soon(lambda: desk.state(code)["connected"] == 1)
    moved = desk.act(f"/labs/{code}/phase", to="next")
    assert news(phone, "phase.moved")["seq"] == moved["seq"]
    phone.say("41")
    assert soon(lambda: desk.state(code)["connected"] == 0)


@everywhere
def test_a_phone_that_polls_goes_over_to_a_websocket(server, desk, code, visitor):
    phone, raw = on_trial(visitor(), code)
    raw.send("2probe")
    assert raw.text() == "3probe"
    assert phone.until("6") == "6"
    moved = desk.act(f"/labs/{code}/phase", to="next")
    time.sleep(0.3)  # told meanwhile: it is said by one way or the other
    raw.send("5")
    assert news(raw, "phase.moved")["seq"] == moved["seq"]
    paused = desk.act(f"/labs/{code}/pause", paused=True)
    assert news(raw, "agenda.changed")["seq"] == paused["seq"]
    assert desk.state(code)["connected"] == 1
    raw.abort()
    assert soon(lambda: desk.state(code)["connected"] == 0)


@lean
def test_a_trial_that_fails_leaves_the_phone_polling(server, desk, code, visitor):
    phone, raw = on_trial(visitor(), code)
    raw.send("nonsense")
    raw.close_code()
    moved = desk.act(f"/labs/{code}/phase", to="next")
    assert news(phone, "phase.moved")["seq"] == moved["seq"]


@green
def test_a_screen_whose_link_was_renewed_is_cut_off(server, desk, code):
    _, page = desk.ask("GET", f"/labs/{code}")
    key = page.split("/screen/")[1][:22]
    screen = Raw(server.port)
    assert screen.watch(code, "screen", key=key).startswith("40")
    desk.act(f"/labs/{code}/screen-link")
    assert screen.until("41")


@green
def test_the_server_says_goodbye_and_hangs_up(server, code, visitor, request):
    _, transport = request.node.callspec.params["server"]
    phone = visitor().watch(code)
    server.process.send_signal(signal.SIGTERM)
    assert news(phone, "goodbye")["pieces"][0]["facts"]["after_ms"] > 2000
    assert phone.close_code() == (1001 if transport == "lean" else None)
    assert server.process.wait(10) == 0
    server.start()
    assert Person(server.port).ask("GET", "/healthz")[0] == 200
