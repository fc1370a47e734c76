"""Opinion groups: those who were planted are found, and nobody is found in noise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labapp.domain.draws import stream
from labapp.domain.independence import ENOUGH, PERMUTATIONS, p_value
from labapp.domain.opinions import FEWEST_IN_GROUP, Stance, opinion_groups
from tests.domain.rooms import Dice

IDEAS = range(15)
NOISE = ("even", "popular", "half seen", "agreeable")


def room(seed=1, **how):
    return Dice(seed).planted(**how)


@pytest.fixture(scope="module")
def noise():
    """A thousand rooms of noise, a quarter of each kind: which of them have groups."""
    dice = Dice(17)
    return {
        kind: [bool(opinion_groups(IDEAS, dice.noise(30, 15, kind), seed)) for seed in range(250)]
        for kind in NOISE
    }


def test_noise_has_groups_no_more_often_than_the_test_allows(noise):
    assert sum(map(sum, noise.values())) <= 70


@pytest.mark.parametrize("kind", NOISE)
def test_no_kind_of_noise_has_groups_much_more_often(kind, noise):
    assert sum(noise[kind]) <= 23  # of 250; 12.5 are expected, and 24 or more once in 500


@pytest.mark.parametrize("one_way", [False, True])
def test_planted_groups_are_found(one_way):
    dice = Dice(18)
    rooms = [dice.planted(one_way=one_way) for _ in range(100)]
    found = [opinion_groups(IDEAS, ballots, seed) for seed, ballots in enumerate(rooms)]
    assert sum(map(bool, found)) >= 80
    two = [[set(group.people) for group in groups.groups] for groups in found if groups]
    right = [max(len(people & set(range(12, 30))) for people in groups) for groups in two]
    assert np.mean([len(groups) == 2 for groups in two]) > 0.7
    assert np.median(right) >= 16  # of the 18


def test_groups_are_counted_and_hold_everybody_once():
    ballots = room(apart=0.95)
    found = opinion_groups(IDEAS, ballots, seed=1)
    people = [person for group in found.groups for person in group.people]
    assert sorted(people) == list(range(30))
    assert found.unplaced == ()
    assert found.p <= 0.05
    assert 0 < found.silhouette <= 1
    assert [group.size for group in found.groups] == [18, 12]
    first = found.groups[0]
    votes = [ballots[person][3] for person in first.people]
    stance = Stance(idea=3, agree=votes.count(1), disagree=votes.count(-1), passed=votes.count(0))
    assert first.stances[3] == stance
    assert stance.seen == 18


def test_three_groups_are_three():
    ballots = [
        {idea: 1 if (idea + person) % 5 and idea % 3 == person % 3 else -1 for idea in range(18)}
        for person in range(45)
    ]
    found = opinion_groups(range(18), ballots, seed=1)
    thirds = [{person % 3 for person in group.people} for group in found.groups]
    assert sorted(thirds, key=min) == [{0}, {1}, {2}]


def test_two_by_themselves_are_no_group_and_hide_none():
    ballots = room(apart=0.95)
    odd = [dict.fromkeys(range(8, 15), -1) | dict.fromkeys(range(8), 0) for _ in range(2)]
    found = opinion_groups(IDEAS, [*ballots, *odd], seed=1)
    assert min(group.size for group in found.groups) >= FEWEST_IN_GROUP
    assert {frozenset(group.people) - {30, 31} for group in found.groups} == {
        frozenset(range(12)),
        frozenset(range(12, 30)),
    }


def test_who_answered_few_ideas_is_not_placed():
    ballots = [*room(), {0: 1, 1: -1, 2: 1}, {}]
    found = opinion_groups(IDEAS, ballots, seed=1)
    assert found.unplaced == (30, 31)
    assert found.groups == opinion_groups(IDEAS, ballots[:30], seed=1).groups


def test_where_there_are_few_ideas_all_must_be_answered():
    ballots = [dict.fromkeys(range(5), 1 if person < 10 else -1) for person in range(20)]
    ballots = [ballot | {person % 5: 0} for person, ballot in enumerate(ballots)]
    mixed = [{idea: vote * (-1) ** idea for idea, vote in ballot.items()} for ballot in ballots]
    found = opinion_groups(range(5), [*mixed, {0: 1, 1: -1, 2: 1, 3: -1}], seed=1)
    assert {group.people for group in found.groups} == {tuple(range(10)), tuple(range(10, 20))}
    assert found.unplaced == (20,)


@pytest.mark.parametrize(
    "ballots",
    [
        [],
        [{}] * 30,
        room(people=9),
        [dict.fromkeys(IDEAS, 1)] * 30,
        [{idea: ballot.get(idea) for idea in range(4)} for ballot in room()],
    ],
    ids=["nobody", "nothing said", "nine people", "of one mind", "four ideas"],
)
def test_too_little_is_not_tried(ballots):
    assert opinion_groups(IDEAS, ballots, seed=1) is None


def test_another_vote_is_refused():
    with pytest.raises(ValueError, match="neither agree, pass nor disagree"):
        opinion_groups(IDEAS, [{0: 2}], seed=1)


def test_the_first_component_of_the_planted_is_larger_than_of_any_shuffle():
    votes = np.array([[ballot[idea] for ballot in room()] for idea in IDEAS], dtype=float)
    assert p_value(votes, np.ones(votes.shape, dtype=bool), stream(1)) == 1 / (1 + PERMUTATIONS)


def test_shuffling_stops_when_the_answer_can_only_be_no():
    votes = np.array([[ballot[idea] for idea in IDEAS] for ballot in Dice(2).noise(30, 15, "even")])
    source = stream(1)
    p = p_value(votes.T.astype(float), np.ones((15, 30), dtype=bool), source)
    assert 0.05 < p <= 1
    assert ENOUGH / p < PERMUTATIONS


@pytest.mark.parametrize("seen", [1.0, 0.6])
def test_p_is_as_often_small_as_it_says(seen):
    """In noise p is at most 0.02 in 2 rooms of 100."""
    dice = Dice(21)
    small = 0
    for seed in range(300):
        votes = np.where(dice.unit(12, 20) < 0.4, 1.0, -1.0)
        small += p_value(votes, dice.unit(12, 20) < seen, stream(seed)) <= 0.02
    assert small <= 14


def sets(found, ballots):
    """The groups by what their people said, since people have no names."""
    if found is None:
        return None
    said = [sorted(sorted(ballots[who].items()) for who in group.people) for group in found.groups]
    return said, found.p, found.silhouette, [group.stances for group in found.groups]


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 40), st.booleans(), st.data())
def test_the_same_ballots_in_any_order_give_the_same(seed, one_way, data):
    ballots = room(seed, one_way=one_way, people=24, ideas=9, dividing=6)
    turned = data.draw(st.permutations(ballots))
    ideas = data.draw(st.permutations(range(9)))
    found = opinion_groups(range(9), ballots, seed)
    assert repr(found) == repr(opinion_groups(range(9), ballots, seed))
    assert sets(found, ballots) == sets(opinion_groups(ideas, turned, seed), turned)


@settings(deadline=None)
@given(
    st.lists(st.dictionaries(st.integers(0, 8), st.sampled_from([-1, 0, 1])), max_size=30),
    st.integers(0, 2**64),
)
def test_any_ballots_can_be_asked(ballots, seed):
    found = opinion_groups(range(8), ballots, seed)
    placed = [who for group in (found.groups if found else ()) for who in group.people]
    assert found is None or sorted([*placed, *found.unplaced]) == list(range(len(ballots)))
