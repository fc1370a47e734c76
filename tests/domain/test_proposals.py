"""What a proposal may say, and what it leads back to."""

import json
from dataclasses import asdict, replace

import pytest

from labapp.domain.errors import (
    ProposalChanged,
    TextMissing,
    TextTooLong,
    TooManyProposals,
    UnknownIdea,
)
from labapp.domain.proposals import (
    LIMITS,
    MOST_AT_A_TABLE,
    MOST_IDEAS,
    Content,
    CostLevel,
    Size,
    Start,
    check_content,
    check_count,
    check_version,
    content_of,
    numbers,
)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("12, 40", (12, 40)),
        ("nr 12 och 40, 12 igen", (12, 40)),
        ("", ()),
        ("inga", ()),
    ],
)
def test_numbers_are_found_in_what_people_write(written, found):
    assert numbers(written) == found


def test_a_proposal_needs_a_title_and_leads_to_ideas_that_can_be_read():
    content = Content(title=" Praopott ", what="Kommunen samlar platser.", ideas=(2, 1))
    assert check_content(content, {1, 2, 3}).title == "Praopott"
    assert check_content(content, {1, 2, 3}).ideas == (2, 1)
    with pytest.raises(TextMissing):
        check_content(Content(title="  "), set())
    with pytest.raises(UnknownIdea) as refusal:
        check_content(content, {1})
    assert refusal.value.facts["number"] == 2
    many = tuple(range(1, MOST_IDEAS + 2))
    with pytest.raises(UnknownIdea):
        check_content(Content(title="Allt", ideas=many), many)


@pytest.mark.parametrize("field", sorted(LIMITS))
def test_every_text_has_its_limit(field):
    said = {"title": "Namn", field: "x" * (LIMITS[field].most + 1)}
    with pytest.raises(TextTooLong) as refusal:
        check_content(Content(**said), set())
    assert refusal.value.facts["field"] == field


def test_a_newer_version_is_not_written_over_unseen():
    check_version(3, 3)
    with pytest.raises(ProposalChanged) as refusal:
        check_version(2, 3)
    assert refusal.value.facts["version"] == 3


def test_a_table_works_on_so_many():
    check_count(MOST_AT_A_TABLE - 1)
    with pytest.raises(TooManyProposals):
        check_count(MOST_AT_A_TABLE)


def test_of_its_goals_those_of_the_lab_stay_in_their_order():
    content = Content(title="Praopott", goals=("Jobb", "Vatten", "Jobb"))
    assert check_content(content, set(), ("Skola", "Vatten", "Jobb")).goals == ("Vatten", "Jobb")
    assert check_content(content, set()).goals == ()


def test_what_was_kept_reads_again_also_from_before_there_were_goals():
    said = Content(
        title="Praopott",
        ideas=(3, 1),
        goals=("Jobb",),
        start=Start.NEW,
        cost_level=CostLevel.UNKNOWN,
        size=Size.SMALL,
    )
    kept = json.loads(json.dumps(asdict(said)))
    assert content_of(kept) == said
    older = {key: kept[key] for key in kept.keys() - {"goals", "cost_level", "size"}}
    assert content_of(older) == replace(said, goals=(), cost_level=None, size=None)
    assert content_of({**kept, "start": None}).start is None
