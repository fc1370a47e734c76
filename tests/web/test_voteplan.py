"""The desk's page of votes, and a lab that votes in several ways."""

from types import SimpleNamespace

import pytest

from labapp.domain.ideas import Draft
from labapp.domain.phases import PlannedPhase
from labapp.domain.proposals import Content
from labapp.domain.rules import USUAL, Method, Rule
from labapp.domain.vote_errors import ProposalInVote, VoteBegun, WithoutCost
from labapp.domain.voting import Ballot, RoundStatus, Vote, VoteOn
from labapp.services import ideas, themes, votes, voting
from labapp.services.proposals import Writing, write_proposal
from labapp.store.ballot import latest_round, rounds_of
from labapp.store.idea import all_ideas
from labapp.store.lab import lab_by_code
from labapp.store.offer import offers_of
from tests.people import a_phone, leader, move, op, open_lab

PHASES = (
    PlannedPhase("ideate_solo", "Idéer", 5),
    PlannedPhase("vote", "Rösta om teman", 5, vote=Vote(VoteOn.THEMES, USUAL[Method.SINGLE])),
    PlannedPhase("vote", "Rösta om idéer", 5),
)


@pytest.fixture
def several(astrid):
    """A lab with two ideas, a theme and a proposal, and two steps that vote."""
    lab = lab_by_code(open_lab(astrid, phases=PHASES))
    several = SimpleNamespace(id=lab.id, code=lab.code, phases=[phase.id for phase in lab.phases])
    move(several.id, astrid, "next")
    for text in ("Fler bänkar", "Längre öppet"):
        ideas.submit_idea(several.id, a_phone(text), op(), Draft(text))
    themes.add_theme(several.id, astrid, op(), "Torget")
    write_proposal(several.id, leader(astrid), op(), Writing(Content(title="Bänkar på torget")))
    return several


def form(lab, step, **fields):
    return {"phase": lab.phases[step], "max_per_choice": 1, "points": 3} | fields


def test_a_step_votes_in_its_own_way_and_the_next_as_the_lab_says(several, astrid):
    move(several.id, astrid, "next", "next")
    first, second = rounds_of(several.id)
    assert (first.vote_on, first.rule) == (VoteOn.THEMES, USUAL[Method.SINGLE])
    assert (second.vote_on, second.rule) == (VoteOn.IDEAS, Rule(3, 1))
    assert (first.status, second.status) == (RoundStatus.CLOSED, RoundStatus.OPEN)


def test_a_step_that_votes_again_takes_the_place_of_its_own_round_alone(several, astrid):
    move(several.id, astrid, "next", "next", "previous", "next")
    states = [(each.vote_on, each.status) for each in rounds_of(several.id)]
    assert states == [
        (VoteOn.THEMES, RoundStatus.SUPERSEDED),
        (VoteOn.IDEAS, RoundStatus.SUPERSEDED),
        (VoteOn.THEMES, RoundStatus.CLOSED),
        (VoteOn.IDEAS, RoundStatus.OPEN),
    ]


def test_the_page_plans_a_vote_on_proposals(desk_browser, several, astrid):
    here = f"/labs/{several.code}/votes"
    fields = form(several, 2, vote_on="proposals", vote_method="stance")
    assert desk_browser.submit(here, **fields).status_code == 303
    assert "håller med eller inte, ett val i taget" in desk_browser.open(here).text
    move(several.id, astrid, "next", "next")
    (offer,) = offers_of(latest_round(several.id))
    assert (offer.text, offer.number, offer.on) == ("Bänkar på torget", 1, VoteOn.PROPOSALS)
    ballot = Ballot(round=latest_round(several.id).id, n=1, marks={offer.id: -1})
    assert voting.cast_ballot(several.id, a_phone(), op(), ballot)


def test_a_step_goes_back_to_what_the_lab_says(desk_browser, several):
    here = f"/labs/{several.code}/votes"
    assert desk_browser.submit(f"{here}/usual", phase=several.phases[1]).status_code == 303
    assert lab_by_code(several.code).phases[1].vote is None


def test_a_vote_that_is_open_keeps_its_rule(desk_browser, several, astrid):
    move(several.id, astrid, "next")
    with pytest.raises(VoteBegun):
        votes.plan_vote(several.id, astrid, op(), several.phases[1], Vote())
    fields = form(several, 1, vote_on="ideas", vote_method="dots")
    answer = desk_browser.submit(f"/labs/{several.code}/votes", **fields)
    assert answer.status_code == 409
    assert "Reglerna gäller tills den stängs." in answer.text


def test_a_budget_waits_for_what_its_choices_cost(desk_browser, several, astrid):
    here = f"/labs/{several.code}/votes"
    budget = form(several, 2, vote_on="ideas", vote_method="budget", points=50000)
    desk_browser.submit(here, **budget)
    move(several.id, astrid, "next")
    with pytest.raises(WithoutCost) as refused:
        move(several.id, astrid, "next")
    assert refused.value.facts["missing"] == 2
    page = desk_browser.open(here).text
    assert "Vad det kostar" in page
    one, two = (idea.id for idea in all_ideas(several.id))
    costs = {f"cost-{one}": "20 000 kr", f"cost-{two}": "40000"}
    assert desk_browser.submit(f"{here}/costs", on="ideas", **costs).status_code == 303
    move(several.id, astrid, "next")
    assert [offer.cost for offer in offers_of(latest_round(several.id))] == [20000, 40000]


@pytest.mark.parametrize("said", ["mycket", "-5", "9" * 13])
def test_a_cost_that_is_none_is_refused(desk_browser, several, said):
    (one, *_) = (idea.id for idea in all_ideas(several.id))
    fields = {"on": "ideas", f"cost-{one}": said}
    answer = desk_browser.submit(f"/labs/{several.code}/votes/costs", **fields)
    assert answer.status_code == 400


def test_editing_the_lab_keeps_how_its_steps_vote(desk_browser, several):
    page = desk_browser.open(f"/labs/{several.code}/edit").text
    assert 'name="vote" value="themes:single:1:1"' in page


def test_a_proposal_that_is_voted_on_stands_until_the_vote_is_closed(several, astrid):
    on_proposals = Vote(VoteOn.PROPOSALS, USUAL[Method.SUPPORT])
    votes.plan_vote(several.id, astrid, op(), several.phases[1], on_proposals)
    again = Writing(Content(title="Inga bänkar"), number=1, version=1)
    move(several.id, astrid, "next")
    with pytest.raises(ProposalInVote):
        write_proposal(several.id, leader(astrid), op(), again)
    move(several.id, astrid, "next")
    assert write_proposal(several.id, leader(astrid), op(), again)
