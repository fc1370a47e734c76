"""A phone in a crowded hall: the page to its text field weighs little, as the app sends it."""

import gzip
import re
from urllib.parse import urljoin

import pytest

from labapp.domain.ideas import Draft
from labapp.services import ideas
from tests.people import a_phone, move, op

MOST_PACKED = 30 * 1024
MOST_PLAIN = 90 * 1024
LINKED = re.compile(r'<(?:link rel="stylesheet"|script)[^>]* (?:href|src)="([^"]+)"')
BEHAVIOURS = re.compile(r'data-behaviour="([^"]+)"')
IMPORTED = re.compile(r'(?:from|import)\s*\(?\s*"(\.[^"]+)"')


class Crawler:
    """Fetches a page and all that it fetches, and weighs what comes over the wire."""

    def __init__(self, client):
        self.client = client
        self.plain = {}
        self.packed = {}

    def fetch(self, path):
        if path in self.plain:
            return
        answer = self.client.get(path, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200, path
        packed = answer.headers.get("Content-Encoding") == "gzip"
        plain = gzip.decompress(answer.data) if packed else answer.data
        self.packed[path], self.plain[path] = len(answer.data), len(plain)
        for found in needed(path, plain.decode()):
            self.fetch(urljoin(path, found))


def needed(path, text):
    if path.endswith(".js"):
        return IMPORTED.findall(text)
    if path.endswith(".css"):
        return []
    linked = LINKED.findall(text)
    app = next(link for link in linked if link.endswith("/js/app.js"))
    names = {name for names in BEHAVIOURS.findall(text) for name in names.split()}
    return [*linked, *(urljoin(app, f"behaviours/{name}.js") for name in sorted(names))]


@pytest.fixture
def crawled(lab, astrid, visitor):
    move(lab.id, astrid, "next")
    for n in range(5):
        text = f"Stöd direkt när det börjar gå snett, inte efter tre möten ({n})"
        ideas.submit_idea(lab.id, a_phone(f"phone {n}"), op(text=text), Draft(text))
    crawler = Crawler(visitor().client)
    crawler.fetch(f"/l/{lab.code}")
    return crawler


def test_the_phone_page_weighs_at_most_thirty_kilobytes(crawled):
    assert sum(crawled.packed.values()) <= MOST_PACKED, crawled.packed


def test_the_phone_page_is_at_most_ninety_kilobytes_unpacked(crawled):
    assert sum(crawled.plain.values()) <= MOST_PLAIN, crawled.plain


def test_the_socket_client_is_counted_but_does_not_come_first(crawled, root):
    assert any("socket.io" in path for path in crawled.packed)
    first = (root / "static/js/lib/live.js").read_text()
    assert 'await import("../../vendor/socket.io' in first
