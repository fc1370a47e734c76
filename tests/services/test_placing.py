"""Participants say where an idea belongs; the facilitator moves it, or lets it be."""

import pytest
from sqlalchemy import select

from labapp.domain.errors import IdeaGone, LabClosed, NotFound, PhaseClosed
from labapp.domain.ideas import Draft
from labapp.domain.placing import RATE, TooManyPlaces
from labapp.services import ideas, labs, merging, placing, themes
from labapp.store.db import session
from labapp.store.idea import all_ideas, idea_in, themes_of
from labapp.store.placing import Placement, placements_in
from tests.people import a_phone, move, op


@pytest.fixture
def grouping(lab, astrid):
    """Two ideas and two themes, while ideas are put into themes."""
    move(lab.id, astrid, "next")
    for text in ("Fler bänkar", "Läxhjälp"):
        ideas.submit_idea(lab.id, a_phone(text), op(), Draft(text))
    move(lab.id, astrid, "next")
    for name in ("Parken", "Skolan"):
        themes.add_theme(lab.id, astrid, op(), name)
    return lab


@pytest.fixture
def idea(grouping):
    return all_ideas(grouping.id)[0].id


@pytest.fixture
def park(grouping):
    return themes_of(grouping.id)[0].id


@pytest.fixture
def school(grouping):
    return themes_of(grouping.id)[1].id


def say(lab, idea, theme, phone="phone"):
    return placing.say_place(lab.id, a_phone(phone), op(), idea, theme)


def said(lab):
    """By how many each idea is said to belong in which theme."""
    session().expire_all()
    return {(idea, each.theme): each.people for idea, each in placements_in(lab.id)}


def test_a_phone_has_one_say_of_an_idea_and_only_the_desk_hears(grouping, idea, park, school):
    say(grouping, idea, school)
    told = say(grouping, idea, park)
    say(grouping, idea, park, "another")
    assert said(grouping) == {(idea, park): 2}
    (news,) = told.news
    assert (news.name, news.audience) == ("idea.placed", ("desk",))
    assert idea_in(grouping.id, idea).theme_id is None


def test_moving_the_idea_or_letting_it_be_answers_all_who_said_something(
    grouping, astrid, idea, park, school
):
    say(grouping, idea, park)
    themes.put_all_in_theme(grouping.id, astrid, op(), [idea], school)
    assert said(grouping) == {}
    say(grouping, idea, park)
    placing.dismiss_places(grouping.id, astrid, op(), idea)
    assert said(grouping) == {}
    assert idea_in(grouping.id, idea).theme_id == school


def test_what_is_read_under_another_is_placed_with_it(grouping, astrid, idea, park):
    other = all_ideas(grouping.id)[1].id
    say(grouping, idea, park, "before")
    say(grouping, other, park, "another")
    merging.merge_ideas(grouping.id, astrid, op(), other, [idea])
    say(grouping, idea, park, "before")
    assert said(grouping) == {(other, park): 2}
    merging.split_ideas(grouping.id, astrid, op(), [idea])
    assert said(grouping) == {(idea, park): 1, (other, park): 2}
    merging.merge_ideas(grouping.id, astrid, op(), other, [idea])
    themes.put_all_in_theme(grouping.id, astrid, op(), [other], park)
    assert not session().scalars(select(Placement)).all()


def test_a_theme_that_was_taken_away_is_said_no_more(grouping, astrid, idea, park):
    say(grouping, idea, park)
    themes.remove_theme(grouping.id, astrid, op(), park)
    assert said(grouping) == {}
    with pytest.raises(NotFound):
        say(grouping, idea, park)


def test_a_script_does_not_drown_the_desk(grouping, astrid, park):
    move(grouping.id, astrid, "previous")
    for n in range(RATE.per_minute):
        ideas.submit_idea(grouping.id, a_phone(str(n)), op(), Draft(f"Idé {n}"))
    move(grouping.id, astrid, "next")
    *many, last = [idea.id for idea in all_ideas(grouping.id)][-RATE.per_minute - 1 :]
    for idea in many:
        say(grouping, idea, park)
    with pytest.raises(TooManyPlaces):
        say(grouping, last, park)


def test_what_cannot_be_placed_is_refused(grouping, astrid, idea, park):
    with pytest.raises(NotFound):
        say(grouping, 999, park)
    ideas.hide_idea(grouping.id, astrid, op(), idea, ("insult", ""))
    with pytest.raises(IdeaGone):
        say(grouping, idea, park)
    move(grouping.id, astrid, "previous")
    with pytest.raises(PhaseClosed):
        say(grouping, all_ideas(grouping.id)[1].id, park)


def test_a_closed_lab_remembers_nothing_of_it(grouping, astrid, idea, park, school):
    say(grouping, idea, park)
    say(grouping, idea, school, "another")
    themes.remove_theme(grouping.id, astrid, op(), park)
    labs.close_lab(grouping.id, astrid, op())
    assert not session().scalars(select(Placement)).all()
    with pytest.raises(LabClosed):
        say(grouping, idea, park)
