"""No violation of WCAG 2.2 AA that a machine can find: any page, any phase, two languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import DESK, PHONE, SCREEN, sign_in
from tests.servers import on

pytestmark = on("eventlet")

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LANGUAGES = ["sv-SE", "en-GB"]
PHASES = ["published", "other", "waiting", "collect", "themes", "vote", "counted", "results"]


def violations(page):
    only = {"type": "tag", "values": TAGS}
    found = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]})
    return [
        (rule["id"], [node["html"][:160] for node in rule["nodes"][:3]])
        for rule in found.response["violations"]
    ]


def look(page, url, where):
    answer = page.goto(f"{url}{where}")
    assert answer.ok, where
    page.wait_for_load_state("networkidle")
    assert violations(page) == [], where


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_pages(demo, people, locale, scheme):
    page = people(PHONE, locale=locale, color_scheme=scheme)
    for where in ("/", "/about", "/accessibility", "/sign-in"):
        look(page, demo.url, where)


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("at", range(2, 8), ids=PHASES[2:])
def test_phones_in_each_phase(demo, people, locale, at):
    scheme = "dark" if (at + LANGUAGES.index(locale)) % 2 else "light"
    page = people(PHONE, locale=locale, color_scheme=scheme)
    look(page, demo.url, f"/l/{demo.codes[at].replace(' ', '')}")


@pytest.mark.parametrize("locale", LANGUAGES)
def test_desk_and_screen_in_each_phase(demo, people, locale):
    desk = people(DESK, locale=locale)
    sign_in(desk, demo.url)
    for where in ("/labs", "/labs/new", "/processes", "/methods"):
        look(desk, demo.url, where)
    for at in range(LANGUAGES.index(locale), 8, 2):  # every other phase in each language
        code = demo.codes[at].replace(" ", "")
        desk.emulate_media(color_scheme="dark" if at // 2 % 2 else "light")
        desk.set_viewport_size(DESK["viewport"])
        look(desk, demo.url, f"/labs/{code}")
        desk.set_viewport_size(SCREEN["viewport"])
        look(desk, demo.url, f"/labs/{code}/screen")
    desk.set_viewport_size(DESK["viewport"])
    code = demo.codes[0].replace(" ", "")
    for page in ("summary", "edit", "continuation", "tables", "proposals", "kit"):
        look(desk, demo.url, f"/labs/{code}/{page}")
    code = demo.codes[PHASES.index("vote")].replace(" ", "")
    for page in ("paper", "paper/ballots", "paper/check"):
        look(desk, demo.url, f"/labs/{code}/{page}")


@pytest.mark.parametrize(("at", "scheme"), [(3, "light"), (5, "dark")], ids=["collect", "vote"])
def test_hosts_and_shared_screens(demo, people, at, scheme):
    desk = people(DESK)
    sign_in(desk, demo.url)
    desk.goto(f"{demo.url}/labs/{demo.codes[at].replace(' ', '')}/tables")
    code = desk.locator(".table-card__code").first.inner_text()
    host = people(PHONE, color_scheme=scheme)
    host.goto(demo.url)
    host.locator("#code").fill(code)
    host.locator("main form button").click()
    host.wait_for_url("**/host/*")
    assert violations(host) == []
    look(host, host.url, "/kiosk")
