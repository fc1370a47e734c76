"""Draws from a seed are these very numbers, on every machine and with every numpy."""

from labapp.domain.draws import below, raw, stream, unit


def test_the_stream_is_the_one_that_numpy_promises():
    assert raw(stream(1), (2,)).tolist() == [9441442522235856127, 17532960557476522086]
    assert below(stream(1), (2, 4), 10).tolist() == [[5, 9, 1, 9], [3, 4, 8, 4]]
    assert unit(stream(1)) == 0.5118216247002567


def test_the_shape_changes_nothing():
    whole = below(stream(7), (6,), 600).tolist()
    source = stream(7)
    assert [*below(source, (2, 2), 600).ravel(), *below(source, (2,), 600)] == whole


def test_each_number_below_the_bound_is_as_likely():
    drawn = below(stream(3), (60_000,), 6).tolist()
    assert set(drawn) == set(range(6))
    assert all(9_600 < drawn.count(number) < 10_400 for number in range(6))
