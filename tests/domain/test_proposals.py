"""What a proposal may say, and what it leads back to."""

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
    check_content,
    check_count,
    check_version,
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
