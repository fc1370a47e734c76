"""When ideas are read: the hard subject before the desk, the desk before the step, then the lab."""

from itertools import product

import pytest

from labapp.domain.ideas import Moderation, Reading, SensitiveLab, check_moderation

AFTER, BEFORE = Moderation.AFTER, Moderation.BEFORE
WAYS = tuple(product((AFTER, BEFORE), (None, AFTER, BEFORE), (None, AFTER, BEFORE)))


@pytest.mark.parametrize(("lab", "step", "said"), WAYS)
def test_nothing_lifts_a_hard_subject(lab, step, said):
    assert Reading(lab=lab, step=step, said=said, sensitive=True).now is BEFORE


@pytest.mark.parametrize(("lab", "step", "said"), WAYS)
def test_what_was_said_last_holds(lab, step, said):
    latest = next(each for each in (said, step, lab) if each is not None)
    assert Reading(lab=lab, step=step, said=said).now is latest


def test_on_a_hard_subject_ideas_cannot_be_shown_unread():
    check_moderation(BEFORE, sensitive=True)
    check_moderation(AFTER, sensitive=False)
    with pytest.raises(SensitiveLab):
        check_moderation(AFTER, sensitive=True)
