"""Rounds and ballots: exactly one ballot a voter, the newest, and a closing that is a barrier."""

import threading

import pytest

from labapp.domain import errors
from labapp.domain.ideas import Channel, Draft
from labapp.domain.voting import Ballot, RoundStatus
from labapp.services import ideas, labs, voting
from labapp.store import keys
from labapp.store.ballot import ballot_of, ballots_in, count_ballots, latest_round, rounds_of
from labapp.store.db import db
from labapp.store.lab import lab_by_id
from labapp.store.offer import offers_of
from labapp.web.views import LabView
from tests.people import a_phone, leader, move, op


@pytest.fixture
def vote(lab, astrid, phone):
    """A lab in its vote, with four ideas on offer; answers with (lab id, round id, choices)."""
    move(lab.id, astrid, "next")
    for text in ("Ett", "Två", "Tre", "Fyra"):
        ideas.submit_idea(lab.id, phone, op(), Draft(text))
    move(lab.id, astrid, "next", "next")
    round_ = latest_round(lab.id)
    return lab.id, round_.id, [offer.id for offer in offers_of(round_)]


def cast(vote, phone, *choices, n=1):
    marks = dict.fromkeys(choices, 1)
    return voting.cast_ballot(vote[0], phone, op(), Ballot(round=vote[1], n=n, marks=marks))


def fresh(lab):
    """The lab as the next request sees it."""
    db.session.remove()
    return LabView(lab_by_id(lab.id))


def marks_of(vote, phone):
    return dict(ballot_of(vote[1], keys.voter_tag(vote[1], phone.participant)).marks)


def test_what_is_told_is_how_many_ballots_there_are(vote, astrid, phone, other_phone):
    one, two, _, _ = vote[2]
    paper = Ballot(round=vote[1], n=1, marks={one: 1})
    told = [cast(vote, phone, one), cast(vote, other_phone, two), cast(vote, phone, two, n=2)]
    voting.enter_ballot(vote[0], leader(astrid), op(), paper, (None, Channel.PAPER))
    told += [cast(vote, other_phone, one, n=2), cast(vote, a_phone("third"), one)]

    assert [verdict.news[-1].ballots for verdict in told] == [1, 2, 2, 3, 4]
    assert count_ballots(vote[1]) == 4


def test_a_ballot_takes_the_place_of_the_earlier_one(vote, phone):
    one, two, three, _ = vote[2]
    cast(vote, phone, one, two)
    cast(vote, phone, three, n=2)

    assert marks_of(vote, phone) == {three: 1}
    assert count_ballots(vote[1]) == 1


def test_a_delayed_ballot_cannot_undo_a_newer_one(vote, phone):
    cast(vote, phone, vote[2][0], n=5)
    with pytest.raises(errors.Superseded):
        cast(vote, phone, vote[2][1], n=4)

    assert marks_of(vote, phone) == {vote[2][0]: 1}


@pytest.mark.parametrize(
    ("marks", "refusal"),
    [
        ({0: 1, 1: 1, 2: 1, 3: 1}, errors.TooManyPoints),
        ({0: 2}, errors.TooManyOnOne),
        ({0: 0}, errors.UnknownChoice),
        ({0: -1, 1: 1}, errors.UnknownChoice),
    ],
)
def test_a_ballot_beyond_the_rule_has_no_effect(vote, phone, marks, refusal):
    real = {vote[2][at]: points for at, points in marks.items()}
    with pytest.raises(refusal):
        voting.cast_ballot(vote[0], phone, op(), Ballot(round=vote[1], n=1, marks=real))
    assert count_ballots(vote[1]) == 0


def test_a_choice_of_another_lab_is_refused(vote, phone):
    with pytest.raises(errors.UnknownChoice):
        cast(vote, phone, 999_999)


