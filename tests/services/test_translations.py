"""A host or the facilitator writes an idea in the room's language beside what was written."""

import pytest
from sqlalchemy import select

from labapp.domain.errors import IdeaGone, NotFound, PhaseClosed, TextMissing, TextTooLong
from labapp.domain.ideas import Channel, Draft, HideReason, IdeaStatus, Moderation
from labapp.domain.masking import Mask
from labapp.domain.values import Helper
from labapp.services import (
    ideas,
    labs,
    masking,
    merging,
    moderating,
    similar,
    tables,
    translations,
)
from labapp.services.summaries import summarise_lab
from labapp.services.translations import Written
from labapp.store.audit import Audit
from labapp.store.ballot import latest_round
from labapp.store.db import session
from labapp.store.idea import all_ideas
from labapp.store.lab import lab_by_code
from labapp.store.offer import offers_of
from labapp.store.table import tables_of
from tests.people import leader, move, op, open_lab, plan

ARABIC, SWEDISH = "المزيد من المقاعد في الحديقة", "Fler bänkar i parken"


@pytest.fixture
def places(lab, astrid):
    """Two tables, and the lab while ideas are collected."""
    tables.lay_tables(lab.id, astrid, op(), 2, lambda place: f"Bord {place}")
    move(lab.id, astrid, "next")
    return tables_of(lab.id)


@pytest.fixture
def host(places):
    return Helper(table=places[0].id)


@pytest.fixture
def idea(lab, phone, places):
    """What a phone at the first table wrote."""
    tables.sit_down(lab.id, phone, op(), places[0].id)
    ideas.submit_idea(lab.id, phone, op(), Draft(ARABIC))
    return all_ideas(lab.id)[0].id


def now(lab):
    session().expire_all()
    return all_ideas(lab.id)[0]


def test_a_host_writes_both_versions_of_what_she_was_told(lab, host):
    draft = Draft(ARABIC, lang="ar", translation=SWEDISH)
    ideas.enter_idea(lab.id, host, op(), draft, (None, Channel.TABLE_HOST))
    assert len(all_ideas(lab.id)) == 1
    assert (now(lab).text, now(lab).lang) == (ARABIC, "ar")
    assert (now(lab).translation.text, now(lab).translation.by) == (SWEDISH, "host")


def test_what_a_phone_wrote_is_translated_corrected_and_left_alone_again(lab, host, astrid, idea):
    translations.translate(lab.id, host, op(), idea, Written("Fler stolar", "ar"))
    assert now(lab).lang == "ar"
    translations.translate(lab.id, leader(astrid), op(), idea, Written(SWEDISH))
    assert (now(lab).translation.text, now(lab).translation.by) == (SWEDISH, "facilitator")
    assert (now(lab).text, now(lab).lang, now(lab).version) == (ARABIC, "ar", 1)
    translations.remove_translation(lab.id, host, op(), idea)
    assert now(lab).translation is None
    with pytest.raises(NotFound):
        translations.remove_translation(lab.id, host, op(), idea)
    actions = session().scalars(select(Audit.action).order_by(Audit.id)).all()
    assert actions[-3:] == ["idea.translated", "idea.translated", "idea.translation_removed"]


def test_a_host_translates_for_her_own_table_alone(lab, places, idea):
    with pytest.raises(NotFound):
        translations.translate(lab.id, Helper(table=places[1].id), op(), idea, Written(SWEDISH))


def test_what_is_no_translation_is_refused(lab, host, idea, phone):
    with pytest.raises(TextMissing):
        translations.translate(lab.id, host, op(), idea, Written(" "))
    with pytest.raises(TextTooLong):
        translations.translate(lab.id, host, op(), idea, Written("x" * 1001))
    ideas.withdraw_idea(lab.id, phone, op(), idea)
    with pytest.raises(IdeaGone):
        translations.translate(lab.id, host, op(), idea, Written(SWEDISH))


def test_a_change_of_the_idea_leaves_the_translation_and_says_so(lab, host, idea, phone):
    translations.translate(lab.id, host, op(), idea, Written(SWEDISH))
    assert not now(lab).translation.earlier
    ideas.change_idea(lab.id, phone, op(), idea, Draft("مقاعد أقل"))
    assert now(lab).translation.earlier
    translations.translate(lab.id, host, op(), idea, Written("Färre bänkar"))
    assert not now(lab).translation.earlier


def test_where_ideas_are_read_first_a_hosts_translation_is_too(lab, astrid, host, idea):
    moderating.set_moderation(lab.id, astrid, op(), Moderation.BEFORE)
    translations.translate(lab.id, leader(astrid), op(), idea, Written(SWEDISH))
    assert now(lab).status is IdeaStatus.VISIBLE
    translations.translate(lab.id, host, op(), idea, Written("Annat"))
    assert now(lab).status is IdeaStatus.PENDING


