"""Scripts listen only to news that exists."""

import re

import pytest

from labapp.live import news

HEARD = re.compile(r"""["']([a-z_]+\.[a-z_]+)["']""")
NOT_NEWS = re.compile(r"""(?:from|import)\s*\(?\s*["'][^"']+["']""")


def names(kind):
    own = {kind.name} if "name" in vars(kind) else set()
    return own.union(*(names(child) for child in kind.__subclasses__()))


@pytest.fixture(scope="module")
def heard(root):
    scripts = [NOT_NEWS.sub("", path.read_text()) for path in (root / "static/js").rglob("*.js")]
    pages = [path.read_text() for path in (root / "templates").rglob("*.html")]
    listens = re.findall(r'data-(?:on|news|listen)="([^"]+)"', " ".join(pages))
    return set(HEARD.findall(" ".join(scripts))).union(*(each.split() for each in listens))


def test_scripts_listen_only_to_news_that_exists(heard):
    assert heard
    assert heard - names(news.News) == set()


def test_the_name_of_news_is_a_noun_and_what_happened():
    told = names(news.News)
    assert len(told) > 5
    assert [name for name in told if not re.fullmatch(r"[a-z]+\.[a-z]+", name)] == ["goodbye"]
