"""What every test stands on: a skip is a failure, and the browser is Debian's."""

import os
import shutil
from pathlib import Path

import pytest

from labapp.factory import create_app
from labapp.settings import Settings
from labapp.store import migrate, writer
from labapp.store.account import account_by_name
from labapp.store.db import db
from labapp.store.lab import lab_by_code
from tests import people

ROOT = Path(__file__).parents[1]


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


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    quiet = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
        "args": ["--disable-dev-shm-usage", "--disable-gpu", *quiet, *sandbox],
    }


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory):
    """A database with today's schema and nothing in it, made once."""
    path = tmp_path_factory.mktemp("schema") / "labapp.db"
    migrate.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def settings(tmp_path, empty_database):
    home = tmp_path / "instance"
    home.mkdir()
    shutil.copy(empty_database, home / "labapp.db")
    return Settings(
        home=home,
        base_url="http://localhost",
        async_mode="threading",
        transport="stock",  # what Flask-SocketIO's test client can hear
        tick=0,
    )


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
