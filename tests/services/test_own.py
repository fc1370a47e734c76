"""A phone has something of its own as soon as it has left anything, of whatever kind."""

import pytest

from labapp.domain.commitments import CommitmentKind, Pledge
from labapp.domain.ideas import Draft
from labapp.domain.phases import PlannedPhase
from labapp.domain.proposals import Content
from labapp.domain.reflections import Answer
from labapp.services import commitments, ideas, proposals, reflections, tables
from labapp.services.joining import join
from labapp.services.proposals import Writing
from labapp.store.lab import lab_by_code
from labapp.store.own import has_own
from labapp.store.table import tables_of
from tests.people import a_phone, move, op, open_lab

PHASES = tuple(PlannedPhase(kind, kind, 10) for kind in ("ideate_solo", "deepen", "commit"))
ONE, OTHER = a_phone("one"), a_phone("other")


@pytest.fixture
def lab(app, astrid):
    lab = lab_by_code(open_lab(astrid, phases=PHASES))
    tables.lay_tables(lab.id, astrid, op(), 1, lambda place: f"Bord {place}")
    for phone in (ONE, OTHER):
        join(lab.id, phone)
    return lab


def write(lab):
    ideas.submit_idea(lab.id, ONE, op(), Draft("Fler träd"))


def sit(lab):
    tables.sit_down(lab.id, ONE, op(), tables_of(lab.id)[0].id)


def propose(lab):
    proposals.write_proposal(lab.id, ONE, op(), Writing(Content(title="Prao")))


def promise(lab):
    commitments.make_commitment(
        lab.id, ONE, op(), Pledge(kind=CommitmentKind.OFFER, what="Läxhjälp")
    )


def answer(lab):
    reflections.reflect(lab.id, ONE, op(), Answer(said=4))


@pytest.mark.parametrize(
    ("steps", "leave"), [(1, write), (1, sit), (2, propose), (3, promise), (1, answer)]
)
def test_each_kind_is_its_writer_s_own_and_nobody_else_s(lab, astrid, steps, leave):
    move(lab.id, astrid, *["next"] * steps)
    assert not has_own(lab.id, ONE.participant)
    leave(lab)
    assert has_own(lab.id, ONE.participant)
    assert not has_own(lab.id, OTHER.participant)


def test_what_was_left_in_another_lab_is_not_its_own_here(lab, astrid):
    move(lab.id, astrid, "next")
    write(lab)
    another = lab_by_code(open_lab(astrid))
    join(another.id, ONE)
    assert not has_own(another.id, ONE.participant)
