"""When a room is united, when it is divided, and how seldom chance says so."""

from collections import Counter
from fractions import Fraction
from math import comb, sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.headlines import (
    LEAST_STANDS,
    RATE,
    Headline,
    Stand,
    at_least,
    benjamini_hochberg,
    chance,
    divided,
    headlines,
)

IDEAS = 15
ROOMS = 1000


def united(*counts):
    return {line.choice: line.stand.value for line in headlines(dict(enumerate(counts)))}


def test_a_clear_room_is_united_for_and_against():
    """20 of 21 is less likely than 22 of 24, and is let in at the same rate: the second of two
    among three ideas.
    """
    stances = {4: (22, 2, 25), 9: (1, 20, 25), 2: (13, 12, 25)}
    q = Fraction(3, 2) * 2 * at_least(22, 24)

    def line(choice, stand):
        agree, disagree, answered = stances[choice]
        return Headline(
            choice=choice, stand=stand, agree=agree, disagree=disagree, answered=answered, q=q
        )

    assert headlines(stances) == (line(4, Stand.FOR), line(9, Stand.AGAINST))


def test_the_fewest_stands_could_not_do_it_with_one_fewer():
    alike = [2 * at_least(n, n) for n in (LEAST_STANDS, LEAST_STANDS - 1)]

    assert alike[0] <= RATE < alike[1]
    assert united((6, 0, 6)) == {0: "for"}


@pytest.mark.parametrize("few", range(LEAST_STANDS))
def test_a_few_votes_never_make_one_whatever_the_rate(few):
    assert headlines({1: (few, 0, few), 2: (0, few, few)}, rate=Fraction(99, 100)) == ()


def test_six_alike_are_not_enough_where_many_ideas_were_asked_about():
    assert united((6, 0, 6), *[(3, 3, 6)] * 14) == {}
    assert united(*[(6, 0, 6)] * 15) == dict.fromkeys(range(15), "for")


def test_most_of_those_who_answered_must_take_that_stand():
    assert united((40, 2, 100)) == {}
    assert united((50, 2, 100)) == {}
    assert united((51, 2, 100)) == {0: "for"}


def test_more_for_than_against_is_not_unity():
    """Of 600, 360 to 240 is far from chance, and divided."""
    assert 2 * at_least(360, 600) < Fraction(1, 100_000)
    assert divided(360, 240, 600)
    assert united((360, 240, 600), (480, 120, 600)) == {1: "for"}


def test_no_ideas_make_no_headlines():
    assert headlines({}) == ()


def room(rng, people, passing):
    """Stances on each idea where nobody leans to either side."""
    counts = {}
    for idea in range(IDEAS):
        stands = sum(rng.random() >= passing for _ in range(people))
        agree = rng.getrandbits(stands).bit_count() if stands else 0
        counts[idea] = (agree, stands - agree, people)
    return counts


def some_headline(people, ideas):
    """How likely a room in balance has any: exact, when nobody passes and ideas are independent.

    Some idea is let in when, for some k, at least k ideas have a chance of k / ideas of the rate
    or less. So count, threshold by threshold, the ways to stay below that.
    """
    chances = [(chance(n, people - n, people), comb(people, n)) for n in range(people + 1)]
    within = [
        sum(ways for own, ways in chances if own <= RATE * k / ideas) / 2**people
        for k in range(ideas + 1)
    ]
    none = {0: 1.0}
    for k in range(1, ideas + 1):
        share = (within[k] - within[k - 1]) / (1 - within[k - 1])
        following = Counter()
        for so_far, likely in none.items():
            for more in range(k - so_far):
                rest = ideas - so_far
                some = comb(rest, more) * share**more * (1 - share) ** (rest - more)
                following[so_far + more] += likely * some
        none = following
    return 1 - sum(none.values())


@pytest.mark.parametrize("ideas", [1, 5, 15, 40])
def test_not_one_room_in_balance_of_twenty_has_any_headline(ideas):
    likely = [some_headline(people, ideas) for people in (*range(1, 61), 120, 300)]

    assert max(likely) <= 0.05
    assert max(likely) > 0.03  # and the rate is used: it is no rule that says nothing


