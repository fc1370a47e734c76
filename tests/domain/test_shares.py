"""Equal shares, greedy, and how they differ: examples, and what must hold for any ballots."""

from fractions import Fraction
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.shares import (
    Border,
    How,
    Worth,
    equal_shares,
    explained,
    greedy,
    proportional,
)

ALONE = Fraction(0)  # no completion
COUNT, COST = (How(worth=worth, step=ALONE) for worth in Worth)


def votes(*groups):
    return [dict.fromkeys(choices, 1) for voters, choices in groups for _ in range(voters)]


def test_a_minority_gets_its_share_where_the_most_votes_give_it_nothing():
    ballots = votes((60, [1, 2, 3]), (30, [4, 5, 6]))

    assert greedy(ballots, dict.fromkeys(range(1, 7), 1), 3).choices == (1, 2, 3)
    assert proportional(range(1, 7), ballots, 3).choices == (1, 2, 4)


def test_backers_with_too_little_left_give_all_and_the_others_share_the_rest():
    """Purses of 5, worked by hand: choice 1 costs three people 2 each; then 2 takes the last 3 of
    two of them, and 4 of somebody else; who wants 3 has 3 left of the 4 it costs.
    """
    ballots = votes((2, [1, 2]), (1, [1, 3]), (1, [2]))
    costs = {1: 6, 2: 10, 3: 4}

    chosen = equal_shares(ballots, costs, 20, COST)

    assert (chosen.choices, chosen.spent, chosen.share) == ((1, 2), 16, 5)


def test_points_say_how_a_cost_is_shared():
    """Of 9 the first pays 2 for every 1 of the second, and has just 6."""
    ballots = [{1: 2}, {1: 1}]

    assert equal_shares(ballots, {1: 9}, 12, COST).choices == (1,)
    assert equal_shares(ballots, {1: 10}, 10, COST).choices == (1,)  # 5 and 5: all they have


def test_by_cost_the_most_votes_go_first_and_by_count_the_cheap():
    ballots = votes((6, [1, 2]), (4, [1]))
    costs = {1: 60, 2: 20}

    assert equal_shares(ballots, costs, 100, COST).choices[0] == 1
    assert equal_shares(ballots, costs, 100, COUNT).choices[0] == 2


def test_larger_shares_let_those_pay_who_almost_could():
    ballots = votes((3, [1]), (3, [2]), (2, [3]))
    costs = dict.fromkeys((1, 2, 3), 1)

    assert equal_shares(ballots, costs, 2, How(step=ALONE)).choices == ()
    assert equal_shares(ballots, costs, 2).choices == (1, 2)


def test_a_step_that_would_overspend_is_not_taken_and_filling_has_a_name():
    ballots = votes((2, [1]), (1, [2]), (1, [3]), (1, [4]))
    costs = dict.fromkeys((1, 2, 3, 4), 1)

    short = equal_shares(ballots, costs, 2, How(step=Fraction(1, 10)))
    whole = equal_shares(ballots, costs, 2, How(step=Fraction(1, 10), fill=True))

    assert (short.choices, short.filled, short.borders) == ((1,), (), ())
    assert (whole.choices, whole.filled, whole.spent) == ((1, 2), (2,), 2)
    assert whole.borders == (Border(taken=(2,), left=(3, 4), by="offered"),)


def test_a_larger_share_may_leave_out_what_a_smaller_one_bought():
    """So Add1 adds to what is spent as a rule and not always: here 34 after 36."""
    likes = [(0, 2, 3, 4), (0, 2, 5), (0, 1, 2, 3), (0, 1, 4, 5, 6, 7), (0, 2, 3, 4), (0, 6, 7)]
    likes += [(1, 3, 5, 6, 7), (0, 1, 2, 4, 5, 7)]
    ballots = votes(*((1, choices) for choices in likes))
    costs = dict(enumerate((13, 3, 13, 8, 3, 8, 2, 8)))

    assert equal_shares(ballots, costs, 39, COST).choices == (0, 2, 7, 6)
    raised = equal_shares(ballots, costs, 39, How(step=Fraction(39, 160)))
    assert (raised.choices, raised.spent) == ((0, 2, 1, 6, 4), 34)


def test_very_few_do_not_keep_the_shares_rising_for_ever():
    ballots = votes((590, [1]), (1, [2]), (1, [3]), (2, [4]))

    chosen = proportional([1, 2, 3, 4], ballots, 2)

    assert (chosen.choices, chosen.filled) == ((1, 4), (4,))
    assert chosen.share == 5 * Fraction(2, 594)


def test_who_marked_nothing_has_no_share_and_no_support_is_not_bought():
    ballots = [*votes((2, [1])), {}, {2: 0}, {2: -1}]

    chosen = equal_shares(ballots, {1: 4, 2: 1}, 4, How(step=ALONE))

    assert (chosen.choices, chosen.share) == ((1,), 2)
    assert greedy(ballots, {1: 4, 2: 1}, 5).choices == (1,)


def test_without_voters_or_money_nothing_is_chosen():
    assert equal_shares([], {1: 1}, 1).choices == ()
    assert equal_shares([{1: 1}], {1: 1}, 0).choices == ()
    assert greedy([], {1: 1}, 1).choices == ()


def test_what_costs_nothing_is_chosen_and_what_costs_too_much_is_not_in_the_way():
    ballots = votes((1, [1, 2, 3]), (1, [3]))

    for chosen in (equal_shares(ballots, {1: 0, 2: 2, 3: 9}, 2), greedy(ballots, {1: 0, 3: 9}, 2)):
        assert chosen.choices[0] == 1
        assert 3 not in chosen.choices


