"""The web page of the summary, from its template alone."""

import re
from html.parser import HTMLParser

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from labapp.domain.rules import Method
from labapp.domain.voting import VoteOn
from labapp.exports import FORMATS
from labapp.exports.layout import lay_out
from labapp.i18n import locale
from labapp.i18n.templates import equip
from tests.exports.conftest import HOSTILE
from tests.exports.pdf import plain
from tests.exports.ways import lab, vote


class Seen(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def values(self, name):
        return [attrs[name] for _, attrs in self.elements if name in attrs]


@pytest.fixture
def show(root):
    def page(summary, tag="sv"):
        paths = FileSystemLoader(root / "templates")
        env = Environment(
            loader=paths,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        equip(env)
        with locale.speaking(tag):
            template = env.get_template("summary/_summary.html")
            return Seen(template.render(paper=lay_out(summary, locale.words(tag))))

    return page


@pytest.mark.parametrize("kind", ["school", "draft", "hostile"])
def test_every_link_leads_somewhere_and_every_place_is_one(kind, show, request):
    seen = show(request.getfixturevalue(kind))
    places = seen.values("id")
    assert len(places) == len(set(places))
    links = [link.removeprefix("#") for link in seen.values("href")]
    assert links
    assert set(links) | set(seen.values("aria-labelledby")) <= set(places)


@pytest.mark.parametrize("on", VoteOn)
@pytest.mark.parametrize("method", Method)
def test_the_page_shows_every_way_to_vote_with_all_its_numbers(method, on, show):
    summary = lab(vote(method, VoteOn.IDEAS), vote(method, on, number=2))
    seen, paper = show(summary, "en"), lay_out(summary, locale.words("en"))
    text, places = plain(seen.text), seen.values("id")
    assert {link.removeprefix("#") for link in seen.values("href")} <= set(places)
    for shown in paper.results:
        assert shown.title in text
        assert shown.about in text
        for tier in shown.leading:
            assert tier.number in text
            assert tier.note in text
    bars = sum(attrs.get("class") == "bar" for _, attrs in seen.elements)
    assert bars == sum(len(shown.leading) for shown in paper.results if shown.drawn)


def test_nothing_is_styled_or_run_inline(show, hostile):
    seen = show(hostile)
    assert not seen.values("style")
    assert not any(tag in {"script", "style"} for tag, _ in seen.elements)
    assert not any(re.match("on[a-z]", name) for _, attrs in seen.elements for name in attrs)


@pytest.mark.parametrize("written", HOSTILE)
def test_what_tries_to_be_more_than_text_is_text(written, show, hostile):
    assert plain(written) in plain(show(hostile).text)


def test_residents_words_are_quotes_in_their_own_direction(show, school):
    quotes = [attrs for tag, attrs in show(school).elements if tag == "q"]
    assert {attrs["dir"] for attrs in quotes} == {"auto"}
    assert "ar" in {attrs.get("lang") for attrs in quotes}
    assert "und" not in {attrs.get("lang") for attrs in quotes}


@pytest.mark.parametrize("tag", ["sv", "en"])
def test_page_and_pdf_draw_the_same_paper(tag, show, school):
    paper, text = lay_out(school, locale.words(tag)), plain(show(school, tag).text)
    for said in (paper.lead, paper.stamp, *paper.foot, *paper.ask.sentences):
        assert plain(said) in text


def test_the_page_offers_every_format(root):
    page = (root / "templates" / "summary" / "page.html").read_text()
    assert "{{ address }}.{{ format }}" in page
    assert set(FORMATS) == {"pdf", "csv", "json"}
