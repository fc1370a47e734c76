"""Who stands behind an idea: each person once, through every merge and its undoing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from labapp.domain import agreeing, merging
from labapp.domain.agreeing import IdeaNotShown, OwnIdea, TooManyAgreements
from labapp.domain.ideas import IdeaStatus
from labapp.domain.merging import Original
from tests.domain.test_merging import put_together

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
IDEAS = range(6)
PEOPLE = range(1, 7)
AUTHORS = some.lists(
    some.none() | some.sampled_from(PEOPLE), min_size=len(IDEAS), max_size=len(IDEAS)
)
SAID = some.dictionaries(some.sampled_from(IDEAS), some.sets(some.sampled_from(PEOPLE)))
PAIRS = some.lists(some.tuples(some.sampled_from(IDEAS), some.sampled_from(IDEAS)), max_size=8)


def behind(together, said):
    """Who stands behind ideas that stand together: their writers, and all who agree."""
    return merging.people(together) | agreeing.agreeing(together, said)


def groups(joins):
    found = merging.groups(joins)
    return [found.get(idea, {idea}) for idea in IDEAS if idea not in joins]


@given(PAIRS, AUTHORS, SAID)
def test_a_person_stands_once_behind_ideas_that_were_put_together(pairs, authors, said):
    for group in groups(put_together(pairs)):
        together = [Original(idea, IdeaStatus.MERGED, authors[idea]) for idea in group]
        wrote = {authors[idea] for idea in group} - {None}
        agreed = {person for idea in group for person in said.get(idea, ())}
        assert behind(together, said) == wrote | agreed
        assert agreeing.agreeing(together, said) == agreed - wrote
        assert len(behind(together, said)) <= len(PEOPLE)


@given(PAIRS, some.sets(some.sampled_from(IDEAS)), AUTHORS, SAID)
def test_taking_apart_gives_each_idea_its_own_people_back(pairs, ideas, authors, said):
    joins = put_together(pairs)
    if not joins.keys() & ideas:
        return
    before = put_together([(idea, into) for idea, into in joins.items() if idea not in ideas])
    assert merging.parted(joins, ideas) == before
    for one, other in zip(groups(merging.parted(joins, ideas)), groups(before), strict=True):
        theirs = [
            behind([Original(i, IdeaStatus.VISIBLE, authors[i]) for i in group], said)
            for group in (one, other)
        ]
        assert theirs[0] == theirs[1]


@given(PAIRS, AUTHORS, SAID)
def test_merging_never_has_more_people_than_there_were_nor_loses_one(pairs, authors, said):
    alone = [behind([Original(i, IdeaStatus.VISIBLE, authors[i])], said) for i in IDEAS]
    together = [
        behind([Original(i, IdeaStatus.VISIBLE, authors[i]) for i in group], said)
        for group in groups(put_together(pairs))
    ]
    assert set().union(*together) == set().union(*alone)
    assert sum(map(len, together)) <= sum(map(len, alone))


@pytest.mark.parametrize("status", list(IdeaStatus))
def test_only_what_can_be_read_is_agreed_with_and_never_by_its_writer(status):
    if status in {IdeaStatus.VISIBLE, IdeaStatus.MASKED, IdeaStatus.MERGED}:
        agreeing.check_agreement(status, wrote=False)
        with pytest.raises(OwnIdea):
            agreeing.check_agreement(status, wrote=True)
    else:
        with pytest.raises(IdeaNotShown):
            agreeing.check_agreement(status, wrote=False)


def test_more_may_be_agreed_with_than_written_but_not_by_a_script():
    agreeing.RATE.check([NOW] * 39, NOW)
    with pytest.raises(TooManyAgreements):
        agreeing.RATE.check([NOW] * 40, NOW)
    agreeing.RATE.check([NOW - timedelta(minutes=2)] * 999, NOW)
    with pytest.raises(TooManyAgreements):
        agreeing.RATE.check([NOW - timedelta(days=2)] * 1000, NOW)
