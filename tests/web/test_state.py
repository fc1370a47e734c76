"""The state: told to whoever connects, given to whoever asks, made once for all."""

import gzip
import json
import sqlite3
from contextlib import closing

import pytest

from labapp.domain.ideas import Draft, IdeasShown
from labapp.domain.voting import Ballot
from labapp.live.audience import Audience, Place
from labapp.live.hub import hub
from labapp.services import ideas, others, voting
from labapp.store import memory
from labapp.store.ballot import latest_round
from labapp.store.db import db
from labapp.store.lab import lab_by_code
from labapp.store.news import names_between
from labapp.web.state import said_to, state_in
from tests.people import a_phone, move, op, open_lab

FACTS = {"seq", "lang", "status", "phase", "activity", "ends_at", "seconds_left", "round"}
COUNTS = {"connected", "joined", "ballots"}


@pytest.fixture
def place(lab, astrid):
    """Where the phones of a lab are that collects ideas."""
    move(lab.id, astrid, "next")
    return Place(lab.id, Audience.PHONES, "sv")


def write(place, text="Läxhjälp"):
    return ideas.submit_idea(place.lab, a_phone(text), op(text=text), Draft(text)).seq


def listen(place, told):
    """Somebody is there, who was told so much."""
    hub.listening[place.lab, place.audience][place.lang] += 1
    hub.told[place.room] = told


def test_all_that_ask_within_a_second_are_given_the_same(place):
    assert state_in(place, 0) is state_in(place, 0)
    write(place)
    memory.forget()
    assert state_in(place, 0) is state_in(place, 0)


def test_a_state_is_never_older_than_what_the_room_was_told(place, settings):
    old = state_in(place, 0)
    with closing(sqlite3.connect(settings.home / "labapp.db")) as elsewhere, elsewhere:
        elsewhere.execute("update lab set seq = seq + 1")  # of which nothing is forgotten here
    assert state_in(place, old.seq) is old
    db.session.rollback()  # another request
    fresh = state_in(place, old.seq + 1)
    assert fresh.seq == old.seq + 1
    assert state_in(place, old.seq) is fresh


def test_ones_own_change_is_in_the_state_at_once(place):
    assert "Läxhjälp" not in state_in(place, 0).fragments["#phone"]
    seq = write(place)
    state = state_in(place, 0)
    assert state.seq == seq
    assert "Läxhjälp" in state.fragments["#phone"]


def test_languages_and_audiences_have_states_of_their_own(place):
    places = [place, Place(place.lab, Audience.PHONES, "en")]
    places += [Place(place.lab, audience, "sv") for audience in (Audience.SCREEN, Audience.DESK)]
    states = [json.loads(state_in(each, 0).text) for each in places]

    assert [state["lang"] for state in states] == ["sv", "en", "sv", "sv"]
    assert len({json.dumps(state["fragments"]) for state in states}) == 4
    assert set(states[0]) == set(states[1]) == FACTS | {"fragments"}
    assert set(states[2]) == set(states[3]) == FACTS | COUNTS | {"fragments"}


def test_who_has_heard_all_that_was_told_is_given_no_fragments(place):
    told = state_in(place, 0).seq
    whole, bare = (json.loads(said_to(place, told, since)) for since in (told - 1, told))
    assert whole["fragments"]
    assert bare == {**whole, "fragments": {}}


def test_a_page_that_is_newer_than_the_state_keeps_its_number(place):
    told = state_in(place, 0).seq
    assert json.loads(said_to(place, told, told + 5))["seq"] == told + 5


def test_the_desk_counts_anew_each_time(place):
    desk = Place(place.lab, Audience.DESK, "sv")
    before = state_in(desk, 0)
    hub.listening[place.lab, Audience.PHONES]["sv"] += 3
    after = state_in(desk, 0)
    assert after.facts["connected"] == before.facts["connected"] + 3


@pytest.fixture
def ask(place, lab, visitor):
    person = visitor()

    def get(since="", **headers):
        query = f"?since={since}" if since != "" else ""
        return person.client.get(f"/l/{lab.code}/state{query}", headers=headers)

    return get


