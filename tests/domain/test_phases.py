"""What may be done when, as tables."""

from datetime import UTC, datetime, timedelta

import pytest

from labapp.domain.errors import LabClosed, MinutesOutOfRange, NoSuchPhase, PhaseClosed
from labapp.domain.phases import (
    ALWAYS,
    Action,
    Activity,
    LabStatus,
    Moment,
    PlannedPhase,
    allows,
    check_plan,
    ends_at,
    is_late,
    require,
    step_to,
)

NOW = datetime(2026, 3, 4, 18, 0, tzinfo=UTC)


def moment(activity, status=LabStatus.OPEN, ended=None):
    ended_at = None if ended is None else NOW - timedelta(seconds=ended)
    return Moment(status=status, activity=activity, now=NOW, collect_ended_at=ended_at)


@pytest.mark.parametrize(
    ("activity", "allowed"),
    [
        (None, set()),
        (Activity.INFORM, set()),
        (Activity.COLLECT, {Action.SUBMIT_IDEA, Action.CHANGE_IDEA, Action.AGREE}),
        (Activity.GALLERY, {Action.SUBMIT_IDEA, Action.CHANGE_IDEA, Action.AGREE}),
        (Activity.GROUP, {Action.PROPOSE_NAME, Action.PLACE_IDEA}),
        (Activity.VOTE, {Action.CAST_BALLOT}),
        (Activity.RESULTS, set()),
        (Activity.COMMIT, {Action.MAKE_COMMITMENT}),
        (Activity.REFLECT, set()),
    ],
)
def test_each_activity_allows_its_own_actions_and_no_other(activity, allowed):
    always = set(ALWAYS) if activity else set()
    assert {action for action in Action if allows(moment(activity), action)} == allowed | always


@pytest.mark.parametrize(
    ("seconds", "accepted"), [(0, True), (90, True), (91, False), (-5, False), (None, False)]
)
def test_a_late_idea_counts_for_ninety_seconds(seconds, accepted):
    late = moment(Activity.GROUP, ended=seconds)

    assert allows(late, Action.SUBMIT_IDEA) is accepted
    assert is_late(late)
    assert not allows(late, Action.CHANGE_IDEA)


def test_an_action_out_of_its_phase_is_refused():
    with pytest.raises(PhaseClosed):
        require(moment(Activity.GROUP), Action.CAST_BALLOT)


@pytest.mark.parametrize("action", list(Action))
def test_a_closed_lab_refuses_everything(action):
    with pytest.raises(LabClosed):
        require(moment(Activity.VOTE, LabStatus.CLOSED, ended=1), action)


@pytest.mark.parametrize("action", list(Action))
def test_a_planned_lab_allows_nothing(action):
    assert not allows(moment(Activity.COLLECT, LabStatus.PLANNED), action)


@pytest.mark.parametrize(
    ("current", "to", "there"),
    [
        (None, "next", "a"),
        ("a", "next", "b"),
        ("c", "previous", "b"),
        ("c", "a", "a"),
        ("b", "b", "b"),
    ],
)
def test_a_step_leads_to_a_phase(current, to, there):
    assert step_to(["a", "b", "c"], current, to) == there


@pytest.mark.parametrize(
    ("current", "to"), [("c", "next"), ("a", "previous"), (None, "previous"), ("a", "x")]
)
def test_a_step_past_the_end_is_refused(current, to):
    with pytest.raises(NoSuchPhase):
        step_to(["a", "b", "c"], current, to)


@pytest.mark.parametrize("minutes", [0, -1, 24 * 60 + 1])
def test_minutes_have_bounds(minutes):
    with pytest.raises(MinutesOutOfRange):
        check_plan([PlannedPhase("vote", "Rösta", minutes)])


@pytest.mark.parametrize("plan", [[], [PlannedPhase("party", "Fest", 5)]])
def test_a_plan_needs_phases_that_exist(plan):
    with pytest.raises(NoSuchPhase):
        check_plan(plan)


def test_a_phase_without_minutes_has_no_end():
    assert ends_at(NOW, None) is None
    assert ends_at(NOW, 5) == NOW + timedelta(minutes=5)
