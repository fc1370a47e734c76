"""Ideas that wait for a person, personal numbers that are held back, reports that are answered."""

import pytest

from labapp.domain.errors import IdeaGone, LabClosed, NotFound
from labapp.domain.ideas import Draft, IdeaStatus, Moderation
from labapp.services import ideas, labs, merging, moderating
from labapp.services.summaries import summarise_lab
from labapp.store.ballot import latest_round, offers_of
from labapp.store.idea import all_ideas, shown_ideas
from labapp.store.report import reports_of
from tests.people import a_phone, move, op


@pytest.fixture
def collecting(lab, astrid):
    move(lab.id, astrid, "next")
    return lab


def send(lab, text, who="phone"):
    return ideas.submit_idea(lab.id, a_phone(who), op(), Draft(text)).facts["idea"]["id"]


def status(lab, idea_id):
    return next(idea.status for idea in all_ideas(lab.id) if idea.id == idea_id)


def test_where_the_lab_says_so_every_idea_waits_and_is_shown_nowhere(collecting, astrid):
    moderating.set_moderation(collecting.id, astrid, op(), Moderation.BEFORE)
    first = send(collecting, "Läxhjälp")
    send(collecting, "Bänkar")
    assert status(collecting, first) is IdeaStatus.PENDING
    assert not shown_ideas(collecting.id)
    ideas.show_idea(collecting.id, astrid, op(), first)
    move(collecting.id, astrid, "next", "next")
    assert [offer.text for offer in offers_of(latest_round(collecting.id))] == ["Läxhjälp"]
    made = summarise_lab(collecting.id)
    assert (made.submitted, made.shown, made.pending) == (2, 1, 1)
    assert "Bänkar" not in str(made)


def test_what_is_shown_already_stays_when_ideas_begin_to_wait(collecting, astrid):
    first = send(collecting, "Läxhjälp")
    moderating.set_moderation(collecting.id, astrid, op(), Moderation.BEFORE)
    assert status(collecting, first) is IdeaStatus.VISIBLE


def test_a_personal_number_waits_until_its_writer_takes_it_out(collecting):
    sent = send(collecting, "Ring mig, 811218-9876")
    assert status(collecting, sent) is IdeaStatus.PENDING
    ideas.change_idea(collecting.id, a_phone(), op(), sent, Draft("Ring mig"))
    assert status(collecting, sent) is IdeaStatus.VISIBLE


def test_a_personal_number_that_is_written_into_a_shown_idea_takes_it_away(collecting):
    sent = send(collecting, "Läxhjälp")
    told = ideas.change_idea(collecting.id, a_phone(), op(), sent, Draft("Jag, 811218-9876"))
    assert [news.name for news in told.news] == ["idea.hidden"]
    assert not shown_ideas(collecting.id)


def test_reporting_is_counted_once_a_person_and_answered(collecting, astrid):
    sent = send(collecting, "Oförskämt")
    for who in ("one", "two", "one"):
        moderating.report_idea(collecting.id, a_phone(who), op(), sent)
    assert reports_of(collecting.id) == {sent: 2}
    moderating.keep_idea(collecting.id, astrid, op(), sent)
    assert not reports_of(collecting.id)


def test_what_is_gone_or_elsewhere_cannot_be_reported(collecting, astrid):
    sent = send(collecting, "Oförskämt")
    ideas.hide_idea(collecting.id, astrid, op(), sent, ("insult", ""))
    with pytest.raises(IdeaGone):
        moderating.report_idea(collecting.id, a_phone("one"), op(), sent)
    with pytest.raises(NotFound):
        moderating.report_idea(collecting.id, a_phone("one"), op(), 999)


def test_what_others_wrote_does_not_wait_with_a_kept_idea(collecting, astrid):
    kept, other = send(collecting, "Läxhjälp"), send(collecting, "Läxhjälp!", "other")
    merging.merge_ideas(collecting.id, astrid, op(), kept, [other])
    ideas.change_idea(collecting.id, a_phone(), op(), kept, Draft("Jag, 811218-9876"))
    assert status(collecting, other) is IdeaStatus.VISIBLE
    assert [idea.id for idea in shown_ideas(collecting.id)] == [other]


def test_nothing_is_reported_in_a_closed_lab(collecting, astrid):
    sent = send(collecting, "Läxhjälp")
    labs.close_lab(collecting.id, astrid, op())
    with pytest.raises(LabClosed):
        moderating.report_idea(collecting.id, a_phone("late"), op(), sent)
