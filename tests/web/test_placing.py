"""A phone says where an idea belongs, on the idea's page; the desk moves it, or lets it be."""

import pytest

from labapp.domain.ideas import Draft
from labapp.services import ideas
from labapp.store.db import session
from labapp.store.idea import all_ideas, idea_in
from tests.people import a_phone, move, op


@pytest.fixture
def idea(lab, theme, astrid):
    """An idea without a theme, while ideas are put into themes."""
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Fler bänkar"))
    move(lab.id, astrid, "next")
    return all_ideas(lab.id)[-1]


@pytest.fixture
def said(visitor, lab, idea, theme):
    """Two phones have said, without scripts, that it belongs in the theme."""
    for _ in range(2):
        browser = visitor()
        assert f"/l/{lab.code}/ideas/{idea.number}" in browser.open(f"/l/{lab.code}").text
        page = browser.open(f"/l/{lab.code}/ideas/{idea.number}").text
        assert "Var hör idén hemma?" in page
        there = f"/l/{lab.code}/ideas/{idea.id}/theme"
        assert f'action="{there}"' in page
        sent = browser.submit(there, theme=theme.id)
        assert sent.location == f"/l/{lab.code}?saved=1#themes"
    return f'2 säger att den hör hemma i</span> <b dir="auto">{theme.name}'


def test_the_desk_moves_it_there(desk_browser, visitor, here, lab, idea, theme, said):
    assert said in desk_browser.open(here).text
    assert "säger att den hör hemma" not in visitor().open(f"/l/{lab.code}").text
    moved = desk_browser.submit(f"{here}/ideas/theme", ideas=idea.id, theme=theme.id)
    assert moved.status_code == 303
    session().expire_all()
    assert idea_in(lab.id, idea.id).theme_id == theme.id
    assert said not in desk_browser.open(here).text


def test_the_desk_lets_it_be(desk_browser, here, lab, idea, said):
    desk_browser.open(here)
    answered = desk_browser.submit(f"{here}/ideas/{idea.id}/places/dismissal")
    assert answered.status_code == 303
    assert said not in desk_browser.open(here).text
    assert idea_in(lab.id, idea.id).theme_id is None


def test_it_is_asked_only_while_ideas_are_put_into_themes(visitor, lab, idea, theme, astrid):
    move(lab.id, astrid, "previous")
    browser = visitor()
    browser.open(f"/l/{lab.code}")
    assert "hör idén hemma" not in browser.open(f"/l/{lab.code}/ideas/{idea.number}").text
    refused = browser.submit(f"/l/{lab.code}/ideas/{idea.id}/theme", theme=theme.id)
    assert refused.status_code == 409
    assert browser.send(f"/l/{lab.code}/ideas/{idea.id}/theme", theme="x")[0] == 400
