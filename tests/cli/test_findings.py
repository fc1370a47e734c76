"""History against the lab's account: each way to lose, double or twist something is named."""

from dataclasses import replace

import pytest

from labapp.cli.rehearse.evidence import Counted, LabSays, Left, from_summary
from labapp.cli.rehearse.findings import Difference, find
from labapp.cli.rehearse.history import (
    History,
    Kind,
    Outcome,
    SentAgreement,
    SentBallot,
    SentIdea,
    SentWords,
)

TAG = "genrep 1a2b3c"
CHOICES = {1: {10: "1", 11: "2", 12: "3"}}


def idea(number, phone=1, outcome=Outcome.OK):
    text = f"Bänkar ({TAG} {phone}-{number})"
    return SentIdea(phone=phone, op_id=f"op{number}", text=text, number=number, outcome=outcome)


def ballot(phone, *choices, n=1, outcome=Outcome.OK):
    marks = dict.fromkeys(choices, 1)
    return SentBallot(phone=phone, op_id=f"b{phone}{n}", round=1, n=n, marks=marks, outcome=outcome)


@pytest.fixture
def history():
    return History(
        tag=TAG,
        phones=3,
        joined={1, 2, 3},
        ideas=[idea(1, 1), idea(2, 2), idea(3, 3)],
        ballots=[ballot(1, 10, 11), ballot(2, 10), ballot(2, 12, n=2), ballot(3)],
        choices=CHOICES,
    )


@pytest.fixture
def said(history):
    return LabSays(
        ideas=tuple((sent.number, sent.text) for sent in history.ideas),
        joined=3,
        submitted=3,
        ballots=3,
        rows={"1": Counted(1, 1), "2": Counted(1, 1), "3": Counted(1, 1)},
        desk_joined=3,
        desk_ballots=3,
    )


def test_what_fits_is_clean(history, said):
    assert find(history, said, alone=True).is_clean


def test_an_idea_that_was_answered_and_is_not_there_is_lost(history, said):
    found = find(history, replace(said, ideas=said.ideas[:2], submitted=2), alone=True)
    assert found.lost_ideas == (history.ideas[2].text,)
    assert found.lost == 1
    assert not found.is_clean


def test_an_idea_that_was_hidden_is_not_called_lost(history, said):
    hidden = replace(said, ideas=said.ideas[:2], taken_away=1)
    found = find(history, hidden, alone=False)
    assert found.lost_ideas == ()
    assert found.gone == (history.ideas[2].text,)
    assert found.is_clean


def test_a_masked_idea_is_not_called_lost(history, said):
    masked = replace(said, ideas=(*said.ideas[:2], (3, "[namn]")), masked=frozenset({3}))
    assert find(history, masked, alone=False).is_clean


def test_an_idea_that_is_there_twice_is_double(history, said):
    twice = replace(said, ideas=(*said.ideas, (4, history.ideas[0].text)), submitted=4)
    found = find(history, twice, alone=True)
    assert found.double_ideas == (history.ideas[0].text,)
    assert found.double == 1


@pytest.mark.parametrize("number", [7, 2])
def test_an_idea_with_another_number_than_it_was_told_is_strange(history, said, number):
    other = replace(said, ideas=((number, history.ideas[0].text), *said.ideas[1:]))
    assert find(history, other, alone=True).strange_ideas == (history.ideas[0].text,)


def test_an_idea_that_was_refused_and_is_there_is_strange(history, said):
    history.ideas[0].outcome = Outcome.REFUSED
    assert find(history, said, alone=False).strange_ideas == (history.ideas[0].text,)


def test_an_idea_that_nobody_sent_is_strange(history, said):
    phantom = f"Spöke ({TAG} 9-9)"
    found = find(history, replace(said, ideas=(*said.ideas, (4, phantom))), alone=False)
    assert found.strange_ideas == (phantom,)


def test_others_ideas_are_none_of_ours(history, said):
    more = replace(said, ideas=(*said.ideas, (4, "Någon annans")), submitted=4, joined=9)
    assert find(history, more, alone=False).is_clean
    assert Difference("ideas", 3, 4) in find(history, more, alone=True).wrong_counts


@pytest.mark.parametrize("there", [True, False])
def test_an_idea_without_an_answer_may_be_there_or_not(history, said, there):
    history.ideas[2].outcome = Outcome.UNKNOWN
    seen = said if there else replace(said, ideas=said.ideas[:2], submitted=2)
    found = find(history, seen, alone=True)
    assert (found.lost, found.double, found.strange_ideas) == (0, 0, ())
    assert found.wrong_counts == ()
    assert found.unanswered == 1
    assert not found.is_clean


def test_a_ballot_too_few_is_lost_and_one_too_many_is_double(history, said):
    assert find(history, replace(said, ballots=2), alone=True).lost_ballots == 1
    assert find(history, replace(said, ballots=4), alone=True).double_ballots == 1
    assert find(history, replace(said, ballots=4), alone=False).double_ballots == 0


def test_of_two_ballots_of_one_phone_the_newest_must_count(history, said):
    older = {"1": Counted(2, 2), "2": Counted(1, 1), "3": Counted(0, 0)}
    found = find(history, replace(said, rows=older), alone=True)
    assert Difference("3", 1, 0) in found.wrong_marks
    assert Difference("1", 1, 2) in found.wrong_marks
    found = find(history, replace(said, rows=older), alone=False)
    assert {difference.what for difference in found.wrong_marks} == {"3"}


def test_a_mark_on_what_nobody_chose_is_found_when_we_were_alone(history, said):
    more = replace(said, rows={**said.rows, "4": Counted(1, 1)})
    assert find(history, more, alone=True).wrong_marks[0] == Difference("4", 0, 1)
    assert find(history, more, alone=False).is_clean


