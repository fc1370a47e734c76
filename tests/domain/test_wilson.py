"""Known values: Wilson 1927, and the example of the method page (18 of 25 = 72 percent, 52-86)."""

from math import comb

import pytest

from labapp.domain.wilson import wilson


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (18, 25, 0.5242, 0.8572),
        (10, 44, 0.1284, 0.3699),
        (0, 44, 0.0, 0.0803),
        (44, 44, 0.9197, 1.0),
        (1, 1, 0.2065, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_the_interval_is_wilsons(hits, of, low, high):
    assert wilson(hits, of) == pytest.approx((low, high), abs=5e-5)


def test_the_interval_holds_the_share_and_stays_between_none_and_all():
    for of in range(1, 60):
        for hits in range(of + 1):
            low, high = wilson(hits, of)
            assert 0 <= low <= hits / of <= high <= 1


def tail(least, of, share):
    """How likely `least` or more hits are."""
    return sum(comb(of, k) * share**k * (1 - share) ** (of - k) for k in range(least, of + 1))


def covered(of, share):
    """How often the interval holds the true share: the sum over all that may be drawn, exact."""
    return sum(
        comb(of, hits) * share**hits * (1 - share) ** (of - hits)
        for hits in range(of + 1)
        if wilson(hits, of)[0] <= share <= wilson(hits, of)[1]
    )


@pytest.mark.parametrize("of", [*range(1, 61), 120, 240])
def test_it_holds_the_true_share_in_ninety_five_of_a_hundred_on_average(of):
    """Over all shares from 0 to 1, each as likely: for every number of people by itself.

    Exact: the chance of `hits`, over the shares within their interval, is a difference of two
    binomial tails of one person more, divided by that many.
    """
    ends = [wilson(hits, of) for hits in range(of + 1)]
    average = sum(
        tail(hits + 1, of + 1, high) - tail(hits + 1, of + 1, low)
        for hits, (low, high) in enumerate(ends)
    ) / (of + 1)

    assert 0.95 <= average < 0.96


@pytest.mark.parametrize(("of", "least"), [(10, 0.84), (25, 0.83), (45, 0.87), (120, 0.88)])
def test_for_a_single_share_it_may_hold_less_often(of, least):
    """Near 0 and 1 it dips to 83 of 100; between a tenth and nine tenths it is 91 and more."""
    assert least < min(covered(of, step / 1000) for step in range(1, 1000)) < 0.93
    assert min(covered(of, step / 100) for step in range(10, 91)) > 0.91
