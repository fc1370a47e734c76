"""The desk as a screen reader has it: what everything is called, and in what order it comes."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, sign_in
from tests.journeys.test_evening import SOON
from tests.servers import on

pytestmark = on("eventlet")

THEMES = 4  # of the demo's labs: the one that makes themes
CONTROLS = {"button", "link", "checkbox", "radio", "searchbox", "textbox", "DisclosureTriangle"}
ORDER = (
    ("link", "Till innehållet"),
    ("banner", ""),
    ("heading", "Hur skapar vi en skola"),
    ("link", "QR-kod"),
    ("main", ""),
    ("region", "Grupper"),
    ("button", "Lägg till 2 min"),
    ("button", "Paus"),
    ("button", "Tillbaka"),
    ("button", "Nästa"),
    ("region", "Idéer"),
    ("link", "Skriv in en idé"),
    ("radio", "Utan tema"),
    ("searchbox", "Sök bland idéerna"),
    ("button", "Markera alla som syns"),
    ("button", "Föreslå dubbletter"),
    ("list", "Idéer"),
    ("checkbox", "Markera idé 60"),
    ("button", "Flytta idé 60 till ett tema"),
    ("button", "Dölj idé 60"),
    ("checkbox", "Markera idé 59"),
    ("region", "Teman"),
    ("link", "Nytt tema"),
    ("button", "Ändra temat"),
)
STOPS = 24
PANES = (".pane--now", ".pane--ideas", ".pane--themes")
BOXES = """pane => [...pane.querySelectorAll("a[href], button, input, summary")]
    .filter(each => each.checkVisibility() && each.offsetWidth)
    .map(each => {
      const { left, right, top, bottom } = each.getBoundingClientRect()
      return [left, right, top, bottom]
    })"""


class Reader:
    """What assistive technology is given of a page, in its order."""

    def __init__(self, page):
        self.line = page.context.new_cdp_session(page)
        nodes = self.line.send("Accessibility.getFullAXTree")["nodes"]
        self.by_id = {node["nodeId"]: node for node in nodes}
        self.read = [node for node in self._under(nodes[0]) if not node["ignored"]]
        self.place = {node.get("backendDOMNodeId"): at for at, node in enumerate(self.read)}

    def _under(self, node):
        yield node
        for child in node.get("childIds", ()):
            if child in self.by_id:
                yield from self._under(self.by_id[child])

    def all(self, *roles):
        return [(said(n, "role"), said(n, "name")) for n in self.read if said(n, "role") in roles]

    def focused(self):
        """Where in the order the focus is."""
        found = self.line.send("Runtime.evaluate", {"expression": "document.activeElement"})
        what = self.line.send("DOM.describeNode", {"objectId": found["result"]["objectId"]})
        return self.place.get(what["node"]["backendNodeId"])


def said(node, what):
    return node.get(what, {}).get("value", "")


def levels(reader):
    """How deep each heading is, in order."""
    headings = [node for node in reader.read if said(node, "role") == "heading"]
    return [
        next(each["value"]["value"] for each in node["properties"] if each["name"] == "level")
        for node in headings
    ]


@pytest.fixture
def desk(demo, people):
    page = people(DESK)
    sign_in(page, demo.url)
    page.goto(f"{demo.url}/labs/{demo.codes[THEMES].replace(' ', '')}")
    expect(page.locator("#find")).to_be_visible(**SOON)
    return page


def reads_on(boxes):
    """Whether each thing lies below the one before it, or to the right of it."""
    pairs = pairwise(boxes)
    return [
        (one, other)
        for one, other in pairs
        if not (other[2] >= one[3] - 4 or other[0] >= one[0] + 1)
    ]


def test_the_desk_reads_in_the_order_that_it_is_seen(desk):
    reader = Reader(desk)
    assert [role for role, name in reader.all(*CONTROLS) if not name.strip()] == []
    roles = {role for role, _name in ORDER}
    told = iter(reader.all(*roles))
    for role, name in ORDER:
        assert any(r == role and n.startswith(name) for r, n in told), (role, name)
    assert [len(reader.all(role)) for role in ("banner", "main")] == [1, 1]
    deep = levels(reader)
    assert deep.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(deep))
    for pane in PANES:
        assert reads_on(desk.locator(pane).evaluate(BOXES)) == [], pane
    lefts = [desk.locator(pane).bounding_box()["x"] for pane in PANES]
    assert lefts == sorted(lefts)
    focus_follows(desk, reader)
    what_is_marked_is_said(desk)


def focus_follows(desk, reader):
    """Tab goes through the same order."""
    stops = []
    for _ in range(STOPS):
        desk.keyboard.press("Tab")
        stops.append(reader.focused())
    assert None not in stops
    assert stops == sorted(set(stops))


def what_is_marked_is_said(desk):
    """A change away from the focus stands in a live region."""
    for status in ("#found", "#done", "[data-behaviour=desk-announce]"):
        expect(desk.locator(status)).to_have_attribute("role", "status")
    desk.keyboard.press("/")
    desk.keyboard.type("lärare")
    expect(desk.locator("#found")).to_contain_text("träffar")
    desk.keyboard.press("Enter")
    desk.keyboard.press("Space")
    expect(desk.locator("#done")).to_have_text("1 markerade")
