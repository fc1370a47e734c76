"""Scripts listen only to news that exists."""

import re
from itertools import accumulate

import pytest

from labapp.live import news

LISTENS = re.compile(r"(?<!function )\blisten\(([^{]*)\{")
OF_THE_PAGE = {"line", "state"}  # static/js/lib/live.js tells these itself
DEPTH = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}


def names(kind):
    own = {kind.name} if "name" in vars(kind) else set()
    return own.union(*(names(child) for child in kind.__subclasses__()))


def listened(script):
    """The keys of every object that is given to listen(), not those inside its handlers."""
    for start in (match.end() for match in LISTENS.finditer(script)):
        depths = list(accumulate(DEPTH.get(sign, 0) for sign in script[start:]))
        end = depths.index(-1)
        inside = zip(script[start : start + end], [0, *depths], depths, strict=False)
        top = "".join(sign for sign, before, after in inside if before == 0 or after == 0)
        yield from re.findall(r"""["']?([a-z_]+(?:\.[a-z_]+)?)["']?\s*(?::|\(\)\s*\{)""", top)


@pytest.fixture(scope="module")
def heard(root):
    scripts = [path.read_text() for path in (root / "static/js").rglob("*.js")]
    return {name for script in scripts for name in listened(script)}


def test_scripts_listen_only_to_news_that_exists(heard):
    assert heard
    assert heard - OF_THE_PAGE - names(news.News) == set()


def test_what_is_listened_to_is_found():
    script = """
      export function listen(events) {}
      stop = listen({ "ballot.counted": ({ ballots }) => { a = { no: 1 } }, line: (l) => f(l) })
    """
    assert set(listened(script)) == {"ballot.counted", "line"}


def test_the_name_of_news_is_a_noun_and_what_happened():
    told = names(news.News)
    assert len(told) > 5
    assert [name for name in told if not re.fullmatch(r"[a-z]+\.[a-z]+", name)] == ["goodbye"]
