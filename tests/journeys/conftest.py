"""The real server and real browsers."""

import re
import shutil

import pytest

from tests.servers import Server, labapp
from tests.shared import once

PASSWORD = "björk och granbarr"
SAID = "demo.txt"  # what the command printed, beside what it made
PHONE = {"viewport": {"width": 360, "height": 740}, "locale": "sv-SE", "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 800}, "locale": "sv-SE"}
SCREEN = {"viewport": {"width": 1920, "height": 1080}, "locale": "sv-SE"}


@pytest.fixture
def server(tmp_path, empty_file, loop):
    home = tmp_path / "instance"
    home.mkdir()
    shutil.copy(empty_file, home / "labapp.db")
    server = Server(home, loop).start()
    yield server
    server.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory, loop):
    """A server on the demo evening; `demo.codes` has a lab in each phase."""
    home = tmp_path_factory.mktemp("demo") / "instance"
    shutil.copytree(once("demo", fill), home)
    server = Server(home, loop).start()
    server.codes = re.findall(r"\b(\d{4} \d{4})\b", (home / SAID).read_text())
    yield server
    server.close()


def fill(home):
    done = labapp("demo", "--no-serve", "--password", PASSWORD, home=home, LANG="sv_SE.UTF-8")
    assert done.returncode == 0, done.stderr
    (home / SAID).write_text(done.stdout)


@pytest.fixture
def people(browser):
    """Open a browser of somebody's own: `people(PHONE)`; faults in its page fail the test."""
    contexts, faults = [], []

    def somebody(kind, **more):
        context = browser.new_context(**{**kind, **more})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        return page

    yield somebody
    for context in contexts:
        context.close()
    assert faults == []


def sign_in(page, url, name="demo"):
    page.goto(f"{url}/sign-in")
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/labs")
