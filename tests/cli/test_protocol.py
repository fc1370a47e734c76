"""The papers of the protocol say what the program does: all routes and news, and no other."""

import re

import pytest

from labapp.cli.events import all_events
from labapp.cli.routes import all_routes

ROUTE = re.compile(r"^\| `(GET|POST) ([^`]+)` \|", re.MULTILINE)
NEWS = re.compile(r"^\| `([a-z.]+)` \| ([a-z, ]+) \| (.*) \|$", re.MULTILINE)


@pytest.fixture(scope="module")
def routes(root):
    return (root / "docs/protocol.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def news(root):
    return (root / "docs/news.md").read_text(encoding="utf-8")


def test_every_route_is_told_of_once_and_no_other(routes):
    told = [(method, path) for method, path in ROUTE.findall(routes)]
    answered = {(method, route.path) for route in all_routes() for method in route.methods}
    assert len(told) == len(set(told))
    assert set(told) == answered


def test_every_piece_of_news_is_told_of_with_its_audience_and_facts(news):
    told = {
        name: (audience, facts.replace("\\|", "|")) for name, audience, facts in NEWS.findall(news)
    }
    sent = {
        event.name: (
            ", ".join(event.audiences),
            ", ".join(f"`{name}: {kind}`" for name, kind in event.facts.items()),
        )
        for event in all_events()
    }
    assert told == sent
