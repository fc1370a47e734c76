"""Submitting, changing, withdrawing, hiding."""

from datetime import timedelta

import pytest

from labapp.domain import errors
from labapp.domain.ideas import Channel, Draft, IdeaStatus
from labapp.domain.values import Op
from labapp.services import clock, ideas, labs
from labapp.store.audit import broken_rows
from labapp.store.db import db, session
from labapp.store.idea import IdeaVersion, all_ideas, idea_in, shown_ideas
from labapp.store.participant import count_joined
from tests.people import leader, move, op


@pytest.fixture
def collecting(lab, astrid):
    move(lab.id, astrid, "next")
    return lab.id


def submit(lab_id, phone, text="Läxhjälp på schemat", **kinds):
    return ideas.submit_idea(lab_id, phone, op(text=text), Draft(text, **kinds))


def test_an_idea_is_kept_as_it_was_written(collecting, phone):
    verdict = submit(collecting, phone, "  Läxhjälp\r\npå schemat  ")

    assert verdict.facts["idea"]["number"] == 1
    assert [idea.text for idea in all_ideas(collecting)] == ["Läxhjälp\npå schemat"]
    assert count_joined(collecting) == {Channel.PHONE: 1}


def test_the_same_op_has_one_effect_and_one_verdict(collecting, phone):
    same = op(text="En gång")
    first = ideas.submit_idea(collecting, phone, same, Draft("En gång"))
    again = ideas.submit_idea(collecting, phone, same, Draft("En gång"))

    assert (again.op_id, again.seq, again.facts) == (first.op_id, first.seq, first.facts)
    assert len(all_ideas(collecting)) == 1


def test_the_same_op_with_other_words_is_refused(collecting, phone):
    ideas.submit_idea(collecting, phone, Op("a" * 32, {"text": "Ett"}), Draft("Ett"))
    with pytest.raises(errors.OpReused):
        ideas.submit_idea(collecting, phone, Op("a" * 32, {"text": "Två"}), Draft("Två"))


def test_the_same_op_of_another_person_is_another_action(collecting, phone, other_phone):
    same = op()
    ideas.submit_idea(collecting, phone, same, Draft("Min"))
    ideas.submit_idea(collecting, other_phone, same, Draft("Din"))

    assert [idea.text for idea in all_ideas(collecting)] == ["Min", "Din"]


def test_a_refusal_is_remembered(lab, astrid, phone):
    early = op()
    with pytest.raises(errors.PhaseClosed):
        ideas.submit_idea(lab.id, phone, early, Draft("För tidigt"))
    move(lab.id, astrid, "next")

    with pytest.raises(errors.PhaseClosed):
        ideas.submit_idea(lab.id, phone, early, Draft("För tidigt"))
    assert all_ideas(lab.id) == []


def test_a_late_idea_is_accepted_for_ninety_seconds(collecting, astrid, phone):
    move(collecting, astrid, "next")
    submit(collecting, phone, "Hann precis")

    assert [idea.late for idea in all_ideas(collecting)] == [True]
    with (
        clock.pretending(clock.now() + timedelta(seconds=95)),
        pytest.raises(errors.PhaseClosed),
    ):
        submit(collecting, phone, "För sent")


def test_a_change_adds_a_version_and_keeps_the_first(collecting, phone):
    made = submit(collecting, phone, "Först").facts["idea"]["id"]
    ideas.change_idea(collecting, phone, op(), made, Draft("Sedan"))

    assert idea_in(collecting, made).text == "Sedan"
    assert [version.text for version in session().query(IdeaVersion)] == ["Först", "Sedan"]


def test_a_withdrawn_idea_leaves_every_screen_and_stays_in_the_record(collecting, phone):
    made = submit(collecting, phone).facts["idea"]["id"]
    ideas.withdraw_idea(collecting, phone, op(), made)

    assert shown_ideas(collecting) == []
    assert idea_in(collecting, made).status is IdeaStatus.WITHDRAWN
    with pytest.raises(errors.IdeaGone):
        ideas.change_idea(collecting, phone, op(), made, Draft("Ångrar mig"))


def test_an_idea_is_changed_by_its_author_alone(collecting, phone, other_phone):
    made = submit(collecting, phone).facts["idea"]["id"]
    submit(collecting, other_phone)

    with pytest.raises(errors.NotFound):
        ideas.change_idea(collecting, other_phone, op(), made, Draft("Kapad"))
    with pytest.raises(errors.NotFound):
        ideas.withdraw_idea(collecting, other_phone, op(), made)


def test_a_hidden_idea_is_kept_with_its_reason_and_can_be_shown_again(collecting, astrid, phone):
    made = submit(collecting, phone, "Ring 070-174 06 17").facts["idea"]["id"]
    ideas.hide_idea(collecting, astrid, op(), made, ("personal_data", "telefonnummer"))

    assert shown_ideas(collecting) == []
    assert idea_in(collecting, made).hide_reason == "personal_data"
    ideas.show_idea(collecting, astrid, op(), made)
    assert [idea.id for idea in shown_ideas(collecting)] == [made]
    assert list(broken_rows()) == []


def test_hiding_needs_a_reason(collecting, astrid, phone):
    made = submit(collecting, phone).facts["idea"]["id"]
    with pytest.raises(errors.ReasonMissing):
        ideas.hide_idea(collecting, astrid, op(), made, ("", ""))
    assert len(shown_ideas(collecting)) == 1


def test_one_person_may_send_ten_ideas_a_minute(collecting, phone, other_phone):
    for number in range(10):
        submit(collecting, phone, f"Idé {number}")
    with pytest.raises(errors.TooManyIdeas):
        submit(collecting, phone, "En till")
    submit(collecting, other_phone, "Min första")

    assert len(all_ideas(collecting)) == 11


def test_an_idea_for_a_person_without_phone_is_marked_as_such(collecting, astrid):
    first = ideas.enter_idea(
        collecting, leader(astrid), op(), Draft("På papper"), (None, Channel.PAPER)
    )
    again = ideas.enter_idea(collecting, leader(astrid), op(), Draft("En till"), (1, Channel.PAPER))

    assert (first.facts["person"], again.facts["person"]) == (1, 1)
    assert {idea.channel for idea in all_ideas(collecting)} == {Channel.PAPER}
    assert {idea.entered_by for idea in all_ideas(collecting)} == {astrid}
    assert count_joined(collecting) == {Channel.PAPER: 1}


def test_nothing_comes_into_a_closed_lab(collecting, astrid, phone):
    labs.close_lab(collecting, astrid, op())

    with pytest.raises(errors.LabClosed):
        submit(collecting, phone)
    with pytest.raises(errors.LabClosed):
        ideas.enter_idea(collecting, leader(astrid), op(), Draft("Papper"), (None, Channel.PAPER))


def test_a_touched_audit_row_is_detected(collecting, astrid, phone, on_disk):
    made = submit(collecting, phone).facts["idea"]["id"]
    ideas.hide_idea(collecting, astrid, op(), made, ("spam", ""))
    db.session.remove()
    on_disk("update audit set facts = '{}' where action = 'idea.hidden'")

    assert len(broken_rows()) == 1
