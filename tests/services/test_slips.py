"""Paper ballots typed by the pile: they count once, are compared, and leave no trace of who."""

import json

import pytest
from sqlalchemy import select

from labapp.domain import errors, slip_errors
from labapp.domain.ideas import Channel, Draft
from labapp.domain.values import Effect
from labapp.domain.voting import Ballot
from labapp.services import ideas, slips, voting
from labapp.services.slips import Again, Typed
from labapp.store import keys, writer
from labapp.store.audit import Audit
from labapp.store.ballot import ballot_of, ballots_in, count_ballots, latest_round
from labapp.store.db import db, session
from labapp.store.offer import offers_of
from labapp.store.participant import count_joined, proxies_of
from labapp.store.slip import ballots_by_channel, slip_tag, slips_of
from labapp.store.verdict import VerdictRow
from tests.people import leader, move, op


@pytest.fixture
def vote(lab, astrid, phone):
    """A lab in its vote, with three ideas on offer: (lab id, round id, choices)."""
    move(lab.id, astrid, "next")
    for text in ("Ett", "Två", "Tre"):
        ideas.submit_idea(lab.id, phone, op(), Draft(text))
    move(lab.id, astrid, "next", "next")
    round_ = latest_round(lab.id)
    return lab.id, round_.id, [offer.id for offer in offers_of(round_)]


def typed(vote, who, line):
    return slips.type_slip(vote[0], leader(who), op(), Typed(vote[1], line)).facts["slip"]


def again(vote, who, slip, line, **more):
    read = Again(slip, Typed(vote[1], line), **more)
    return slips.check_slip(vote[0], leader(who), op(), read).facts["reading"]


def marks(vote, slip):
    db.session.remove()
    return dict(ballot_of(vote[1], slip_tag(vote[1], slip)).marks)


def first(vote, slip):
    db.session.remove()
    return slips.first_reading(latest_round(vote[0]), slip)


def test_slips_get_a_running_number_and_count_at_once(vote, astrid, phone):
    one, two, _ = vote[2]
    voting.cast_ballot(vote[0], phone, op(), Ballot(round=vote[1], n=1, marks={one: 1}))
    before = count_joined(vote[0])

    assert [typed(vote, astrid, line) for line in ("1 2", "0", "3")] == [1, 2, 3]
    assert marks(vote, 1) == {one: 1, two: 1}
    assert marks(vote, 2) == {}
    assert ballots_by_channel(vote[1]) == {Channel.PHONE: 1, Channel.PAPER: 3}
    assert count_joined(vote[0])[Channel.PAPER] == before[Channel.PAPER] + 3
    assert proxies_of(vote[0]) == []


def test_a_number_that_is_ticked_as_none_is_no_mark(vote, astrid):
    one, two, _ = vote[2]
    sent = Typed(vote[1], "", {one: 1, two: 0})
    assert slips.type_slip(vote[0], leader(astrid), op(), sent).facts["slip"] == 1
    assert marks(vote, 1) == {one: 1}


def test_a_slip_that_was_sent_twice_counts_once(vote, astrid):
    sent = op(typed="1")
    for _ in range(2):
        slips.type_slip(vote[0], leader(astrid), sent, Typed(vote[1], "1"))
    assert count_ballots(vote[1]) == 1


@pytest.mark.parametrize(
    ("line", "refusal"),
    [
        ("", slip_errors.NothingTyped),
        ("9", slip_errors.UnknownNumber),
        ("1 1", errors.TooManyOnOne),
    ],
)
def test_a_slip_that_cannot_be_read_has_no_effect(vote, astrid, line, refusal):
    with pytest.raises(refusal):
        typed(vote, astrid, line)
    assert count_ballots(vote[1]) == 0
    assert slips_of(vote[1]) == []


def test_two_equal_readings_check_a_slip(vote, astrid, bo):
    slip = typed(vote, astrid, "1 2")
    with pytest.raises(slip_errors.SameReader):
        again(vote, astrid, slip, "1 2")
    assert again(vote, bo, slip, "2 1") == "checked"
    with pytest.raises(slip_errors.SlipChecked):
        again(vote, bo, slip, "2 1")


def test_what_differs_is_shown_and_the_slip_decides(vote, astrid):
    one, two, three = vote[2]
    slip = typed(vote, astrid, "1 2")
    assert first(vote, slip) is None
    assert again(vote, astrid, slip, "1 3", another=True, sure=True) == "differs"
    assert marks(vote, slip) == {one: 1, two: 1}
    assert first(vote, slip) == "1 2"

    assert again(vote, astrid, slip, "1 3", another=True, sure=True) == "checked"
    assert marks(vote, slip) == {one: 1, three: 1}
    assert first(vote, slip) is None
    assert count_ballots(vote[1]) == 1


