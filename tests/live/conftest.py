"""Real servers in every mode and by both transports, each started once; labs and phones on them."""

import pytest

from tests.cli.conftest import set_up
from tests.live.raw import Person, Raw, facilitator
from tests.servers import Server


@pytest.fixture(scope="session")
def servers(tmp_path_factory):
    """Servers by mode, transport and script: `servers("gevent", "stock")`."""
    started = {}

    def get(mode, transport, script=("run.py",)):
        key = mode, transport, script
        if key not in started:
            home = set_up(tmp_path_factory.mktemp("house") / "instance")
            started[key] = Server(home, mode, script=script, transport=transport).start()
        return started[key]

    yield get
    for server in started.values():
        server.close()
    frugal = [
        key for key in started if "files" in key[2]
    ]  # gevent says aloud that it has none left
    said = [server.said for key, server in started.items() if key not in frugal]
    assert [words for words in said if "Traceback" in words] == []


@pytest.fixture(autouse=True)
def _hang_up():
    yield
    while Raw.opened:
        Raw.opened.pop().close()


@pytest.fixture
def server(request, servers):
    """The server of this test, which says by its parameter what it must be."""
    return servers(*request.param)


@pytest.fixture
def desk(server):
    return facilitator(server.port)


@pytest.fixture
def code(desk):
    """A new lab of Astrid's; she stands in her desk."""
    code = desk.act("/labs/new", question="Hur skapar vi en skola där alla kan lyckas?")["code"]
    desk.ask("GET", f"/labs/{code}")
    return code


@pytest.fixture
def visitor(server, code):
    """Make people who have opened the lab's page."""

    def somebody():
        person = Person(server.port)
        status, _ = person.ask("GET", f"/l/{code}")
        assert status == 200
        return person

    return somebody
