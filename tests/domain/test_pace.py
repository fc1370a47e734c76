"""How far a lab is from its plan, as a table."""

from datetime import UTC, datetime, timedelta

import pytest

from labapp.domain.pace import Stand, behind

BEGAN = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
PLAN = (10, 15, 5)


def after(minutes):
    return BEGAN + timedelta(minutes=minutes)


def late(at, started, ends, now, paused=None, planned=PLAN):
    stand = Stand(
        at=at,
        began=BEGAN,
        started=after(started),
        ends=None if ends is None else after(ends),
        paused=None if paused is None else after(paused),
    )
    found = behind(planned, stand, after(now))
    return None if found is None else found.total_seconds() / 60


@pytest.mark.parametrize(
    ("where", "minutes"),
    [
        ({"at": 0, "started": 0, "ends": 10, "now": 4}, 0),
        ({"at": 0, "started": 0, "ends": 10, "now": 13}, 3),  # over time: it grows
        ({"at": 0, "started": 0, "ends": 12, "now": 4}, 2),  # two minutes were added
        ({"at": 1, "started": 17, "ends": 32, "now": 20}, 7),  # the first took seven too many
        ({"at": 1, "started": 6, "ends": 21, "now": 20}, -4),  # ahead
        ({"at": 1, "started": 6, "ends": 21, "now": 26}, 1),  # and lost again
        ({"at": 0, "started": 0, "ends": 10, "now": 9, "paused": 4}, 5),  # the clock stands still
        ({"at": 2, "started": 10, "ends": 15, "now": 11}, -15),  # a step was left out
        ({"at": 0, "started": 25, "ends": 35, "now": 26}, 25),  # back again
    ],
)
def test_how_far_the_end_of_the_step_is_from_the_plan(where, minutes):
    assert late(**where) == minutes


def test_a_step_without_minutes_is_as_late_as_it_began():
    assert late(1, 13, None, 40, planned=(10, None, 5)) == 3
    assert late(1, 13, 45, 40, planned=(10, None, 5)) == 3  # it was given minutes of its own


def test_nobody_knows_how_long_an_earlier_step_was_to_take():
    assert late(2, 30, 35, 31, planned=(10, None, 5)) is None
