"""Points in groups, and the silhouette by hand."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labapp.domain.clusters import k_means, silhouette
from labapp.domain.draws import stream

SQUARE = np.array([[0.0, 0.0], [0.0, 1.0], [9.0, 0.0], [9.0, 1.0]])


def test_what_lies_apart_is_put_apart():
    labels = k_means(SQUARE, 2, stream(1)).tolist()
    assert labels[0] == labels[1] != labels[2] == labels[3]


def test_the_silhouette_is_rousseeuws():
    near, far = 1.0, (9 + 82**0.5) / 2
    labels = np.array([0, 0, 1, 1])
    assert silhouette(SQUARE, labels) == pytest.approx((far - near) / far)
    assert silhouette(SQUARE, np.zeros(4, dtype=int)) == 0
    alone = silhouette(SQUARE[:3], np.array([0, 0, 1]))
    assert alone == pytest.approx(((9 - 1) / 9 + (82**0.5 - 1) / 82**0.5 + 0) / 3)


def test_points_that_are_the_same_are_one_group():
    assert set(k_means(np.ones((12, 2)), 3, stream(1)).tolist()) == {0}
    assert silhouette(np.ones((4, 2)), np.array([0, 0, 1, 1])) == 0


@settings(deadline=None)
@given(
    st.lists(st.tuples(*[st.integers(-9, 9)] * 2), min_size=2, max_size=30),
    st.integers(2, 5),
    st.integers(0, 99),
)
def test_everybody_is_in_the_group_whose_middle_is_nearest(points, k, seed):
    where = np.array(points, dtype=float)
    labels = k_means(where, k, stream(seed))
    groups = np.unique(labels)
    middles = np.array([where[labels == group].mean(axis=0) for group in groups])
    reach = ((where[:, None] - middles[None]) ** 2).sum(axis=2)
    own = reach[np.arange(len(where)), np.searchsorted(groups, labels)]
    assert (own <= reach.min(axis=1) + 1e-9).all()
    assert -1 <= silhouette(where, labels) <= 1
