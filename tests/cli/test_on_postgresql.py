"""The commands and the server where DATABASE_URL names a PostgreSQL."""

import http.client
import re

import pytest

from labapp.aio import MODES
from labapp.cli.checks import Level, database
from labapp.domain.ideas import Draft
from labapp.domain.values import Effect
from labapp.i18n import locale
from labapp.services import ideas
from labapp.store import keys, writer
from tests import people
from tests.people import op
from tests.servers import Server, labapp

pytestmark = pytest.mark.only("postgresql")
LINK = re.compile(r"http://\S+/password/[\w-]{40,}")
NOWHERE = "postgresql://labapp:hemligt@127.0.0.1:1/lab"


@pytest.fixture
def say(settings):
    """Run a command on this house."""
    return lambda *words, **env: labapp(
        *words, home=settings.home, **{"DATABASE_URL": settings.database, **env}
    )


@pytest.fixture
def serve(settings, loop):
    """Start servers on this house; all are stopped at the end."""
    servers = []

    def start(**how):
        servers.append(Server(settings.home, loop, database=settings.database, **how).start())
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def status(server, path):
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    line.request("GET", path)
    answer = line.getresponse().status
    line.close()
    return answer


@pytest.mark.parametrize("loop", MODES)
def test_two_servers_work_on_one_house(serve, say, settings):
    first, second = serve(), serve()
    token = second.set_up_link.rpartition("/")[2]
    assert status(first, f"/setup/{token}") == 200  # what one process wrote, the other one reads
    assert second.stop() == 0
    assert say("doctor").returncode == 0
    assert first.stop() == 0
    assert list(settings.home.glob("control*.json")) == []


def test_a_server_outlives_its_database(house, serve, postgres):
    server = serve()
    assert status(server, "/") == 200
    for _ in range(2):
        with postgres.away():
            assert status(server, "/") == 503
            assert status(server, "/healthz") == 200
        assert [status(server, path) for path in ("/", "/readyz")] == [200, 200]


def test_a_link_is_made_beside_a_server(house, serve, say):
    serve()
    made = say("create-facilitator", "Åsa")
    assert made.returncode == 0, made.stderr
    assert LINK.search(made.stdout)
    assert say("create-facilitator", "åsa").returncode == 1
    assert LINK.search(say("reset-password", "Åsa").stdout)


def test_migrating_waits_for_no_server(serve, say):
    assert "up to date" in say("migrate").stdout
    server = serve()
    assert say("migrate").returncode == 1
    server.stop()
    assert say("migrate").returncode == 0


def test_the_demo_stays_in_a_folder_of_its_own(say):
    done = say("demo", "--no-serve")
    assert done.returncode == 2
    assert "DATABASE_URL" in done.stderr


@pytest.mark.parametrize(
    "words", [["serve"], ["doctor"], ["migrate"], ["create-facilitator", "Åsa"]]
)
def test_a_server_that_is_away_is_told_in_words_without_the_password(say, words):
    done = say(*words, DATABASE_URL=NOWHERE)
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stderr
    assert "127.0.0.1" in done.stdout + done.stderr
    assert "hemligt" not in done.stdout + done.stderr


@pytest.fixture
def looked(settings):
    """What the doctor says of the database, fault or not."""
    with locale.speaking("en"):
        yield lambda: {finding.about: finding for finding in database.findings(settings)}


def test_a_sound_house_has_no_fault(house, looked):
    writer.write(op(), "x", Effect)
    found = looked()
    assert {finding.level for finding in found.values()} == {Level.GOOD}
    assert "PostgreSQL" in found["Database"].says


def test_a_server_that_may_lose_an_answer_is_found(house, looked, postgres):
    with postgres.configured(fsync="off"):
        assert looked()["Database"].level is Level.FAULT


def test_a_server_that_keeps_when_ballots_came_is_found(house, looked, postgres):
    with postgres.configured(log_statement="mod"):
        assert "log_statement=mod" in looked()["Secrecy"].says


def test_a_touched_log_is_found(house, looked, on_disk):
    on_disk("update audit set actor = 'nobody'")
    assert looked()["Log"].level is Level.FAULT


def test_a_lost_key_is_found(lab, astrid, looked):
    people.move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, people.a_phone(), op(), Draft("Fler bänkar"))
    people.move(lab.id, astrid, "next", "next")
    for number in keys.kept_round_keys():
        keys.destroy_round_key(number)
    assert looked()["Keys of votes"].level is Level.FAULT
