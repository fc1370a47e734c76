"""The real server and real browsers."""

import re
from pathlib import Path

import pytest

from tests.servers import Server, labapp

PASSWORD = "björk och granbarr"
PHONE = {"viewport": {"width": 360, "height": 740}, "locale": "sv-SE", "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 800}, "locale": "sv-SE"}
SCREEN = {"viewport": {"width": 1920, "height": 1080}, "locale": "sv-SE"}


@pytest.fixture
def server(tmp_path, loop):
    server = Server(tmp_path / "instance", loop).start()
    yield server
    server.close()


@pytest.fixture(scope="session")
def demo(tmp_path_factory, loop):
    """A server on the demo evening; `demo.codes` has a lab in each phase."""
    home = tmp_path_factory.mktemp("demo") / "instance"
    filled = labapp("demo", "--no-serve", "--password", PASSWORD, home=home, LANG="sv_SE.UTF-8")
    assert filled.returncode == 0, filled.stderr
    server = Server(Path(home), loop).start()
    server.codes = re.findall(r"\b(\d{4} \d{4})\b", filled.stdout)
    yield server
    server.close()


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
