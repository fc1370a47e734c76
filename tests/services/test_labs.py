"""Opening, editing, copying, deleting, closing and publishing labs."""

from dataclasses import replace

import pytest

from labapp.domain import errors
from labapp.domain.ideas import Draft
from labapp.domain.phases import LabStatus, PlannedPhase
from labapp.domain.proposals import Content
from labapp.domain.rules import Rule
from labapp.domain.values import Helper
from labapp.domain.voting import VoteOn
from labapp.services import ideas, labs, phases, proposals, tables, themes
from labapp.services.proposals import Writing
from labapp.services.summaries import summarise_lab
from labapp.store.ballot import latest_round
from labapp.store.db import db
from labapp.store.lab import lab_by_code, lab_by_id
from labapp.store.leader import labs_led_by
from labapp.store.offer import offers_of
from labapp.store.table import tables_of
from tests.people import PHASES, move, op, open_lab, plan


def fresh(lab):
    db.session.remove()
    return lab_by_id(lab.id)


def test_a_lab_needs_nothing_but_its_question(lab):
    assert len(lab.code) == 8
    assert lab.code.isdecimal()
    assert len(lab.join_token) >= 22  # 128 random bits
    assert [phase.kind for phase in lab.phases] == ["ideate_solo", "cluster", "vote", "results"]
    assert lab.status is LabStatus.PLANNED


def test_a_lab_without_a_question_is_refused(astrid):
    with pytest.raises(errors.TextMissing):
        open_lab(astrid, question="  ")
    assert labs_led_by(astrid) == []


def test_the_same_form_sent_twice_opens_one_lab(astrid):
    same = op()
    first = labs.open_lab(astrid, same, plan())
    assert labs.open_lab(astrid, same, plan()).facts == first.facts
    assert len(labs_led_by(astrid)) == 1


def steps(lab):
    return [(phase.position, phase.name) for phase in fresh(lab).phases]


def edit(lab, astrid, *phases):
    labs.edit_lab(lab.id, astrid, op(), plan(phases=phases))


def test_editing_keeps_where_the_lab_stands(lab, astrid, phone):
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, phone, op(), Draft("Kvar"))
    write, sort, vote, show = labs.plan_of(fresh(lab)).phases
    longer = (write, sort, vote, PlannedPhase("close", "Tack", 5), show)
    labs.edit_lab(lab.id, astrid, op(), plan(question="Ny fråga?", phases=longer))

    edited = fresh(lab)
    assert edited.question == "Ny fråga?"
    assert (edited.phase.kind, len(edited.phases)) == ("ideate_solo", 5)


def test_a_step_can_be_added_before_the_present_one(lab, astrid):
    move(lab.id, astrid, "next")
    present = fresh(lab).phase_id
    edit(lab, astrid, PlannedPhase("welcome", "Hej", 5), *labs.plan_of(fresh(lab)).phases)

    assert steps(lab) == [
        (1, "Hej"),
        (2, "Skriv idéer"),
        (3, "Teman"),
        (4, "Rösta"),
        (5, "Resultat"),
    ]
    assert fresh(lab).phase_id == present
    assert fresh(lab).phase.name == "Skriv idéer"


def test_the_room_stays_in_its_step_when_one_of_the_same_kind_goes(astrid):
    three = tuple(PlannedPhase("ideate_solo", name, 5) for name in "ABC")
    lab = lab_by_code(open_lab(astrid, phases=three))
    move(lab.id, astrid, "next", "next")
    _, b, c = labs.plan_of(fresh(lab)).phases
    edit(lab, astrid, b, c)
    assert (fresh(lab).phase.name, steps(lab)) == ("B", [(1, "B"), (2, "C")])
    edit(lab, astrid, c, b)
    assert (fresh(lab).phase.name, steps(lab)) == ("B", [(1, "C"), (2, "B")])


