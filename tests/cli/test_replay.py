"""The arena's whole day, played in on a running server: 600 people, 562 ideas, fourteen themes."""

import json
import sqlite3
from collections import Counter

import pytest

from labapp.domain.personal import signs_in
from labapp.services.demo.script import ARENA, read_day
from tests import people
from tests.cli.conftest import set_up
from tests.servers import Server, labapp, on

pytestmark = on("gevent")

IDEAS = """select idea.text, idea.status, theme.name, under.text from idea
    left join theme on theme.id = idea.theme_id
    left join idea as under on under.id = idea.merged_into_id"""
JOINED = "select channel, count(*) from participant group by channel"
BY_CHANNEL = "select channel, count(*) from idea group by channel"
DOTS = """select theme.name, sum(mark.points), count(*) from mark
    join choice on choice.id = choice_id join theme on theme.id = choice.theme_id group by 1"""


@pytest.fixture(scope="module")
def arena():
    (lab,) = read_day(ARENA)["labs"]
    return lab


@pytest.fixture(scope="module")
def played(tmp_path_factory, loop):
    """The report, and the database that the server wrote."""
    home = set_up(tmp_path_factory.mktemp("arena") / "instance")
    server = Server(home, loop).start()
    who = ("--name", "Astrid", "--password-env", "SECRET")
    words = (server.url, *who, "--pace", "0", "--json")
    done = labapp("replay", *words, home=home, SECRET=people.PASSWORD)
    server.close()
    assert done.returncode == 0, done.stdout + done.stderr
    database = sqlite3.connect(home / "labapp.db")
    yield json.loads(done.stdout), database
    database.close()


def test_all_that_is_compared_with_the_file_is_equal(played):
    report, _database = played
    assert report["ok"]
    assert report["compared"] > 40
    assert report["differ"] == report["refused"] == []


def test_every_channel_has_the_people_and_ideas_of_the_file(played, arena):
    _report, database = played
    assert dict(database.execute(JOINED)) == arena["attendance"]["by_channel"]
    assert dict(database.execute(BY_CHANNEL)) == arena["expected"]["by_channel"]
    assert sum(arena["attendance"]["by_channel"].values()) == len(arena["participants"]) == 600


def test_every_theme_holds_its_ideas_word_for_word(played, arena):
    _report, database = played
    names = {cluster["id"]: cluster["name_sv"] for cluster in arena["clusters"]}
    lies = Counter((text, theme) for text, _status, theme, _under in database.execute(IDEAS))
    assert lies == Counter((i["text"], names.get(i["cluster_id"])) for i in arena["ideas"])


def test_what_says_the_same_is_read_under_the_one_that_is_kept(played, arena):
    _report, database = played
    texts = {idea["id"]: idea["text"] for idea in arena["ideas"]}
    merged = [i for i in arena["ideas"] if i["idea_status"] == "merged"]
    lies = Counter(
        (text, under) for text, _status, _theme, under in database.execute(IDEAS) if under
    )
    assert lies == Counter((i["text"], texts[i["near_duplicate_of"]]) for i in merged)


def test_dots_and_voters_are_those_of_the_file(played, arena):
    _report, database = played
    names = {cluster["id"]: cluster["name_sv"] for cluster in arena["clusters"]}
    tally = arena["voting"]["expected_tally"]
    counted = {name: (dots, voters) for name, dots, voters in database.execute(DOTS)}
    assert counted == {names[row["option"]]: (row["dots"], row["voters"]) for row in tally}


def test_what_was_hidden_and_masked_in_the_file_is_so_in_the_lab(played, arena):
    _report, database = played
    wanted = arena["expected"]["by_idea_status"]
    found = dict(database.execute("select status, count(*) from idea group by status"))
    assert found == {status: count for status, count in wanted.items() if count}
    masks = [text for (text,) in database.execute("select masked_text from idea") if text]
    assert len(masks) == wanted["masked"]
    assert all("[…]" in text for text in masks)
    assert not any(signs_in(text) for text in masks)
