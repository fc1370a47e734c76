"""Waiting times: percentiles that somebody waited, and news that really came."""

import pytest

from labapp.cli.rehearse.dice import Dice
from labapp.cli.rehearse.target import NoTarget, Target, is_same_server, read_target
from labapp.cli.rehearse.waits import Heard, Told, news_waits, spread


def test_percentiles_are_times_that_somebody_waited():
    times = [n / 100 for n in range(1, 101)]
    found = spread(reversed(times))
    assert (found.count, found.p50, found.p95, found.p99, found.longest) == (
        100,
        0.5,
        0.95,
        0.99,
        1.0,
    )
    assert spread([]).count == 0
    assert spread([3.0]).p50 == spread([3.0]).p99 == 3.0


def heard(*news, gaps=()):
    screen = Heard(gaps=list(gaps))
    for name, seq, at in news:
        screen.hear(name, seq, at)
    return screen


def test_the_first_news_at_or_past_the_number_tells_of_an_action():
    screen = heard(("idea.added", 4, 1.0), ("idea.added", 9, 2.0), ("phase.moved", 5, 1.1))
    told = [Told("idea.added", 4, 0.8), Told("idea.added", 5, 0.9), Told("idea.added", 10, 3.0)]
    assert list(news_waits(told, [screen])) == pytest.approx([0.2, 1.1])


def test_a_screen_that_was_cut_off_in_between_is_left_out():
    cut = heard(("idea.added", 4, 5.0), gaps=[2.0])
    whole = heard(("idea.added", 4, 1.5), gaps=[2.0])
    assert list(news_waits([Told("idea.added", 4, 1.0)], [cut, whole])) == [0.5]


def test_the_same_seed_rolls_the_same_for_the_same_person():
    assert [Dice(7, 1).roll() for _ in range(2)] == [Dice(7, 1).roll()] * 2
    assert Dice(7, 1).roll() != Dice(7, 2).roll()
    dice = Dice(1)
    assert {dice.whole(1, 3) for _ in range(99)} == {1, 2, 3}
    assert sorted(dice.some([1, 2, 3], 5)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("http://127.0.0.1:5000", Target("http://127.0.0.1:5000")),
        ("127.0.0.1:5000/", Target("http://127.0.0.1:5000")),
        (
            "https://labb.example/l/12345678",
            Target("https://labb.example", "/l/12345678", "12345678"),
        ),
        (
            "https://labb.example/j/abcdefghijklmnop_-",
            Target("https://labb.example", "/j/abcdefghijklmnop_-"),
        ),
    ],
)
def test_an_address_is_a_server_or_a_lab(url, target):
    assert read_target(url) == target


@pytest.mark.parametrize("url", ["ftp://a/", "http://a/labs", "http://a/l/1234", "http://", ""])
def test_another_address_is_refused(url):
    with pytest.raises(NoTarget):
        read_target(url)


@pytest.mark.parametrize(
    ("base", "same"),
    [
        ("http://127.0.0.1:5000", True),
        ("http://localhost:5000", True),
        ("http://192.0.2.7:5000", True),
        ("http://127.0.0.1:5001", False),
        ("http://labb.example:5000", False),
    ],
)
def test_the_key_is_for_the_server_that_it_is_of(base, same):
    assert is_same_server(base, "http://127.0.0.1:5000", "http://192.0.2.7:5000") is same
