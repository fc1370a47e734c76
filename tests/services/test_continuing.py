"""The next meeting begins with what the last one came to, and leads back to it."""

import pytest

from labapp.domain.ideas import Channel, Draft
from labapp.domain.proposals import Content
from labapp.services import ideas, labs, proposals, themes
from labapp.services.proposals import Writing
from labapp.services.summaries import summarise_lab
from labapp.store.ballot import latest_round
from labapp.store.idea import all_ideas, themes_of
from labapp.store.lab import lab_by_code
from labapp.store.offer import offers_of
from labapp.store.proposal import all_proposals
from tests.people import PHASES, a_phone, leader, move, op, plan


@pytest.fixture
def earlier(lab, astrid):
    """Three ideas, one of them hidden, one in a theme with a proposal on it."""
    move(lab.id, astrid, "next")
    made = [
        ideas.submit_idea(lab.id, a_phone(name), op(), Draft(name)).facts["idea"]["id"]
        for name in ("Oförskämt", "Läxhjälp", "Fler bänkar")
    ]
    ideas.hide_idea(lab.id, astrid, op(), made[0], ("insult", ""))
    theme = themes.add_theme(lab.id, astrid, op(), "Stöd").facts["theme"]
    themes.put_in_theme(lab.id, astrid, op(), made[1], theme)
    content = Content(title="Läxhjälp varje dag", ideas=(2,))
    proposals.write_proposal(lab.id, leader(astrid), op(), Writing(content))
    return lab


@pytest.fixture
def next_one(earlier, astrid):
    opened = labs.open_lab(astrid, op(), plan(phases=PHASES[2:]), earlier.id)
    return lab_by_code(opened.facts["code"])


def test_what_may_be_read_comes_along_with_its_number(next_one):
    carried = [(idea.number, idea.text, idea.came_from) for idea in all_ideas(next_one.id)]
    assert carried == [(1, "Läxhjälp", 2), (2, "Fler bänkar", 3)]
    assert {idea.channel for idea in all_ideas(next_one.id)} == {Channel.ASYNC}
    assert {idea.participant_id for idea in all_ideas(next_one.id)} == {None}
    (theme,) = themes_of(next_one.id)
    assert theme.name == "Stöd"
    assert [idea.number for idea in all_ideas(next_one.id) if idea.theme_id == theme.id] == [1]
    (proposal,) = all_proposals(next_one.id)
    assert (proposal.says.ideas, proposal.came_from) == ((1,), 1)


def test_it_can_begin_with_a_vote_on_them(next_one, astrid):
    move(next_one.id, astrid, "next")
    assert [offer.text for offer in offers_of(latest_round(next_one.id))] == [
        "Läxhjälp",
        "Fler bänkar",
    ]


def test_the_summary_leads_back(next_one, earlier):
    made = summarise_lab(next_one.id)
    assert made.continues == earlier.question
    lines = [idea for theme in made.themes for idea in theme.ideas] + list(made.unthemed)
    assert [line.came_from for line in lines] == [2, 3]
    assert made.joined == 0
    assert (made.submitted, made.shown, made.unique, made.carried) == (0, 0, 0, 2)
    assert made.channels == ()
    assert {line.from_lab for line in lines} == {earlier.code}


def test_the_earlier_lab_stays_as_it_was(next_one, earlier):
    assert [idea.number for idea in all_ideas(earlier.id)] == [1, 2, 3]
    assert summarise_lab(earlier.id).continues == ""