@pytest.mark.parametrize("passing", [0.0, 0.3])
@pytest.mark.parametrize("people", [10, 25, 45, 120])
def test_rooms_drawn_in_balance_have_as_few(people, passing):
    """At most one idea in twenty, by far; and rooms as above, within what 1,000 can tell."""
    rng = Random(people)
    found = [len(headlines(room(rng, people, passing))) for _ in range(ROOMS)]

    assert sum(found) <= 0.05 * ROOMS * IDEAS
    assert sum(map(bool, found)) <= (0.05 + 3 * sqrt(0.05 * 0.95 / ROOMS)) * ROOMS


@pytest.mark.parametrize("people", [25, 120])
def test_beside_true_headlines_few_are_chance_and_most_are_found(people):
    """A third of the ideas are liked by nine of ten; the others by half."""
    rng = Random(1995)
    liked = range(5)
    false, true = [], 0
    for _ in range(ROOMS):
        counts = room(rng, people, 0.0)
        for idea in liked:
            agree = sum(rng.random() < 0.9 for _ in range(people))
            counts[idea] = (agree, people - agree, people)
        lines = [line.choice for line in headlines(counts)]
        true += sum(idea in liked for idea in lines)
        false.append(sum(idea not in liked for idea in lines) / max(1, len(lines)))

    assert sum(false) / ROOMS <= 0.05
    assert true > 0.8 * ROOMS * len(liked)


COUNTS = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 10)).map(
    lambda c: (c[0], c[1], sum(c))
)
CHANCES = st.lists(st.fractions(0, 1), max_size=12)


@given(COUNTS)
def test_for_and_against_are_judged_alike(counts):
    agree, disagree, answered = counts
    assert chance(*counts) == chance(disagree, agree, answered)
    assert 0 < chance(*counts) <= 1


@given(CHANCES)
def test_adjusted_chances_keep_their_order_and_never_fall_below_their_own(chances):
    adjusted = benjamini_hochberg(chances)

    assert all(
        own <= q <= min(1, own * len(chances)) for own, q in zip(chances, adjusted, strict=True)
    )
    pairs = sorted(zip(chances, adjusted, strict=True))
    assert [q for _, q in pairs] == sorted(adjusted)


@given(CHANCES, st.fractions(0, 1))
def test_what_the_adjusted_chances_let_in_is_what_the_procedure_does(chances, rate):
    """As it is written: the largest k whose k-th smallest chance is at most k / m of the rate."""
    order = sorted(chances)
    m = len(chances)
    let_in = max((k for k in range(1, m + 1) if order[k - 1] <= rate * k / m), default=0)

    assert sum(q <= rate for q in benjamini_hochberg(chances)) >= let_in
    assert sorted(q <= rate for q in benjamini_hochberg(chances)).count(True) == (
        sum(own <= order[let_in - 1] for own in chances) if let_in else 0
    )


@given(CHANCES.filter(bool), st.data())
def test_a_smaller_chance_makes_no_other_larger(chances, data):
    index = data.draw(st.integers(0, len(chances) - 1))
    lower = [*chances]
    lower[index] /= 2

    before, after = benjamini_hochberg(chances), benjamini_hochberg(lower)
    assert all(new <= old for old, new in zip(before, after, strict=True))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((13, 12, 25), True),  # 52 and 48 of 100: 34 and 30 at least
        ((20, 5, 25), False),
        ((12, 11, 45), False),  # most passed
        ((200, 200, 600), True),
        ((3, 3, 6), False),  # too few to know
        ((0, 0, 0), False),
    ],
)
def test_divided_is_when_both_sides_are_surely_above_a_quarter(counts, expected):
    assert divided(*counts) is expected


@given(COUNTS)
def test_a_divided_room_is_never_united(counts):
    assert not (divided(*counts) and headlines({1: counts}))
    assert divided(*counts) == divided(counts[1], counts[0], counts[2])