@pytest.mark.parametrize("crowded", [False, True])
def test_asking_with_the_number_of_now_gives_no_fragments(ask, place, crowded):
    seq = write(place)
    if crowded:
        listen(place, seq)
    assert ask(seq).get_json()["fragments"] == {}
    for since in (0, "", "x", -7, -(10**20)):
        assert "#phone" in ask(since).get_json()["fragments"]


def changed(place, since):
    return json.loads(said_to(place, state_in(place, 0).seq, since))["fragments"]


def test_who_comes_back_is_given_what_changed_alone(ask, place, lab):
    before = write(place, "Läxhjälp")
    seq = write(place, "Fler lärare")
    desk, screen = (Place(lab.id, audience, "sv") for audience in (Audience.DESK, Audience.SCREEN))

    assert list(changed(place, before)) == ["#others"]
    assert "Fler lärare" in changed(place, before)["#others"]
    assert list(changed(desk, before)) == ["#board", "#share"]
    assert list(changed(screen, before)) == ["#wall"]
    answer = ask(before).get_json()
    assert (answer["seq"], list(answer["fragments"])) == (seq, ["#others"])


def test_who_comes_back_after_a_step_is_given_all(place, astrid):
    before = write(place)
    move(place.lab, astrid, "next")
    assert list(changed(place, before)) == ["#phone"]
    assert set(changed(Place(place.lab, Audience.DESK, "sv"), before)) >= {
        "#plan",
        "#now",
        "#board",
    }


def test_what_phones_are_not_to_see_yet_is_not_given_to_who_comes_back(astrid):
    lab = lab_by_code(open_lab(astrid, ideas_shown=IdeasShown.AFTER_PHASE))
    move(lab.id, astrid, "next")
    place = Place(lab.id, Audience.PHONES, "sv")
    before = write(place, "Läxhjälp")
    write(place, "Fler lärare")
    assert changed(place, before) == {}


def test_ballots_change_nothing_that_a_phone_shows(place, astrid, phone):
    write(place)
    move(place.lab, astrid, "next", "next")
    round_ = latest_round(place.lab)
    before = state_in(place, 0).seq
    voting.cast_ballot(place.lab, phone, op(), Ballot(round=round_.id, n=1, marks={}))
    told = state_in(place, before + 1)
    assert told.seq > before
    assert json.loads(said_to(place, told.seq, before))["fragments"] == {}


def test_where_the_log_does_not_reach_all_is_given(place, on_disk):
    before = write(place, "Läxhjälp")
    write(place, "Fler lärare")
    on_disk("delete from news where seq <= :seq", seq=before)
    db.session.rollback()
    assert list(changed(place, before)) == ["#phone"]


def test_news_that_this_program_does_not_know_has_all_given(place, on_disk):
    before = write(place, "Läxhjälp")
    write(place, "Fler lärare")
    on_disk("update news set name = 'later.thing' where seq > :seq", seq=before)
    db.session.rollback()
    assert list(changed(place, before)) == ["#phone"]


def test_one_of_several_processes_gives_all(place, monkeypatch):
    before = write(place, "Läxhjälp")
    told = write(place, "Fler lärare")
    monkeypatch.setattr(others, "alone", lambda: False)
    for since in (before, told):
        said = json.loads(said_to(place, told, since))
        assert list(said["fragments"]) == ["#phone"]


def test_a_transaction_that_does_not_see_so_much_does_not_say_what_changed(place):
    before = write(place)
    assert names_between(place.lab, before, before) == set()
    assert names_between(place.lab, before, before + 1) is None


def test_what_changed_is_made_once_for_all(place):
    before = write(place, "Läxhjälp")
    write(place, "Fler lärare")
    told = state_in(place, 0).seq
    assert said_to(place, told, before) is said_to(place, told, before)


def test_the_state_goes_out_compressed_where_it_can(ask):
    plain, packed = ask(), ask(Accept_Encoding="gzip")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]


def test_who_has_the_state_already_is_told_so(ask):
    tag = ask(Accept_Encoding="gzip").headers["ETag"]
    again = ask(Accept_Encoding="gzip", If_None_Match=tag)
    assert (again.status_code, again.data) == (304, b"")
