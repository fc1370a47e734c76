import pytest

from labapp.domain import commitments
from labapp.domain.commitments import CommitmentKind, CommitmentStatus, Pledge
from labapp.domain.errors import (
    CommitmentGone,
    NothingAnswered,
    NumberOutOfRange,
    TextMissing,
    TextTooLong,
)
from labapp.domain.phases import ALLOWS, Action, Activity, LabStatus, Moment, allows
from labapp.domain.reflections import Answer, check_answer, distribution, in_no_order
from labapp.services.clock import now

OFFER = CommitmentKind.OFFER


def test_nobody_is_named_without_saying_so():
    assert not Pledge(kind=OFFER, what="Läxhjälp", party="En granne").public
    assert commitments.named("En granne", public=False) == ""
    assert commitments.named("En granne", public=True) == "En granne"
    nobody = Pledge(kind=OFFER, what="Läxhjälp", party=" ", public=True)
    assert not commitments.check_pledge(nobody).public


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"what": " "}, TextMissing),
        ({"what": "x" * 301}, TextTooLong),
        ({"what": "x", "when": "x" * 61}, TextTooLong),
        ({"what": "x", "party": "x" * 81}, TextTooLong),
    ],
)
def test_a_pledge_that_cannot_be_kept_is_refused(fields, refusal):
    with pytest.raises(refusal):
        commitments.check_pledge(Pledge(kind=OFFER, **fields))


def test_what_was_taken_back_is_gone():
    with pytest.raises(CommitmentGone):
        commitments.check_there(CommitmentStatus.WITHDRAWN)
    commitments.check_there(CommitmentStatus.HIDDEN)


def test_phones_promise_in_their_phase_alone_and_answer_in_all():
    promising = [each for each in Activity if Action.MAKE_COMMITMENT in ALLOWS[each]]
    assert promising == [Activity.COMMIT]
    for activity in Activity:
        moment = Moment(status=LabStatus.OPEN, activity=activity, now=now())
        assert allows(moment, Action.REFLECT)
    closed = Moment(status=LabStatus.CLOSED, activity=Activity.REFLECT, now=now())
    assert not allows(closed, Action.REFLECT)


def test_any_part_of_an_answer_may_be_left_out_but_not_all():
    assert check_answer(Answer(said=4)) == Answer(said=4)
    assert check_answer(Answer(sentence=" Bra! ")) == Answer(sentence="Bra!")
    with pytest.raises(NothingAnswered):
        check_answer(Answer(sentence="  "))
    for step in (0, 5):
        with pytest.raises(NumberOutOfRange):
            check_answer(Answer(worth=step))


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ([], (0, ())),
        ([4, 4, 3, 1, None], (4, ())),
        ([4, 4, 3, 1, 4], (5, (1, 0, 1, 3))),
        ([2] * 9 + [None] * 9, (9, (0, 9, 0, 0))),
    ],
)
def test_a_distribution_is_told_of_five_or_more(steps, told):
    assert distribution(steps) == told


def test_sentences_stand_in_an_order_of_their_own():
    said = ["öl", "Apa", "apa", "Bord"]
    assert (
        in_no_order(said, str) == in_no_order(reversed(said), str) == ["Apa", "apa", "Bord", "öl"]
    )
