"""The exit questions: one answer each, changeable, counted, and shown with nobody."""

from dataclasses import asdict

import pytest
from sqlalchemy import select

from labapp.domain.errors import LabClosed, LabNotEmpty, NotFound, PhaseClosed, ReasonMissing
from labapp.domain.reflections import Answer, ExitQuestion
from labapp.domain.summary import checksum
from labapp.services import labs, reflections
from labapp.services.summaries import summarise_lab
from labapp.store.audit import Audit
from labapp.store.db import db, session
from labapp.store.participant import count_joined
from labapp.store.reflection import Reflection, count_reflections, reflections_of
from tests.people import a_phone, move, op

PEOPLE = (
    (4, 4, "Öppet och varmt."),
    (4, 3, ""),
    (3, 2, "bra samtal"),
    (1, None, "Ont om tid"),
    (2, None, ""),
)


def answer(lab, name, said=None, worth=None, sentence=""):
    said_so = Answer(said=said, worth=worth, sentence=sentence)
    return reflections.reflect(lab.id, a_phone(name), op(), said_so)


@pytest.fixture
def answered(lab, astrid):
    move(lab.id, astrid, "next")
    for at, told in enumerate(PEOPLE):
        answer(lab, f"phone {at}", *told)
    return lab


def test_an_answer_is_taken_in_any_phase_and_not_after_the_lab(lab, astrid):
    with pytest.raises(PhaseClosed):
        answer(lab, "one", 4)
    for _ in range(2):
        move(lab.id, astrid, "next")
        told = answer(lab, "one", 4)
        assert [news.name for news in told.news] == ["reflection.given"]
        assert told.news[0].facts() == {}
    labs.close_lab(lab.id, astrid, op())
    with pytest.raises(LabClosed):
        answer(lab, "one", 1)
    assert count_reflections(lab.id) == 1


def test_each_has_one_answer_and_can_change_it(answered, astrid):
    answer(answered, "phone 0", 1, None, "Nej, förresten")
    assert count_reflections(answered.id) == len(PEOPLE) == count_joined(answered.id).total()
    assert summarise_lab(answered.id).reflection.questions[0].steps == ()  # told at the end
    labs.close_lab(answered.id, astrid, op())
    told = summarise_lab(answered.id).reflection
    assert told.questions[0].steps == (2, 1, 1, 1)
    assert "Nej, förresten" in told.sentences
    assert "Öppet och varmt." not in told.sentences


def test_steps_are_told_where_five_answered_and_not_else(answered, astrid):
    labs.close_lab(answered.id, astrid, op())
    told = summarise_lab(answered.id).reflection
    assert told.answered == 5
    assert [asdict(line) for line in told.questions] == [
        {"key": ExitQuestion.SAID, "answered": 5, "steps": (1, 1, 1, 2)},
        {"key": ExitQuestion.WORTH, "answered": 3, "steps": ()},
    ]


def test_sentences_are_verbatim_and_their_order_says_nothing(answered, on_disk):
    """Neither the order of the summary nor the numbers of the rows are those of the answers."""
    assert summarise_lab(answered.id).reflection.sentences == (
        "bra samtal",
        "Ont om tid",
        "Öppet och varmt.",
    )
    before = checksum(summarise_lab(answered.id))
    lab = answered.id
    db.session.remove()
    on_disk("update reflection set id = 4503599627370498 - id")
    assert checksum(summarise_lab(lab)) == before
    columns = set(Reflection.__table__.columns.keys())
    assert not {name for name in columns if name.endswith("_at")}


def test_a_sentence_is_hidden_by_reason_and_counted(answered, astrid):
    rude = next(row for row in reflections_of(answered.id) if row.sentence == "Ont om tid")
    wrote_nothing = next(row for row in reflections_of(answered.id) if not row.sentence)
    rude, wrote_nothing = rude.id, wrote_nothing.id
    with pytest.raises(ReasonMissing):
        reflections.hide_sentence(answered.id, astrid, op(), (rude, ""))
    with pytest.raises(NotFound):
        reflections.hide_sentence(answered.id, astrid, op(), (wrote_nothing, "spam"))
    reflections.hide_sentence(answered.id, astrid, op(), (rude, "insult"))
    told = summarise_lab(answered.id).reflection
    assert told.sentences == ("bra samtal", "Öppet och varmt.")
    assert [(line.reason, line.count) for line in told.hidden] == [("insult", 1)]
    assert told.questions[0].answered == 5
    wanted = select(Audit.facts).where(Audit.action == "sentence.hidden")
    assert session().scalars(wanted).all() == [{"reason": "insult"}]
    reflections.show_sentence(answered.id, astrid, op(), rude)
    assert len(summarise_lab(answered.id).reflection.sentences) == 3


def test_a_new_sentence_of_who_was_hidden_can_be_read(answered, astrid):
    row = next(row for row in reflections_of(answered.id) if row.sentence == "bra samtal")
    reflections.hide_sentence(answered.id, astrid, op(), (row.id, "spam"))
    answer(answered, "phone 2", 3, 2, "bra samtal")
    assert "bra samtal" not in summarise_lab(answered.id).reflection.sentences
    answer(answered, "phone 2", 3, 2, "Bra samtal, verkligen")
    assert "Bra samtal, verkligen" in summarise_lab(answered.id).reflection.sentences


def test_a_lab_where_somebody_answered_is_not_deleted(lab, astrid):
    move(lab.id, astrid, "next")
    answer(lab, "one", 4)
    with pytest.raises(LabNotEmpty):
        labs.delete_lab(lab.id, astrid, op())
