"""Merging keeps every original, counts a person once, and is undone exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from labapp.domain import merging
from labapp.domain.errors import IdeaGone, MergeInVote, NothingToMerge, NotMerged
from labapp.domain.ideas import IdeaStatus
from labapp.domain.merging import Original
from labapp.domain.rules import Rule
from labapp.domain.voting import RoundStatus, tally

IDEAS = range(8)
PAIRS = some.lists(some.tuples(some.sampled_from(IDEAS), some.sampled_from(IDEAS)), max_size=12)
AUTHORS = some.lists(some.none() | some.integers(1, 4), min_size=len(IDEAS), max_size=len(IDEAS))
MARKS = some.dictionaries(some.sampled_from(IDEAS), some.integers(1, 3), max_size=5)
GONE = [IdeaStatus.HIDDEN, IdeaStatus.WITHDRAWN, IdeaStatus.MERGED]


def put_together(pairs, joins=None):
    """Merge pair by pair as a desk does: what a person points at is the one that is kept."""
    joins = joins or {}
    for one, into in pairs:
        kept = merging.kept(joins)
        joining, target = kept.get(one, one), kept.get(into, into)
        if joining != target:
            joins = merging.merged(joins, target, [joining])
    return joins


def together(joins):
    return set(merging.groups(joins).values())


@pytest.mark.parametrize("gone", GONE)
def test_only_what_is_shown_is_merged(gone):
    shown, other = Original(1, IdeaStatus.VISIBLE), Original(2, IdeaStatus.MASKED)
    merging.check_merge(shown, [other])
    for into, joining in ((shown, Original(3, gone)), (Original(3, gone), shown)):
        with pytest.raises(IdeaGone):
            merging.check_merge(into, [other, joining])


def test_an_idea_is_not_merged_into_itself():
    idea = Original(1, IdeaStatus.VISIBLE)
    for joining in ([], [idea]):
        with pytest.raises(NothingToMerge):
            merging.check_merge(idea, joining)
    assert merging.merged({}, 1, [1, 2]) == {2: 1}


def test_nothing_is_merged_while_a_vote_is_open():
    for status in (None, RoundStatus.CLOSED, RoundStatus.SUPERSEDED):
        merging.check_round(status)
    with pytest.raises(MergeInVote):
        merging.check_round(RoundStatus.OPEN)


@given(PAIRS)
def test_there_is_never_a_circle_and_what_is_kept_stands_by_itself(pairs):
    joins = put_together(pairs)
    assert set(merging.kept(joins).values()).isdisjoint(joins)


@given(PAIRS, some.randoms(), AUTHORS)
def test_the_order_of_merges_does_not_matter_for_originals_and_people(pairs, dice, authors):
    mixed = [pair if dice.random() < 0.5 else pair[::-1] for pair in pairs]
    dice.shuffle(mixed)
    first, other = together(put_together(pairs)), together(put_together(mixed))
    assert first == other
    for group in first:
        written = [Original(idea, IdeaStatus.MERGED, authors[idea]) for idea in group]
        assert merging.people(written) == {authors[idea] for idea in group} - {None}


@given(PAIRS, PAIRS, some.sampled_from(IDEAS), some.sets(some.sampled_from(IDEAS)))
def test_undoing_a_merge_leaves_what_there_would_be_without_it(before, after, into, ideas):
    earlier = put_together(before)
    kept = merging.kept(earlier)
    target = kept.get(into, into)
    joining = {kept.get(idea, idea) for idea in ideas} - {target}
    merged = merging.merged(earlier, target, joining)
    if not joining:
        return
    assert merging.parted(merged, joining) == earlier
    later = put_together(after, merged)
    left = merging.parted(later, joining)
    assert left == {idea: to for idea, to in later.items() if idea not in joining}
    assert set(merging.kept(left).values()).isdisjoint(left)


def test_what_was_repointed_comes_back_with_the_one_it_was_put_under():
    a, b, c = 1, 2, 3
    joins = merging.merged(merging.merged({}, b, [c]), a, [b])
    assert merging.kept(joins) == {b: a, c: a}
    assert merging.kept(merging.parted(joins, {b})) == {c: b}
    assert merging.kept(merging.parted(joins, {c})) == {b: a}
    with pytest.raises(NotMerged):
        merging.parted(joins, {a})


@pytest.mark.parametrize("masked", [False, True])
def test_an_idea_is_read_by_itself_again_unless_it_was_hidden_since(masked):
    shown = IdeaStatus.MASKED if masked else IdeaStatus.VISIBLE
    assert merging.status_after(IdeaStatus.MERGED, masked=masked) is shown
    assert merging.status_after(IdeaStatus.HIDDEN, masked=masked) is IdeaStatus.HIDDEN


@given(some.lists(MARKS, max_size=8), PAIRS, some.integers(1, 3))
def test_a_vote_with_merges_counts_each_voter_once_and_caps_the_points(ballots, pairs, most):
    rule = Rule(points=20, max_per_choice=most)
    under = merging.kept(put_together(pairs))
    kept = [idea for idea in IDEAS if idea not in under]
    counted = tally(kept, [merging.folded(marks, under, rule) for marks in ballots])
    assert counted.voted == sum(bool(marks) for marks in ballots)
    for row in counted.rows:
        group = {row.choice} | {idea for idea, root in under.items() if root == row.choice}
        voters = [marks for marks in ballots if group & marks.keys()]
        assert row.voters == len(voters)
        assert row.points <= most * len(voters)


def test_without_merges_a_vote_is_what_it_was():
    assert merging.folded({1: 2, 5: 1}, {}, Rule(points=3, max_per_choice=2)) == {1: 2, 5: 1}
