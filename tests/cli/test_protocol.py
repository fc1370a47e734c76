"""docs/protocol.md says what the program does: every route and all the news, and no other."""

import re

import pytest

from labapp.cli.events import all_events
from labapp.cli.routes import all_routes

ROUTE = re.compile(r"^\| `(GET|POST) ([^`]+)` \|", re.MULTILINE)
NEWS = re.compile(r"^\| `([a-z.]+)` \| ([a-z, ]+) \| (.*) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs/protocol.md").read_text(encoding="utf-8")


def test_every_route_is_told_of_once_and_no_other(page):
    told = [(method, path) for method, path in ROUTE.findall(page)]
    answered = {(method, route.path) for route in all_routes() for method in route.methods}
    assert len(told) == len(set(told))
    assert set(told) == answered


def test_every_piece_of_news_is_told_of_with_its_audience_and_facts(page):
    told = {
        name: (audience, facts.replace("\\|", "|")) for name, audience, facts in NEWS.findall(page)
    }
    sent = {
        event.name: (
            ", ".join(event.audiences),
            ", ".join(f"`{name}: {kind}`" for name, kind in event.facts.items()),
        )
        for event in all_events()
    }
    assert told == sent
