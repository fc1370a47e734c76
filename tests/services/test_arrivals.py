"""Whoever joins by an action, and not by a socket, is counted at once on desk and projector."""

import pytest

from labapp.domain.ideas import Channel, Draft
from labapp.live import hub
from labapp.services import ideas
from tests.people import leader, move, op


@pytest.fixture
def counted(monkeypatch):
    labs = []
    monkeypatch.setattr(hub, "tell_presence", labs.append)
    return labs


def test_the_first_idea_of_a_phone_counts_it_and_the_second_does_not(lab, astrid, phone, counted):
    move(lab.id, astrid, "next")
    for text in ("Ett", "Två"):
        ideas.submit_idea(lab.id, phone, op(), Draft(text))

    assert counted == [lab.id]


def test_a_person_without_phone_is_counted_once(lab, astrid, counted):
    move(lab.id, astrid, "next")
    ideas.enter_idea(lab.id, leader(astrid), op(), Draft("Ett"), (None, Channel.PAPER))
    ideas.enter_idea(lab.id, leader(astrid), op(), Draft("Två"), (1, Channel.PAPER))

    assert counted == [lab.id]
