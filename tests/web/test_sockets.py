"""The socket's door: who may listen, and what they hear."""

import time

import pytest

from labapp.domain.ideas import Draft, IdeasShown
from labapp.live.hub import hub
from labapp.services import ideas, labs, tables
from labapp.store.lab import lab_by_code, lab_by_id
from labapp.store.participant import count_joined
from labapp.store.table import tables_of
from tests.people import a_phone, move, op, open_lab


@pytest.fixture
def watch(house):
    """Listen as somebody: `watch(person, lab, audience)`; news comes out of `.get_received()`."""
    open_sockets = []

    def connect(person, lab, audience, **auth):
        said = {"lab": lab.code, "audience": audience, "lang": "sv", **auth}
        socket = hub.wire.socketio.test_client(house, auth=said, flask_test_client=person.client)
        open_sockets.append(socket)
        return socket

    yield connect
    for socket in open_sockets:
        if socket.is_connected():
            socket.disconnect()


def soon(holds):
    """Whether it holds within two seconds: sockets are closed in the background."""
    until = time.monotonic() + 2
    while not holds() and time.monotonic() < until:
        time.sleep(0.01)
    return holds()


def heard(socket):
    """The news, each piece by its name with the numbers of its event."""
    events = [e["args"][0] for e in socket.get_received() if e["name"] == "news"]
    return [(piece["name"], news) for news in events for piece in news["pieces"]]


def states(socket):
    return [e["args"][0] for e in socket.get_received() if e["name"] == "state"]


def test_the_first_socket_of_a_phone_is_its_joining(watch, visitor, lab):
    newcomer = visitor()
    newcomer.client.get(f"/j/{lab.join_token}")
    assert count_joined(lab.id).total() == 0
    socket = watch(newcomer, lab, "phones")

    assert socket.is_connected()
    assert count_joined(lab.id).total() == 1


def test_the_same_phone_joins_once(watch, visitor, lab):
    same = visitor()
    same.client.get(f"/j/{lab.join_token}")
    for _ in range(3):
        watch(same, lab, "phones")

    assert count_joined(lab.id).total() == 1


@pytest.mark.parametrize("audience", ["desk", "screen", "kitchen", ""])
def test_a_stranger_cannot_watch_the_desk_or_the_screen(watch, visitor, lab, audience):
    assert not watch(visitor(), lab, audience).is_connected()


def test_a_screen_watches_by_its_key_alone(watch, visitor, lab):
    assert watch(visitor(), lab, "screen", key=lab.screen_key).is_connected()
    assert not watch(visitor(), lab, "screen", key="x" * 22).is_connected()


def test_a_renewed_link_cuts_off_who_watched_by_the_old_one(watch, visitor, lab, astrid):
    socket = watch(visitor(), lab, "screen", key=lab.screen_key)
    labs.renew_screen_link(lab.id, astrid, op())

    assert soon(lambda: not socket.is_connected())


def test_signing_out_closes_the_desk(watch, desk_browser, lab):
    socket = watch(desk_browser, lab, "desk")
    assert socket.is_connected()
    desk_browser.submit("/sign-out")

    assert soon(lambda: not socket.is_connected())


def test_deleting_a_lab_closes_what_watched_it(watch, desk_browser, lab, astrid):
    socket = watch(desk_browser, lab, "desk")
    labs.delete_lab(lab.id, astrid, op())

    assert soon(lambda: not socket.is_connected())


def test_another_facilitator_cannot_watch_the_desk(watch, visitor, lab, bo):
    other = visitor()
    other.open("/sign-in")
    sent = {"name": "Bo", "password": "björk och granbarr", "next": "", "op_id": ""}
    assert other.submit("/sign-in", **sent).status_code == 303

    assert not watch(other, lab, "desk").is_connected()


def test_a_socket_without_a_page_before_it_is_nobody(watch, visitor, lab):
    assert not watch(visitor(), lab, "phones").is_connected()