def test_marks_are_not_judged_while_a_newer_ballot_is_without_answer(history, said):
    history.ballots.append(ballot(1, 12, n=2, outcome=Outcome.UNKNOWN))
    assert find(history, said, alone=True).wrong_marks == ()


def test_a_ballot_that_was_refused_counts_for_nobody(history, said):
    history.ballots.append(ballot(1, 12, n=2, outcome=Outcome.REFUSED))
    assert find(history, said, alone=True).is_clean


def test_only_the_last_vote_is_compared(history, said):
    early = [replace(cast, round=0) for cast in history.ballots]
    history.ballots += early
    assert find(history, said, alone=True).is_clean


def test_the_desk_must_show_the_same_as_the_summary(history, said):
    found = find(history, replace(said, desk_ballots=2), alone=True)
    assert found.wrong_counts == (Difference("ballots at the desk", 3, 2),)


def test_phones_that_stayed_out_or_heard_nothing_are_told_of(history, said):
    history.phones = 4
    history.ballots = [cast for cast in history.ballots if cast.phone != 3]
    silent = replace(said, ballots=2, desk_ballots=2)
    found = find(history, silent, alone=True)
    assert (found.away, found.silent) == (1, 1)
    history.stopped = True
    assert find(history, silent, alone=True).silent == 0


def test_a_lab_that_says_nothing_is_no_proof(history):
    found = find(history, None, alone=False)
    assert (found.lost, found.double) == (0, 0)


def line(number, text, *merged):
    return {"number": number, "text": text, "masked": False, "merged": list(merged)}


def test_the_summary_is_read_with_its_merged_ideas_and_its_standing_vote():
    rows = [{"idea_number": 1, "label": "a", "dots": 2, "voters": 2}]
    vote = {"superseded": False, "ballots": 4, "rows": rows}
    said = from_summary(
        {
            "summary": {
                "joined": 5,
                "submitted": 3,
                "withdrawn": 1,
                "hidden": [{"reason": "spam", "count": 2}],
                "unthemed": [line(1, "a", line(3, "c"))],
                "themes": [{"ideas": [line(2, "b")]}],
                "rounds": [{**vote, "superseded": True, "ballots": 9}, vote],
            }
        }
    )
    assert sorted(said.ideas) == [(1, "a"), (2, "b"), (3, "c")]
    assert (said.taken_away, said.joined, said.ballots) == (3, 5, 4)
    assert said.rows == {"1": Counted(2, 2)}


PROMISED = f"Cyklar ({TAG} 1-h)"


@pytest.fixture
def promised(history, said):
    """The lab's account where one phone promised something, and another answered."""
    sent = {"phone": 1, "op_id": "h1", "outcome": Outcome.OK}
    history.left = [
        SentWords(**sent, kind=Kind.COMMITMENT, text=PROMISED),
        SentWords(**sent, kind=Kind.ANSWER),
    ]
    return replace(said, left={Kind.COMMITMENT: Left((PROMISED,), 1), Kind.ANSWER: Left((), 1)})


def left(said, kind, **changes):
    return replace(said, left={**said.left, kind: replace(said.left[kind], **changes)})


def test_a_promise_that_is_there_is_clean(history, promised):
    assert find(history, promised, alone=True).is_clean


def test_a_promise_that_is_not_there_is_lost_unless_somebody_hid_one(history, promised):
    gone = left(promised, Kind.COMMITMENT, texts=(), count=0)
    found = find(history, gone, alone=False)
    assert (found.lost_words, found.lost) == ((PROMISED,), 1)
    hidden = left(promised, Kind.COMMITMENT, texts=(), hidden=1)
    assert find(history, hidden, alone=False).is_clean


def test_a_promise_that_is_there_twice_is_double(history, promised):
    twice = left(promised, Kind.COMMITMENT, texts=(PROMISED, PROMISED), count=2)
    assert find(history, twice, alone=False).double_words == (PROMISED,)


@pytest.mark.parametrize(("count", "alone"), [(0, False), (2, True)])
def test_an_answer_too_few_or_too_many_differs(history, promised, count, alone):
    other = left(promised, Kind.ANSWER, count=count)
    assert find(history, other, alone=alone).wrong_counts == (Difference("answers", 1, count),)


def agreement(phone, number, outcome=Outcome.OK):
    return SentAgreement(phone=phone, op_id=f"a{phone}{number}", idea=number, outcome=outcome)


@pytest.mark.parametrize(
    ("theirs", "wrong"),
    [
        ({1: 2, 2: 1, 3: 0}, ()),
        ({1: 2, 2: 2, 3: 0}, ()),  # the answer of one was lost
        ({1: 1, 2: 1, 3: 0}, (Difference("agreements", 3, 2),)),
        ({1: 2, 2: 1, 3: 1}, (Difference("agreements", 3, 4),)),
        ({1: 1, 2: 1, 3: 1}, (Difference("agreements", 3, 2), Difference("agreements", 3, 4))),
        ({2: 1}, ()),  # merged or hidden by somebody: not told of by itself
    ],
)
def test_each_phone_that_agrees_is_counted_once(history, said, theirs, wrong):
    history.agreements = [
        *(agreement(2, 1), agreement(3, 1), agreement(3, 1), agreement(1, 2)),
        *(agreement(3, 2, Outcome.UNKNOWN), agreement(1, 3, Outcome.REFUSED)),
    ]
    found = find(history, replace(said, agreeing=theirs), alone=True)
    assert found.wrong_counts == wrong
    others = find(history, replace(said, agreeing={1: 9, 2: 9, 3: 9}), alone=False)
    assert others.wrong_counts == ()