def test_equal_choices_are_bought_in_the_order_offered_and_it_says_so():
    ballots = votes((1, [7]), (1, [3]))

    chosen = equal_shares(ballots, {7: 2, 3: 2}, 2, How(step=Fraction(1)))
    assert chosen.choices == ()
    assert proportional([7, 3], ballots, 1).borders == (
        Border(taken=(7,), left=(3,), by="offered"),
    )
    tied = equal_shares(votes((2, [7, 3])), {7: 1, 3: 1}, 1)
    assert (tied.choices, tied.borders[0].left) == ((7,), (3,))


@pytest.mark.parametrize(
    ("costs", "chosen", "borders"),
    [
        ({1: 4, 2: 4, 3: 4}, (1, 2), (Border(taken=(1, 2), left=(3,), by="offered"),)),
        ({1: 5, 2: 4, 3: 4}, (2, 3), (Border(taken=(2, 3), left=(1,), by="cheaper"),)),
        ({1: 4, 2: 4, 3: 9}, (1, 2), ()),
        ({1: 2, 2: 2, 3: 2}, (1, 2, 3), ()),
    ],
)
def test_greedy_says_where_a_tie_at_the_border_was_decided_and_how(costs, chosen, borders):
    found = greedy(votes((5, [1, 2, 3])), costs, 8)

    assert (found.choices, found.borders) == (chosen, borders)


def test_greedy_skips_what_no_longer_fits():
    found = greedy(votes((3, [1]), (2, [2]), (1, [3])), {1: 5, 2: 4, 3: 2}, 7)

    assert (found.choices, found.spent, found.borders) == ((1, 3), 7, ())


def test_the_difference_counts_lists_and_people():
    ballots = [*votes((6, [1, 2]), (3, [3]), (1, [4]), (1, [1, 3])), {}]

    found = explained(ballots, (1, 2), (1, 3))

    assert (found.both, found.only_first, found.only_second) == ((1,), (2,), (3,))
    assert (found.voters, found.reached_first, found.reached_second) == (11, 7, 10)
    assert (found.only_by_first, found.only_by_second) == (0, 3)


BALLOTS = st.lists(st.dictionaries(st.integers(0, 5), st.integers(0, 3)), max_size=10)
COSTS = st.lists(st.integers(0, 6), min_size=1, max_size=6).map(
    lambda costs: dict(enumerate(costs))
)
HOWS = st.builds(
    How, worth=st.sampled_from(Worth), step=st.sampled_from([None, ALONE]), fill=st.booleans()
)


@given(BALLOTS, COSTS, st.integers(0, 20), HOWS, st.randoms())
def test_the_order_of_the_ballots_means_nothing(ballots, costs, budget, how, chance):
    other = list(ballots)
    chance.shuffle(other)

    assert equal_shares(ballots, costs, budget, how) == equal_shares(other, costs, budget, how)
    assert greedy(ballots, costs, budget) == greedy(other, costs, budget)


@given(BALLOTS, COSTS, st.integers(0, 20), HOWS)
def test_nothing_is_overspent_or_chosen_twice_or_without_support(ballots, costs, budget, how):
    for chosen in (equal_shares(ballots, costs, budget, how), greedy(ballots, costs, budget)):
        assert chosen.spent == sum(costs[choice] for choice in chosen.choices) <= budget
        assert len(set(chosen.choices)) == len(chosen.choices)
        assert all(any(b.get(c, 0) > 0 for b in ballots) for c in chosen.choices)
        for border in chosen.borders:
            assert set(border.taken) <= set(chosen.choices)
            assert border.left
            assert not set(border.left) & set(chosen.choices)


@given(BALLOTS, COSTS, st.integers(0, 20))
def test_greedy_and_a_filled_list_leave_no_room_for_what_has_support(ballots, costs, budget):
    supported = {choice for b in ballots for choice, points in b.items() if points} & costs.keys()

    for chosen in (
        equal_shares(ballots, costs, budget, How(fill=True)),
        greedy(ballots, costs, budget),
    ):
        room = budget - chosen.spent
        assert all(costs[choice] > room for choice in supported - set(chosen.choices))


@given(BALLOTS, st.integers(1, 6))
def test_all_that_agree_and_are_enough_get_a_choice(ballots, size):
    """Justified representation: n / size who share a choice are not all left without one."""
    voters = [{c for c, points in b.items() if points} for b in ballots if any(b.values())]
    alike = [dict.fromkeys(liked, 1) for liked in voters]
    chosen = set(proportional(range(6), alike, size).choices)

    for choice in range(6):
        without = [liked for liked in voters if choice in liked and not liked & chosen]
        assert len(without) * size < len(voters) or not without


@given(BALLOTS, st.integers(0, 6))
def test_a_shortlist_is_as_long_as_asked_where_there_is_support(ballots, size):
    supported = {choice for b in ballots for choice, points in b.items() if points}

    assert len(proportional(range(6), ballots, size).choices) == min(size, len(supported))


@given(BALLOTS, COSTS, st.integers(1, 20))
def test_everybody_twice_is_the_same_room(ballots, costs, budget):
    once, twice = (equal_shares(room, costs, budget) for room in (ballots, ballots * 2))

    assert (once.choices, once.borders) == (twice.choices, twice.borders)


def test_a_hall_of_six_hundred_does_not_wait():
    """A tenth of a second where it was measured; ten times that is let through."""
    ballots = [{(n * n + n * k + k**3) % 41: 1 for k in range(5)} for n in range(600)]

    started = process_time()
    chosen = proportional(range(41), ballots, 7)

    assert len(chosen.choices) == 7
    assert process_time() - started < 1
