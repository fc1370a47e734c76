"""Proposals are written by a table together, in versions, and lead back to ideas."""

from datetime import timedelta

import pytest

from labapp.domain.errors import LabClosed, NotFound, PhaseClosed, ProposalChanged, ReasonMissing
from labapp.domain.ideas import Draft
from labapp.domain.phases import PlannedPhase
from labapp.domain.proposals import Content, Start
from labapp.domain.values import Helper
from labapp.services import clock, ideas, labs, proposals, tables
from labapp.services.proposals import Writing
from labapp.services.summaries import summarise_lab
from labapp.store.lab import lab_by_code
from labapp.store.proposal import all_proposals, versions_of
from labapp.store.table import tables_of
from tests.people import a_phone, leader, move, op, open_lab

PHASES = (
    PlannedPhase("ideate_solo", "Skriv", 10),
    PlannedPhase("deepen", "Arbeta fram", 14),
    PlannedPhase("present", "Visa upp", 5),
)
CONTENT = Content(title="Praopott", what="Kommunen samlar platser.", start=Start.NEW, ideas=(1,))


@pytest.fixture
def deepening(app, astrid):
    """A lab at work: two tables, a phone at the first one, one idea."""
    lab = lab_by_code(open_lab(astrid, phases=PHASES))
    tables.lay_tables(lab.id, astrid, op(), 2, lambda place: f"Bord {place}")
    tables.sit_down(lab.id, a_phone("at one"), op(), tables_of(lab.id)[0].id)
    tables.sit_down(lab.id, a_phone("at two"), op(), tables_of(lab.id)[1].id)
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone("at one"), op(), Draft("Prao för alla"))
    move(lab.id, astrid, "next")
    return lab


def write(lab, by, content=CONTENT, number=None, version=0):
    return proposals.write_proposal(lab.id, by, op(), Writing(content, number, version))


def test_those_at_a_table_write_on_it_together(deepening):
    saved = write(deepening, a_phone("at one"))
    assert saved.facts == {"proposal": {"number": 1, "version": 1}}
    assert [(news.name, news.facts().get("table")) for news in saved.news] == [
        ("proposal.changed", tables_of(deepening.id)[0].id),
        ("proposals.read", None),
    ]
    tables.sit_down(deepening.id, a_phone("a second"), op(), tables_of(deepening.id)[0].id)
    better = Content(title="En praopott", ideas=(1,))
    write(deepening, a_phone("a second"), better, number=1, version=1)
    write(deepening, Helper(table=tables_of(deepening.id)[0].id), CONTENT, number=1, version=2)
    (proposal,) = all_proposals(deepening.id)
    assert proposal.says == CONTENT
    assert [old.content["title"] for old in versions_of(proposal.id)] == [
        "Praopott",
        "En praopott",
        "Praopott",
    ]


def test_another_tables_is_not_there_to_write_on(deepening, astrid):
    write(deepening, a_phone("at one"))
    for stranger in (
        a_phone("at two"),
        a_phone("sits nowhere"),
        Helper(table=tables_of(deepening.id)[1].id),
    ):
        with pytest.raises(NotFound):
            write(deepening, stranger, number=1, version=1)
    write(deepening, leader(astrid), number=1, version=1)


def test_whoever_sits_nowhere_writes_an_own_one(deepening):
    write(deepening, a_phone("sits nowhere"))
    write(deepening, a_phone("sits nowhere"), number=1, version=1)
    with pytest.raises(NotFound):
        write(deepening, a_phone("nor does this one"), number=1, version=2)


def test_what_somebody_else_saved_is_not_written_over_unseen(deepening):
    write(deepening, a_phone("at one"))
    write(deepening, a_phone("at one"), Content(title="Ny"), number=1, version=1)
    with pytest.raises(ProposalChanged):
        write(deepening, a_phone("at one"), Content(title="Gammal"), number=1, version=1)
    assert all_proposals(deepening.id)[0].title == "Ny"


def test_the_same_save_twice_is_one_version(deepening):
    once = op(title="Praopott")
    for _ in range(2):
        proposals.write_proposal(deepening.id, a_phone("at one"), once, Writing(CONTENT))
    assert [each.version for each in all_proposals(deepening.id)] == [1]


def test_phones_write_while_it_is_time_and_a_sentence_longer(deepening, astrid):
    write(deepening, a_phone("at one"))
    move(deepening.id, astrid, "next")
    write(deepening, a_phone("at one"), number=1, version=1)
    with clock.pretending(clock.now() + timedelta(seconds=91)):
        with pytest.raises(PhaseClosed):
            write(deepening, a_phone("at one"), number=1, version=2)
        write(deepening, Helper(table=tables_of(deepening.id)[0].id), number=1, version=2)
    labs.close_lab(deepening.id, astrid, op())
    with pytest.raises(LabClosed):
        write(deepening, leader(astrid), number=1, version=3)


def test_the_summary_has_each_proposal_and_where_it_comes_from(deepening, astrid):
    write(deepening, a_phone("at one"))
    write(deepening, a_phone("at two"), Content(title="Oförskämt"))
    with pytest.raises(ReasonMissing):
        proposals.hide_proposal(deepening.id, astrid, op(), 2, "because")
    proposals.hide_proposal(deepening.id, astrid, op(), 2, "insult")
    made = summarise_lab(deepening.id)
    assert [(line.number, line.table, line.says.ideas) for line in made.proposals] == [
        (1, "Bord 1", (1,))
    ]
    assert made.proposals_hidden == 1
    proposals.hide_proposal(deepening.id, astrid, op(), 2, "")
    assert len(summarise_lab(deepening.id).proposals) == 2
