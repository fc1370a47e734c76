"""Known values: Wilson 1927, and the example of the method page (18 of 25 = 72 percent, 52-86)."""

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
