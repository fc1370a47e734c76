"""The paper's words, without any format."""

from dataclasses import replace

import pytest

from labapp.exports.layout import lay_out
from labapp.i18n.locale import words
from tests.exports.almedalen import demo_day

ENGLISH = words("en")


@pytest.fixture
def paper(school):
    return lay_out(school, ENGLISH)


def test_the_figures_are_the_expected_ones_of_the_demo(paper):
    expected = demo_day()["labs"][0]["expected"]
    assert [figure.value for figure in paper.figures] == [
        str(expected[key]) for key in ("participants", "contributors", "voters", "submitted")
    ]


def test_equal_ideas_share_one_number_and_one_bracket(paper):
    third = paper.results[0].leading[2]
    assert (third.rank, third.tied, third.voters) == ("3", "equal", "8 of 44")
    assert [saying.label for saying in third.sayings] == ["Idea 15", "Idea 35", "Idea 52"]
    assert (third.share, third.interval) == ("18%", "10–32")


def test_all_choices_stand_in_the_full_table(school, paper):
    count = sum(len(tier.sayings) for tier in paper.results[0].all)
    assert count == len(school.rounds[0].rows) == 41


def test_a_shared_first_place_names_no_winner(school):
    first = school.rounds[0].rows[0]
    rows = (replace(first, tied=True), replace(first, tied=True, idea_number=30))
    vote = replace(school.rounds[0], rows=rows)
    said = lay_out(replace(school, rounds=(vote,)), ENGLISH).lead
    assert "Ideas 58 and 30 got equally many dots, and the most: 10 dots each." in said


def test_a_hidden_choice_keeps_its_votes_and_loses_its_words(school):
    rows = (replace(school.rounds[0].rows[0], label=""),)
    vote = replace(school.rounds[0], rows=rows)
    saying = lay_out(replace(school, rounds=(vote,)), ENGLISH).results[0].all[0].sayings[0]
    assert (saying.label, saying.text) == ("Idea 58", "hidden by the facilitator")
    assert not saying.by_residents


def test_a_replaced_vote_is_mentioned_and_not_counted(school):
    old = replace(school.rounds[0], superseded=True)
    paper = lay_out(
        replace(school, rounds=(old, replace(old, number=2, superseded=False))), ENGLISH
    )
    assert len(paper.results) == 1
    said = " ".join(sentence for one in paper.sections for sentence in one.sentences)
    assert "An earlier vote (number 1" in said


def test_the_answer_has_a_day_or_says_that_it_has_none(school, paper):
    assert "31 August 2018" in paper.ask.sentences[0]
    undated = lay_out(replace(school, answer_by=None), ENGLISH)
    assert "No date" in undated.ask.sentences[0]


def test_a_draft_is_marked_until_it_is_published(draft, paper):
    assert paper.draft == ""
    assert lay_out(draft, ENGLISH).draft == "DRAFT"


def test_what_was_hidden_is_counted_with_its_reason(paper):
    hidden = next(one for one in paper.sections if one.anchor == "hidden")
    assert hidden.sentences == ("1 idea was hidden by the facilitator.",)
    assert hidden.tables[0].rows == (("insult", "1"),)


def test_merged_ideas_stay_readable_under_the_one_that_is_kept(school, paper):
    merged = [other for one in paper.groups for idea in one.ideas for other in idea.merged]
    assert len(merged) == school.merged == 14


def test_an_idea_in_another_language_says_which(paper):
    notes = {idea.label: idea.notes for one in paper.groups for idea in one.ideas}
    assert notes["Idea 41"] == ("in Arabic",)
    assert notes["Idea 3"] == ()


def test_a_masked_idea_says_so(paper):
    notes = {idea.label: idea.notes for one in paper.groups for idea in one.ideas}
    assert notes["Idea 53"] == ("partly masked by the facilitator",)


@pytest.mark.parametrize("kind", ["school", "draft", "hostile"])
def test_every_figure_leads_to_a_table(kind, request):
    paper = lay_out(request.getfixturevalue(kind), ENGLISH)
    tables = {table.anchor for one in paper.sections for table in one.tables}
    assert {figure.anchor for figure in paper.figures} <= tables