def test_a_step_that_somebody_wrote_in_cannot_be_taken_away(lab, astrid, phone):
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, phone, op(), Draft("Kvar"))
    move(lab.id, astrid, "next")
    write, sort, vote, show = labs.plan_of(fresh(lab)).phases
    with pytest.raises(errors.LabNotEmpty) as refused:
        edit(lab, astrid, sort, vote, show)
    assert refused.value.facts == {"phase": "Skriv idéer"}
    edit(lab, astrid, sort, write)
    assert steps(lab) == [(1, "Teman"), (2, "Skriv idéer")]


def test_a_step_that_was_voted_in_cannot_go_or_become_another(lab, astrid, phone):
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, phone, op(), Draft("Kvar"))
    move(lab.id, astrid, "next", "next", "next")
    write, sort, vote, show = labs.plan_of(fresh(lab)).phases
    with pytest.raises(errors.LabNotEmpty):
        edit(lab, astrid, write, sort, show)
    with pytest.raises(errors.LabNotEmpty):
        edit(lab, astrid, write, sort, replace(vote, kind="cluster"), show)
    edit(lab, astrid, write, replace(vote, name="Val"), show)
    assert steps(lab) == [(1, "Skriv idéer"), (2, "Val"), (3, "Resultat")]


def test_every_step_of_a_lab_that_waits_can_be_another(lab, astrid):
    kept = labs.plan_of(lab).phases[2]
    new = PlannedPhase("table_round", "Bordet", 8)
    edit(lab, astrid, new, replace(kept, kind="results", name="Visa"))
    assert steps(lab) == [(1, "Bordet"), (2, "Visa")]
    assert fresh(lab).phase is None


def test_a_step_of_another_lab_or_one_named_twice_is_refused(lab, astrid):
    others = lab_by_code(open_lab(astrid))
    strange, own = (labs.plan_of(fresh(each)).phases[0] for each in (others, lab))
    for phases_sent in ((own, strange), (own, own)):
        with pytest.raises(errors.BadInput):
            edit(lab, astrid, *phases_sent)
    with pytest.raises(errors.BadInput):
        labs.open_lab(astrid, op(), plan(phases=(strange,)))
    assert steps(lab) == steps(others)


def test_the_present_phase_cannot_be_edited_away(lab, astrid, phone):
    move(lab.id, astrid, "next", "next")
    write, sort, vote, show = labs.plan_of(fresh(lab)).phases
    with pytest.raises(errors.LabNotEmpty):
        edit(lab, astrid, write)
    with pytest.raises(errors.LabNotEmpty):
        edit(lab, astrid, write, replace(sort, kind="vote"), vote, show)
    assert [phase.kind for phase in fresh(lab).phases] == [phase.kind for phase in PHASES]


def test_a_plan_travels_to_a_copy(astrid):
    code = open_lab(astrid, rule=Rule(5, 2), vote_on=VoteOn.THEMES, place="Biblioteket")
    copied = labs.plan_of(lab_by_code(code))

    assert (copied.rule, copied.vote_on, copied.place) == (Rule(5, 2), VoteOn.THEMES, "Biblioteket")
    assert copied.phases == PHASES


def test_an_empty_lab_is_deleted_and_one_with_ideas_is_not(lab, astrid, phone):
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, phone, op(), Draft("En idé"))
    with pytest.raises(errors.LabNotEmpty):
        labs.delete_lab(lab.id, astrid, op())
    other = lab_by_code(open_lab(astrid)).id
    labs.delete_lab(other, astrid, op())

    assert [kept.id for kept in labs_led_by(astrid)] == [lab.id]


def test_a_closed_lab_cannot_be_led_or_edited(lab, astrid):
    labs.close_lab(lab.id, astrid, op())
    for refused in (
        lambda: move(lab.id, astrid, "next"),
        lambda: labs.edit_lab(lab.id, astrid, op(), plan()),
        lambda: themes.add_theme(lab.id, astrid, op(), "Tema"),
        lambda: phases.add_time(lab.id, astrid, op(), 2),
        lambda: labs.set_door(lab.id, astrid, op(), is_open=True),
    ):
        with pytest.raises(errors.LabClosed):
            refused()