def test_no_choice_leaves_an_open_vote_for_its_translation(lab, astrid, host, idea):
    moderating.set_moderation(lab.id, astrid, op(), Moderation.BEFORE)
    move(lab.id, astrid, "next", "next")
    with pytest.raises(PhaseClosed):
        translations.translate(lab.id, host, op(), idea, Written(SWEDISH))
    assert now(lab).translation is None
    translations.translate(lab.id, leader(astrid), op(), idea, Written(SWEDISH))
    offer = offers_of(latest_round(lab.id))[0]
    assert (offer.text, offer.translation.text) == (ARABIC, SWEDISH)


def test_the_summary_counts_one_idea_and_holds_both_texts(lab, host, idea):
    translations.translate(lab.id, host, op(), idea, Written(SWEDISH, "ar"))
    summary = summarise_lab(lab.id)
    assert summary.submitted == summary.unique == 1
    line = summary.unthemed[0]
    assert (line.text, line.lang, line.translation.text) == (ARABIC, "ar", SWEDISH)


def test_ideas_that_read_alike_are_found_in_either_language(lab, host, idea, other_phone):
    translations.translate(lab.id, host, op(), idea, Written(SWEDISH))
    ideas.submit_idea(lab.id, other_phone, op(), Draft("Bänkar i parken, fler"))
    ideas.submit_idea(lab.id, other_phone, op(), Draft("المقاعد في الحديقة"))
    pairs = {(pair.one, pair.other) for pair in similar.alike_ideas(lab.id) if pair.twins}
    assert pairs == {(1, 2), (1, 3)}


def test_the_next_meeting_begins_with_both(lab, host, idea, astrid):
    translations.translate(lab.id, host, op(), idea, Written(SWEDISH, "ar"))
    code = labs.open_lab(astrid, op(), plan(), lab.id).facts["code"]
    carried = all_ideas(lab_by_code(code).id)[0]
    assert (carried.text, carried.translation.text) == (ARABIC, SWEDISH)
    assert not carried.translation.earlier


def test_a_masked_idea_does_not_wait_for_its_translation_nor_go_back_to_its_writer(
    lab, astrid, host, idea, phone
):
    masking.mask_idea(lab.id, astrid, op(), idea, Mask(frozenset([0]), 1, HideReason.PERSONAL_DATA))
    moderating.set_moderation(lab.id, astrid, op(), Moderation.BEFORE)
    translations.translate(lab.id, host, op(), idea, Written(SWEDISH))
    assert now(lab).status is IdeaStatus.MASKED
    with pytest.raises(IdeaGone):
        ideas.change_idea(lab.id, phone, op(), idea, Draft("Annat"))


@pytest.mark.usefixtures("idea")
def test_what_waits_again_from_under_another_is_not_its_writers_to_change(
    lab, astrid, host, phone, other_phone
):
    ideas.submit_idea(lab.id, other_phone, op(), Draft("Bänkar"))
    one, kept = (each.id for each in all_ideas(lab.id))
    merging.merge_ideas(lab.id, astrid, op(), kept, [one])
    moderating.set_moderation(lab.id, astrid, op(), Moderation.BEFORE)
    translations.translate(lab.id, host, op(), one, Written(SWEDISH))
    assert now(lab).status is IdeaStatus.PENDING
    with pytest.raises(IdeaGone) as refused:
        ideas.change_idea(lab.id, phone, op(), one, Draft("Annat"))
    assert refused.value.facts == {"status": "merged"}
    assert "idea.held" in session().scalars(select(Audit.action)).all()
    ideas.show_idea(lab.id, astrid, op(), one)
    assert now(lab).status is IdeaStatus.MERGED


def test_in_a_lab_on_a_hard_subject_no_translation_says_who_sat_at_a_table(astrid):
    lab = lab_by_code(open_lab(astrid, sensitive=True))
    move(lab.id, astrid, "next")
    told = Draft(ARABIC, lang="ar", translation=SWEDISH)
    ideas.enter_idea(lab.id, Helper(table=None), op(), told, (None, Channel.TABLE_HOST))
    ideas.show_idea(lab.id, astrid, op(), all_ideas(lab.id)[0].id)
    move(lab.id, astrid, "next", "next", "next")
    told = summarise_lab(lab.id)
    line = told.unthemed[0]
    assert (line.channel, line.translation.by) == ("", "person")
    assert told.rounds[0].rows[0].translation.by == "person"
