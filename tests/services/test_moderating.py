"""Ideas that wait for a person, personal numbers that are held back, reports that are answered."""

from dataclasses import replace
from datetime import timedelta

import pytest

from labapp.domain.errors import IdeaGone, LabClosed, NotFound
from labapp.domain.ideas import Draft, IdeaStatus, Moderation, SensitiveLab
from labapp.domain.phases import PlannedPhase
from labapp.services import clock, ideas, labs, merging, moderating, window
from labapp.services.moderation_log import moderation_log
from labapp.services.summaries import summarise_lab
from labapp.store.ballot import latest_round
from labapp.store.idea import all_ideas, shown_ideas
from labapp.store.lab import lab_by_code
from labapp.store.offer import offers_of
from labapp.store.report import reports_of
from tests.people import a_phone, move, op, open_lab


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


STEPS = (
    PlannedPhase("ideate_solo", "Skriv", 5, moderation=Moderation.BEFORE),
    PlannedPhase("pair", "Två och två", 5),
    PlannedPhase("cluster", "Teman", 5),
)


@pytest.fixture
def stepped(astrid):
    lab = lab_by_code(open_lab(astrid, phases=STEPS))
    move(lab.id, astrid, "next")
    return lab


def test_ideas_of_a_step_wait_where_it_says_so_and_there_alone(stepped, astrid):
    waits = send(stepped, "Väntar")
    move(stepped.id, astrid, "next")
    shown = send(stepped, "Visas")
    assert [status(stepped, waits), status(stepped, shown)] == [
        IdeaStatus.PENDING,
        IdeaStatus.VISIBLE,
    ]


def test_who_is_late_is_read_as_the_step_that_was(astrid):
    lab = lab_by_code(open_lab(astrid, phases=(STEPS[0], STEPS[2])))
    move(lab.id, astrid, "next", "next")
    assert status(lab, send(lab, "Sent", "slow")) is IdeaStatus.PENDING


def test_what_the_desk_chooses_in_such_a_step_holds_until_it_is_over(stepped, astrid):
    moderating.set_moderation(stepped.id, astrid, op(), Moderation.AFTER)
    assert status(stepped, send(stepped, "Nu")) is IdeaStatus.VISIBLE
    move(stepped.id, astrid, "next", "previous")
    assert status(stepped, send(stepped, "Igen")) is IdeaStatus.PENDING


def test_a_lab_on_a_hard_subject_shows_nothing_unread(astrid):
    shown = tuple(replace(step, moderation=Moderation.AFTER) for step in STEPS)
    lab = lab_by_code(open_lab(astrid, phases=shown, sensitive=True))
    move(lab.id, astrid, "next")
    sent = send(lab, "Svårt")
    assert status(lab, sent) is IdeaStatus.PENDING
    with pytest.raises(SensitiveLab):
        moderating.set_moderation(lab.id, astrid, op(), Moderation.AFTER)
    ideas.show_idea(lab.id, astrid, op(), sent)
    assert [idea.id for idea in shown_ideas(lab.id)] == [sent]
    assert [line.channel for line in summarise_lab(lab.id).unthemed] == [""]


def test_the_log_tells_what_was_done_and_never_who_wrote(collecting, astrid):
    held = send(collecting, "Jag, 811218-9876")
    ideas.show_idea(collecting.id, astrid, op(), held)
    moderating.report_idea(collecting.id, a_phone("one"), op(), held)
    ideas.hide_idea(collecting.id, astrid, op(), held, ("personal_data", "nummer"))
    told = moderation_log(collecting.id)
    assert [(line.by, line.who, line.action, line.number) for line in told] == [
        ("rule", "", "idea.held", 1),
        ("facilitator", "Astrid", "idea.shown", 1),
        ("participant", "", "idea.reported", 1),
        ("facilitator", "Astrid", "idea.hidden", 1),
    ]
    assert (told[-1].reason, told[-1].note) == ("personal_data", "nummer")


def test_ideas_that_are_put_together_have_a_line_each_in_the_log(collecting, astrid):
    kept, one, two = (send(collecting, text, text) for text in ("Ett", "Två", "Tre"))
    merging.merge_ideas(collecting.id, astrid, op(), kept, [one, two])
    moderating.set_moderation(collecting.id, astrid, op(), Moderation.BEFORE)
    told = [(line.action, line.number, line.into) for line in moderation_log(collecting.id)]
    assert told == [
        ("ideas.merged", 2, 1),
        ("ideas.merged", 3, 1),
        ("moderation.before", None, None),
    ]


def test_a_watch_outside_the_meeting_does_not_lift_a_hard_subject(astrid):
    tomorrow = clock.now() + timedelta(days=1)
    for sensitive, stands in ((False, IdeaStatus.VISIBLE), (True, IdeaStatus.PENDING)):
        lab = lab_by_code(open_lab(astrid, phases=STEPS[1:], sensitive=sensitive))
        window.set_window(lab.id, astrid, op(), tomorrow)
        window.keep_watch(lab.id, astrid, op(), 1)
        assert status(lab, send(lab, "Före mötet")) is stands