def test_fifty_ballots_at_once_leave_the_newest(house, vote, phone):
    def send(n):
        with house.app_context():
            try:
                cast(vote, phone, vote[2][n % 4], n=n)
            except errors.Superseded:
                pass
            finally:
                db.session.remove()

    threads = [threading.Thread(target=send, args=(n,)) for n in range(1, 51)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    db.session.remove()
    assert count_ballots(vote[1]) == 1
    assert marks_of(vote, phone) == {vote[2][50 % 4]: 1}


def test_a_closed_round_takes_no_ballot(vote, astrid, phone):
    cast(vote, phone, vote[2][0])
    move(vote[0], astrid, "next")

    with pytest.raises(errors.PhaseClosed):
        cast(vote, phone, vote[2][1], n=2)
    assert [dict(b.marks) for b in ballots_in(vote[1])] == [{vote[2][0]: 1}]


def test_going_back_opens_a_new_round_and_keeps_the_old_as_superseded(vote, astrid, phone):
    cast(vote, phone, vote[2][0])
    move(vote[0], astrid, "next", "previous")

    first, second = rounds_of(vote[0])
    assert (first.status, second.status) == (RoundStatus.SUPERSEDED, RoundStatus.OPEN)
    assert (count_ballots(first.id), count_ballots(second.id)) == (1, 0)
    with pytest.raises(errors.RoundClosed):
        cast(vote, phone, vote[2][0], n=2)


def test_closing_cuts_the_tie_from_ballot_to_voter(vote, astrid, phone, other_phone, on_disk):
    cast(vote, phone, vote[2][0])
    cast(vote, other_phone)
    tags = {keys.voter_tag(vote[1], who.participant) for who in (phone, other_phone)}
    move(vote[0], astrid, "next")
    db.session.remove()

    left = {bytes(tag) for (tag,) in on_disk("select voter_tag from ballot")}
    assert len(left) == 2
    assert not tags & left
    assert keys.kept_round_keys() == set()
    assert keys.voter_tag(vote[1], phone.participant) is None


def test_the_record_of_a_ballot_holds_no_marks(vote, phone, on_disk):
    cast(vote, phone, vote[2][0], vote[2][2])
    db.session.remove()
    rows = on_disk("select who, cast(facts as text) from verdict where who like 'b:%'")
    voters = [bytes(key) for (key,) in on_disk("select key from participant")]
    assert [facts for _, facts in rows] == ["{}"]
    assert phone.participant in voters
    assert phone.participant.hex() not in rows[0][0]


def test_no_count_is_seen_before_the_facilitator_shows_it(vote, astrid, phone, lab):
    cast(vote, phone, vote[2][0])
    assert fresh(lab).tally is None
    with pytest.raises(errors.RoundStillOpen):
        voting.show_results(vote[0], astrid, op())

    move(vote[0], astrid, "next")
    assert not fresh(lab).results_shown
    voting.show_results(vote[0], astrid, op())

    view = fresh(lab)
    assert view.results_shown
    assert [(place.rank, place.points, len(place.rows)) for place in view.places] == [
        (1, 1, 1),
        (2, 0, 3),
    ]


def test_a_blank_ballot_is_counted_beside(vote, astrid, phone, other_phone, lab):
    cast(vote, phone, vote[2][0])
    cast(vote, other_phone)
    move(vote[0], astrid, "next")
    tally = fresh(lab).tally

    assert (tally.ballots, tally.voted, tally.blank, tally.points) == (2, 1, 1, 1)


def test_a_paper_ballot_is_entered_and_corrected_for_one_person(vote, astrid):
    paper = (None, Channel.PAPER)
    ballot = Ballot(round=vote[1], n=1, marks={vote[2][0]: 1})
    person = voting.enter_ballot(vote[0], leader(astrid), op(), ballot, paper).facts["person"]
    again = Ballot(round=vote[1], n=1, marks={vote[2][1]: 1})
    voting.enter_ballot(vote[0], leader(astrid), op(), again, (person, Channel.PAPER))

    assert [(b.channel, dict(b.marks)) for b in ballots_in(vote[1])] == [
        (Channel.PAPER, {vote[2][1]: 1})
    ]


def test_a_hidden_idea_is_on_offer_no_more_and_frees_its_dot(vote, astrid, phone, lab):
    cast(vote, phone, vote[2][0], vote[2][1])
    hidden = next(offer for offer in fresh(lab).offers if offer.id == vote[2][0])
    idea_id = next(i.id for i in fresh(lab).shown if i.number == hidden.number)
    ideas.hide_idea(vote[0], astrid, op(), idea_id, ("spam", ""))
    db.session.remove()

    with pytest.raises(errors.UnknownChoice):
        cast(vote, phone, vote[2][0], n=2)
    cast(vote, phone, vote[2][1], vote[2][2], vote[2][3], n=3)
    assert sorted(marks_of(vote, phone)) == vote[2][1:]


def test_a_vote_needs_something_to_vote_on(lab, astrid):
    move(lab.id, astrid, "next", "next")
    with pytest.raises(errors.NothingToVoteOn):
        move(lab.id, astrid, "next")


def test_closing_the_lab_closes_its_vote(vote, astrid, phone):
    cast(vote, phone, vote[2][0])
    labs.close_lab(vote[0], astrid, op())

    assert latest_round(vote[0]).status is RoundStatus.CLOSED
    with pytest.raises(errors.LabClosed):
        cast(vote, phone, vote[2][1], n=2)
    with pytest.raises(errors.LabClosed):
        move(vote[0], astrid, "previous")
