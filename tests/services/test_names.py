"""Participants propose names for themes; the facilitator takes one or lets it go."""

import pytest

from labapp.domain.errors import (
    LabClosed,
    NotFound,
    PhaseClosed,
    TextMissing,
    TextTooLong,
    ThemeNameTaken,
)
from labapp.services import labs, names, themes
from labapp.store.db import session
from labapp.store.idea import theme_in, themes_of
from labapp.store.name import names_in
from tests.people import a_phone, move, op


@pytest.fixture
def theme(lab, astrid):
    """A theme, while ideas are put into themes."""
    move(lab.id, astrid, "next", "next")
    themes.add_theme(lab.id, astrid, op(), "Plats att vila")
    return themes_of(lab.id)[0]


def propose(lab, theme, name, phone="phone"):
    return names.propose_name(lab.id, a_phone(phone), op(), theme.id, name)


def waiting(lab):
    session().expire_all()
    return [each.name for each in names_in(lab.id)]


def test_a_phone_has_one_proposal_for_a_theme_and_only_the_desk_hears(lab, theme):
    first = propose(lab, theme, " Vila ")
    propose(lab, theme, "Gröna rum")
    propose(lab, theme, "Bänkar", "another")
    assert waiting(lab) == ["Gröna rum", "Bänkar"]
    (news,) = first.news
    assert (news.name, news.audience) == ("name.proposed", ("desk",))
    assert theme_in(lab.id, theme.id).name == "Plats att vila"


def test_what_is_taken_is_the_themes_name_and_all_who_said_it_wait_no_more(lab, theme, astrid):
    for phone, name in (("a", "Gröna rum"), ("b", "gröna rum"), ("c", "Bänkar")):
        propose(lab, theme, name, phone)
    taken = names.take_name(lab.id, astrid, op(), names_in(lab.id)[0].id)
    assert [news.name for news in taken.news] == ["theme.changed"]
    assert waiting(lab) == ["Bänkar"]
    assert theme_in(lab.id, theme.id).name == "Gröna rum"


def test_what_is_dismissed_is_gone(lab, theme, astrid):
    propose(lab, theme, "Dumt")
    number = names_in(lab.id)[0].id
    names.dismiss_name(lab.id, astrid, op(), number)
    assert waiting(lab) == []
    for act in (names.take_name, names.dismiss_name):
        with pytest.raises(NotFound):
            act(lab.id, astrid, op(), number)


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("", TextMissing), ("x" * 81, TextTooLong), ("plats att VILA", ThemeNameTaken)],
)
def test_a_name_is_refused_as_a_themes_is(lab, theme, name, refusal):
    with pytest.raises(refusal):
        propose(lab, theme, name)
    assert waiting(lab) == []


def test_a_name_that_another_theme_got_meanwhile_is_not_taken(lab, theme, astrid):
    propose(lab, theme, "Bänkar")
    themes.add_theme(lab.id, astrid, op(), "Bänkar")
    with pytest.raises(ThemeNameTaken):
        names.take_name(lab.id, astrid, op(), names_in(lab.id)[0].id)
    assert waiting(lab) == ["Bänkar"]


def test_names_are_proposed_while_themes_are_made_and_for_themes_that_there_are(lab, theme, astrid):
    with pytest.raises(NotFound):
        names.propose_name(lab.id, a_phone(), op(), 10**6, "Vila")
    themes.remove_theme(lab.id, astrid, op(), theme.id)
    with pytest.raises(NotFound):
        propose(lab, theme, "Vila")
    move(lab.id, astrid, "previous")
    with pytest.raises(PhaseClosed):
        propose(lab, theme, "Vila")


def test_what_nobody_took_is_forgotten_when_the_lab_is_closed(lab, theme, astrid):
    propose(lab, theme, "Vila")
    labs.close_lab(lab.id, astrid, op())
    assert waiting(lab) == []
    with pytest.raises(LabClosed):
        propose(lab, theme, "Vila")