def test_a_slip_is_taken_out_again(vote, astrid):
    slip = typed(vote, astrid, "1")
    joined = count_joined(vote[0]).total()
    slips.remove_slip(vote[0], leader(astrid), op(), vote[1], slip)

    assert (count_ballots(vote[1]), slips_of(vote[1])) == (0, [])
    assert count_joined(vote[0]).total() == joined - 1
    with pytest.raises(slip_errors.NoSuchSlip):
        again(vote, astrid, slip, "1", another=True)


def test_nothing_is_typed_once_the_round_is_closed(vote, astrid, bo):
    slip = typed(vote, astrid, "1")
    move(vote[0], astrid, "next")
    with pytest.raises(errors.RoundClosed):
        typed(vote, astrid, "2")
    with pytest.raises(errors.RoundClosed):
        again(vote, bo, slip, "2")
    with pytest.raises(errors.PhaseClosed):
        slips.remove_slip(vote[0], leader(astrid), op(), vote[1], slip)


def test_closing_keeps_how_many_were_checked_and_nothing_of_each(vote, astrid, bo):
    one, two = (typed(vote, astrid, line) for line in ("1", "2"))
    again(vote, bo, one, "1")
    again(vote, bo, two, "3")
    move(vote[0], astrid, "next")
    db.session.remove()

    round_ = latest_round(vote[0])
    assert (round_.slips, round_.slips_checked) == (2, 1)
    assert slips_of(vote[1]) == []
    assert slips.first_reading(round_, two) is None
    assert len(ballots_in(vote[1])) == 2


def test_the_record_says_who_typed_and_who_checked_and_no_mark(vote, astrid, bo):
    slip = typed(vote, astrid, "1 3")
    again(vote, bo, slip, "1 2")
    again(vote, bo, slip, "1 2", sure=True)

    rows = session().scalars(select(Audit).where(Audit.action.like("slip.%"))).all()
    told = [(row.actor, row.action, row.facts) for row in rows]
    about = {"round": 1, "slip": slip}
    assert told == [
        (f"u:{astrid}", "slip.typed", about),
        (f"u:{bo}", "slip.checked", {**about, "reading": "differs", "changed": False}),
        (f"u:{bo}", "slip.checked", {**about, "reading": "checked", "changed": True}),
    ]


def test_no_record_of_an_op_can_be_matched_with_a_possible_slip(vote, astrid):
    sent = op(typed="1 3", round=vote[1])
    slips.type_slip(vote[0], leader(astrid), sent, Typed(vote[1], "1 3"))
    row = session().get(VerdictRow, (f"u:{astrid}", sent.id))

    assert row.fingerprint != sent.fingerprint()
    assert json.loads(json.dumps(row.facts)) == {"slip": 1}


def test_no_tag_of_a_slip_is_left_on_the_disk(vote, astrid, bo, kept_bytes):
    slip = typed(vote, astrid, "1")
    again(vote, bo, slip, "2")
    tag = slip_tag(vote[1], slip)
    people = [
        each["key"]
        for each in session()
        .connection()
        .exec_driver_sql("SELECT key FROM participant WHERE channel = 'paper'")
        .mappings()
    ]
    assert all(keys.voter_tag(vote[1], bytes(key)) != tag for key in people)
    db.session.remove()
    assert tag in kept_bytes()
    move(vote[0], astrid, "next")
    db.session.remove()
    writer.write(op(), "x", Effect)

    assert tag not in kept_bytes()
    assert session().connection().exec_driver_sql("SELECT * FROM slip").all() == []


def test_the_same_people_fill_in_slips_in_each_round(vote, astrid):
    for line in ("1", "2"):
        typed(vote, astrid, line)
    first_round = count_joined(vote[0])[Channel.PAPER]
    move(vote[0], astrid, "next", "previous")
    later = (vote[0], latest_round(vote[0]).id)
    assert later[1] != vote[1]
    for line in ("1", "2"):
        typed(later, astrid, line)
    assert count_joined(vote[0])[Channel.PAPER] == first_round == 2
    third = typed(later, astrid, "3")
    assert count_joined(vote[0])[Channel.PAPER] == 3
    for slip, left in ((third, 2), (1, 2)):
        slips.remove_slip(vote[0], leader(astrid), op(), later[1], slip)
        assert count_joined(vote[0])[Channel.PAPER] == left


def test_a_slip_is_taken_out_of_the_round_that_was_meant(vote, astrid):
    slip = typed(vote, astrid, "1")
    with pytest.raises(errors.RoundClosed):
        slips.remove_slip(vote[0], leader(astrid), op(), vote[1] + 1, slip)
    assert count_ballots(vote[1]) == 1