def test_only_a_closed_lab_is_published(lab, astrid):
    with pytest.raises(errors.NotFound):
        labs.publish_summary(lab.id, astrid, op())
    labs.close_lab(lab.id, astrid, op())
    slug = labs.publish_summary(lab.id, astrid, op()).facts["slug"]

    assert slug.startswith("hur-skapar-vi-en-skola")
    assert summarise_lab(lab.id).published_at is not None


def test_seq_only_grows(lab, astrid, phone):
    seen = [fresh(lab).seq]
    for step in ("next", "next"):
        move(lab.id, astrid, step)
        seen.append(fresh(lab).seq)
    themes.add_theme(lab.id, astrid, op(), "Tema")
    seen.append(fresh(lab).seq)

    assert seen == sorted(set(seen))


def test_time_can_be_added_and_the_clock_paused(lab, astrid):
    move(lab.id, astrid, "next")
    before = fresh(lab).phase_ends_at
    phases.add_time(lab.id, astrid, op(), 2)
    assert (fresh(lab).phase_ends_at - before).total_seconds() == 120
    phases.pause_clock(lab.id, astrid, op(), paused=True)
    assert fresh(lab).paused_at
    phases.pause_clock(lab.id, astrid, op(), paused=False)
    assert fresh(lab).paused_at is None


@pytest.mark.parametrize("minutes", [0, -2, 61])
def test_time_is_added_within_reason(lab, astrid, minutes):
    move(lab.id, astrid, "next")
    with pytest.raises(errors.NumberOutOfRange):
        phases.add_time(lab.id, astrid, op(), minutes)


def test_a_vote_on_themes_offers_the_themes(astrid, phone):
    lab = lab_by_code(open_lab(astrid, vote_on=VoteOn.THEMES))
    move(lab.id, astrid, "next", "next")
    for name in ("Stöd i tid", "Språk"):
        themes.add_theme(lab.id, astrid, op(), name)
    gone = themes.add_theme(lab.id, astrid, op(), "Bort").facts["theme"]
    themes.remove_theme(lab.id, astrid, op(), gone)
    move(lab.id, astrid, "next")

    assert [offer.text for offer in offers_of(latest_round(lab.id))] == ["Stöd i tid", "Språk"]


def test_two_themes_cannot_have_one_name(lab, astrid):
    themes.add_theme(lab.id, astrid, op(), "Språk")
    with pytest.raises(errors.ThemeNameTaken):
        themes.add_theme(lab.id, astrid, op(), " språk ")


def test_a_lab_with_a_proposal_or_a_note_is_not_empty(lab, astrid):
    tables.lay_tables(lab.id, astrid, op(), 1, lambda place: f"Bord {place}")
    tables.note(lab.id, Helper(table=tables_of(lab.id)[0].id), op(), "Vi pratar.")
    with pytest.raises(errors.LabNotEmpty):
        labs.delete_lab(lab.id, astrid, op())


def test_a_phase_with_notes_and_a_table_with_a_proposal_stay(lab, astrid):
    tables.lay_tables(lab.id, astrid, op(), 2, lambda place: f"Bord {place}")
    host = Helper(table=tables_of(lab.id)[1].id)
    move(lab.id, astrid, "next")
    tables.note(lab.id, host, op(), "Vi pratar.")
    writing = Writing(Content(title="Läxhjälp"))
    proposals.write_proposal(lab.id, host, op(), writing)
    move(lab.id, astrid, "next")
    kept = labs.plan_of(lab_by_id(lab.id))
    fewer = replace(kept, phases=kept.phases[1:])
    with pytest.raises(errors.LabNotEmpty):
        labs.edit_lab(lab.id, astrid, op(), fewer)
    with pytest.raises(errors.LabNotEmpty):
        tables.lay_tables(lab.id, astrid, op(), 1, lambda place: f"Bord {place}")