def test_another_sites_page_cannot_listen(watch, visitor, lab, house):
    strange = visitor()
    strange.client.environ_base["HTTP_ORIGIN"] = "https://evil.example"

    assert not watch(strange, lab, "phones").is_connected()


def test_news_says_what_happened_since_what_was_heard(
    watch, desk_browser, visitor, lab, astrid, phone
):
    desk = watch(desk_browser, lab, "desk")
    screen = watch(visitor(), lab, "screen", key=lab.screen_key)
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, phone, op(), Draft("Läxhjälp"))

    for socket in (desk, screen):
        pieces = [piece for piece in heard(socket) if piece[0] != "presence.counted"]
        assert [name for name, _ in pieces] == ["phase.moved", "idea.added"]
        assert pieces[1][1]["since"] == pieces[0][1]["seq"] < pieces[1][1]["seq"]
    assert lab_by_id(lab.id)


def test_phones_do_not_hear_of_others_ideas_before_the_phase_is_over(watch, visitor, astrid):
    lab = lab_by_code(open_lab(astrid, ideas_shown=IdeasShown.AFTER_PHASE))
    move(lab.id, astrid, "next")
    somebody = visitor()
    somebody.client.get(f"/j/{lab.join_token}")
    socket = watch(somebody, lab, "phones")
    heard(socket)
    ideas.submit_idea(lab.id, a_phone("x"), op(), Draft("Hemligt tills vidare"))

    assert heard(socket) == []


def test_clients_can_command_nothing(watch, visitor, lab, astrid):
    somebody = visitor()
    somebody.client.get(f"/j/{lab.join_token}")
    socket = watch(somebody, lab, "phones")
    socket.emit("phase.moved", {"to": "next"})
    socket.emit("idea.added", {"text": "kapad"})

    assert lab_by_id(lab.id).phase is None


def test_whoever_connects_is_told_the_state_once(watch, desk_browser, visitor, lab):
    (whole,) = states(watch(desk_browser, lab, "desk"))
    assert set(whole["fragments"]) == {
        "#plan",
        "#now",
        "#board",
        "#agreeing",
        "#counts",
        "#modes",
        "#shown",
    }
    assert whole["seq"] == lab.seq
    (bare,) = states(watch(visitor(), lab, "screen", key=lab.screen_key, since=lab.seq))
    assert bare["fragments"] == {}


@pytest.mark.parametrize("since", [None, "7", -1, 1.5, [], {}])
def test_a_number_that_is_none_is_as_if_nothing_was_said(watch, visitor, lab, since):
    (state,) = states(watch(visitor(), lab, "screen", key=lab.screen_key, since=since))
    assert set(state["fragments"]) == {"#screen"}


def test_what_was_told_before_is_in_the_state_and_the_rest_is_news(
    watch, desk_browser, visitor, lab, astrid, phone
):
    first = watch(desk_browser, lab, "desk")
    move(lab.id, astrid, "next")
    second = watch(desk_browser, lab, "desk")
    ideas.submit_idea(lab.id, phone, op(), Draft("Läxhjälp"))
    events = [(e["name"], e["args"][0]) for e in second.get_received()]

    (state,) = [told for name, told in events if name == "state"]
    (added,) = [told for name, told in events if "idea.added" in str(told.get("pieces"))]
    assert state["activity"] == "collect"
    assert added["since"] <= state["seq"] < added["seq"]
    assert first.is_connected()


def test_a_host_listens_by_the_tables_code_until_it_is_another(watch, visitor, lab, astrid):
    tables.lay_tables(lab.id, astrid, op(), 1, lambda place: f"Bord {place}")
    table = tables_of(lab.id)[0]
    socket = watch(visitor(), lab, "host", key=table.code)
    assert [state["seq"] for state in states(socket)] == [lab_by_id(lab.id).seq]
    move(lab.id, astrid, "next")
    assert "phase.moved" in dict(heard(socket))
    assert not watch(visitor(), lab, "host", key="00000000").is_connected()
    tables.renew_code(lab.id, astrid, op(), table.id)
    assert soon(lambda: not socket.is_connected())
