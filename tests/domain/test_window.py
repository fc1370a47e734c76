"""Written ideas before and after the meeting: when, and whether they wait for a person."""

from datetime import UTC, datetime, timedelta

import pytest

from labapp.domain.ideas import Channel, Moderation
from labapp.domain.phases import Action, Activity, LabStatus, Moment, allows, in_window, is_late
from labapp.domain.window import (
    WATCHES,
    NotAhead,
    channel,
    check_until,
    moderation,
    watch_ends,
)

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def moment(activity=None, status=LabStatus.PLANNED, *, between=True, until=HOUR, watched=None):
    return Moment(
        status=status,
        activity=activity,
        now=NOW,
        between=between,
        ideas_until=None if until is None else NOW + until,
        watched_until=None if watched is None else NOW + watched,
    )


@pytest.mark.parametrize(
    ("at", "open_"),
    [
        (moment(), True),
        (moment(Activity.INFORM, LabStatus.OPEN), True),
        (moment(until=None), False),
        (moment(until=timedelta(0)), False),
        (moment(until=-HOUR), False),
        (moment(Activity.VOTE, LabStatus.OPEN, between=False), False),
        (moment(Activity.REFLECT, LabStatus.CLOSED), False),
        (moment(Activity.COLLECT, LabStatus.OPEN), False),
    ],
)
def test_the_window_is_open_outside_the_meeting_until_its_time(at, open_):
    assert in_window(at) is open_
    if at.activity is not Activity.COLLECT:
        assert allows(at, Action.SUBMIT_IDEA) is open_
        assert allows(at, Action.CHANGE_IDEA) is open_
    assert not allows(at, Action.CAST_BALLOT) or at.activity is Activity.VOTE
    assert not allows(at, Action.MAKE_COMMITMENT)
    assert moderation(Moderation.AFTER, at) is (Moderation.BEFORE if open_ else Moderation.AFTER)
    assert channel(Channel.PHONE, at) is (Channel.ASYNC if open_ else Channel.PHONE)
    assert channel(Channel.PAPER, at) is Channel.PAPER


def test_what_comes_in_the_window_is_not_late():
    assert not is_late(moment(Activity.RESULTS, LabStatus.OPEN))
    assert is_late(moment(Activity.RESULTS, LabStatus.OPEN, until=None))


def test_while_somebody_watches_the_labs_own_rule_holds():
    assert moderation(Moderation.AFTER, moment(watched=HOUR)) is Moderation.AFTER
    assert moderation(Moderation.BEFORE, moment(watched=HOUR)) is Moderation.BEFORE
    assert moderation(Moderation.AFTER, moment(watched=-HOUR)) is Moderation.BEFORE


@pytest.mark.parametrize("until", [NOW, NOW - HOUR, NOW + timedelta(days=367)])
def test_a_time_that_is_past_or_far_off_is_refused(until):
    with pytest.raises(NotAhead) as refusal:
        check_until(until, NOW)
    assert refusal.value.facts == {"field": "until"}


def test_none_closes_the_window_and_no_hours_end_a_watch():
    check_until(None, NOW)
    check_until(NOW + HOUR, NOW)
    assert watch_ends(0, NOW) is None
    assert [watch_ends(hours, NOW) for hours in WATCHES[1:3]] == [NOW + HOUR, NOW + 2 * HOUR]
