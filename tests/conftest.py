"""What every test stands on: a skip is a failure, and the browser is Debian's."""

import os
import secrets
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from labapp.factory import create_app
from labapp.i18n import locale
from labapp.settings import Settings
from labapp.store import migrate, writer
from labapp.store.account import account_by_name
from labapp.store.db import db, writing_engine
from labapp.store.lab import lab_by_code
from tests import people, shared
from tests.databases import Postgres, Redis
from tests.served import keep_templates
from tests.servers import LOOPS

ROOT = Path(__file__).parents[1]
KINDS = ("sqlite", "postgresql")
LONG = ("faults/", "bench/", "journeys/", "cli/", "live/", "house/", "store/")  # servers, waits
ON_BOTH = (  # what runs on either database: the house is the same
    "services/",
    "store/",
    "house/test_migrations.py",
    "web/test_accounts.py",
    "web/test_ballots.py",
    "web/test_board.py",
    "web/test_leading.py",
    "web/test_newcomers.py",
    "web/test_odd_input.py",
    "exports/test_agreement.py",
)


def pytest_configure(config):
    """Templates are compiled once in a run, not for each app and each server of it."""
    shared.begin(config)
    keep_templates()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """The longest files come first, lest a worker begin one when the others are done."""
    items.sort(key=lambda item: not where_is(item).startswith(LONG))
    shared.collect_rarely()


def where_is(item):
    return str(item.path.relative_to(ROOT / "tests"))


@pytest.fixture(scope="session")
def root():
    return ROOT


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    return refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    return refuse_skip((yield))


def refuse_skip(report):
    """Fail what was skipped: a check that does not run protects nobody."""
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"A skipped test is a failed test: {report.longrepr}"
    return report


@pytest.fixture(scope="session", params=LOOPS)
def loop(request):
    """The loop that the servers of this test run on: each test that starts one runs on both.

    What is about a page and not about how it is served names one: `tests.servers.on`.
    """
    return request.param


@pytest.fixture(autouse=True)
def _speak_swedish():
    """What a test before this one spoke is forgotten."""
    locale.speak(locale.DEFAULT)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    quiet = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
        "args": ["--disable-dev-shm-usage", "--disable-gpu", *quiet, *sandbox],
    }


def pytest_generate_tests(metafunc):
    """Run a test on both databases, where it touches one and stands in such a folder."""
    where = where_is(metafunc.definition)
    kinds = metafunc.definition.get_closest_marker("only")
    if "database_kind" in metafunc.fixturenames and (kinds or where.startswith(ON_BOTH)):
        metafunc.parametrize("database_kind", kinds.args if kinds else KINDS)


@pytest.fixture
def database_kind():
    """Which database this test stands on; `pytest.mark.only("postgresql")` chooses."""
    return "sqlite"


@pytest.fixture(scope="session")
def empty_file():
    """A SQLite with today's schema and nothing in it, made once."""
    return shared.once("empty.db", lambda path: migrate.upgrade(f"sqlite:///{path}"))


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL of our own, for the whole run."""
    server = Postgres()
    yield server
    server.close()


@pytest.fixture(scope="session")
def empty_template(postgres):
    """A PostgreSQL database with today's schema and nothing in it, made once."""
    name = postgres.create()
    migrate.upgrade(postgres.url(name))
    return name


@pytest.fixture(scope="session")
def redis():
    """A Redis of our own, for the whole run."""
    server = Redis()
    yield server
    server.close()


@pytest.fixture
def fresh_database(request, tmp_path, database_kind):
    """Make databases with nothing in them, not even tables: each call gives another address."""
    made = []

    def make():
        if database_kind == "sqlite":
            return f"sqlite:///{tmp_path / secrets.token_hex(4)}.db"
        made.append(request.getfixturevalue("postgres").create())
        return request.getfixturevalue("postgres").url(made[-1])

    yield make
    for name in made:
        request.getfixturevalue("postgres").drop(name)


@pytest.fixture
def database(request, tmp_path, database_kind):
    """The address of a database with today's schema; "" is the file in the instance folder."""
    home = tmp_path / "instance"
    home.mkdir(mode=0o700)
    if database_kind == "sqlite":
        shutil.copy(request.getfixturevalue("empty_file"), home / "labapp.db")
        yield ""
        return
    server = request.getfixturevalue("postgres")
    name = server.create(request.getfixturevalue("empty_template"))
    yield server.url(name)
    server.drop(name)


@pytest.fixture
def settings(tmp_path, database):
    return Settings(
        home=tmp_path / "instance",
        base_url="http://localhost",
        database_url=database,
        async_mode="threading",
        transport="stock",  # what Flask-SocketIO's test client can hear
        tick=0,
    )


@pytest.fixture
def kept_bytes(request, settings, database_kind):
    """All that the database's files hold, as somebody with the disk would read it."""

    def read():
        if database_kind == "sqlite":
            return b"".join(path.read_bytes() for path in settings.home.glob("labapp.db*"))
        name = settings.database.rpartition("/")[2]
        return request.getfixturevalue("postgres").files_of(name)

    return read


@pytest.fixture
def held_lock(settings):
    """The writer's lock in somebody else's hands, for a while."""

    @contextmanager
    def hold():
        engine = writing_engine(settings.database)
        with engine.connect() as line:
            line.begin()
            yield line
        engine.dispose()

    return hold


@pytest.fixture
def on_disk(settings):
    """Ask the database past labapp, as somebody with the file would: rows of plain values."""

    def ask(statement, **values):
        engine = create_engine(settings.database)
        with engine.begin() as line:
            answer = line.execute(text(statement), values)
            rows = [tuple(row) for row in answer] if answer.returns_rows else []
        engine.dispose()
        return rows

    return ask


@pytest.fixture
def app(settings):
    app = create_app(settings)
    yield app
    writer.stop()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def house(app):
    """The app, set up: astrid is its facilitator. The test runs inside its context."""
    with app.app_context():
        people.set_up_house()
        yield app
        db.session.remove()


@pytest.fixture
def astrid(house):
    return account_by_name("astrid").id


@pytest.fixture
def bo(house):
    return people.make_account("Bo")


@pytest.fixture
def lab(astrid):
    """Astrid's lab, before its first phase."""
    return lab_by_code(people.open_lab(astrid))


@pytest.fixture
def phone():
    return people.a_phone("phone")


@pytest.fixture
def other_phone():
    return people.a_phone("other")


@pytest.fixture
def visitor(house):
    """Make browsers: each call is another person's."""
    return lambda: people.Browser(house.test_client())


@pytest.fixture
def desk_browser(visitor):
    """Astrid's browser, signed in."""
    desk = visitor()
    desk.open("/sign-in")
    desk.client.post(
        "/sign-in",
        data={"csrf_token": desk.token, "name": "Astrid", "password": people.PASSWORD, "next": ""},
    )
    desk.open("/labs")
    return desk
