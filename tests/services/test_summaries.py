"""The summary says what the tables say, and no count of an open round."""

from collections import Counter

from labapp.domain.ideas import Channel, Draft
from labapp.domain.summary import checksum
from labapp.domain.voting import Ballot
from labapp.services import ideas, labs, themes, voting
from labapp.services.summaries import summarise_lab
from labapp.store.ballot import latest_round
from labapp.store.db import db
from labapp.store.offer import offers_of
from tests.people import a_phone, leader, move, op


def hold(lab, astrid):
    """A small lab: three people, four ideas, one hidden and one withdrawn, two ballots."""
    move(lab.id, astrid, "next")
    one, two = a_phone("one"), a_phone("two")
    first = ideas.submit_idea(lab.id, one, op(), Draft("Läxhjälp")).facts["idea"]["id"]
    ideas.submit_idea(lab.id, two, op(), Draft("Fler lärare"))
    rude = ideas.submit_idea(lab.id, two, op(), Draft("Oförskämt")).facts["idea"]["id"]
    gone = ideas.submit_idea(lab.id, one, op(), Draft("Ångrat")).facts["idea"]["id"]
    ideas.withdraw_idea(lab.id, one, op(), gone)
    ideas.enter_idea(lab.id, leader(astrid), op(), Draft("Från ett kort"), (None, Channel.PAPER))
    ideas.hide_idea(lab.id, astrid, op(), rude, ("insult", ""))
    theme = themes.add_theme(lab.id, astrid, op(), "Stöd").facts["theme"]
    themes.put_in_theme(lab.id, astrid, op(), first, theme)
    move(lab.id, astrid, "next", "next")
    round_ = latest_round(lab.id)
    choices = [offer.id for offer in offers_of(round_)]
    for who, marks in ((one, choices[:2]), (two, choices[1:2])):
        ballot = Ballot(round=round_.id, n=1, marks=dict.fromkeys(marks, 1))
        voting.cast_ballot(lab.id, who, op(), ballot)
    return round_.id


def test_every_figure_is_the_records(lab, astrid):
    hold(lab, astrid)
    move(lab.id, astrid, "next")
    summary = summarise_lab(lab.id)

    assert (summary.joined, summary.contributed, summary.voted, summary.blank) == (3, 3, 2, 0)
    assert (summary.submitted, summary.shown, summary.withdrawn) == (4, 3, 1)
    assert [(line.reason, line.count) for line in summary.hidden] == [("insult", 1)]
    assert [(line.channel, line.joined, line.ideas, line.ballots) for line in summary.channels] == [
        ("phone", 2, 3, 2),
        ("paper", 1, 1, 0),
    ]
    assert [(t.name, [i.text for i in t.ideas]) for t in summary.themes] == [("Stöd", ["Läxhjälp"])]
    assert [idea.text for idea in summary.unthemed] == ["Fler lärare", "Från ett kort"]


def test_the_result_equals_a_recount_of_the_ballots_in_the_database(lab, astrid, on_disk):
    round_id = hold(lab, astrid)
    move(lab.id, astrid, "next")
    summary = summarise_lab(lab.id)
    db.session.remove()
    rows = on_disk(
        "select idea.number, mark.points from mark join choice on choice.id = mark.choice_id"
        " join idea on idea.id = choice.idea_id where mark.round_id = :round",
        round=round_id,
    )
    dots, voters = Counter(), Counter(number for number, _ in rows)
    for number, points in rows:
        dots[number] += points

    told = {row.idea_number: (row.dots, row.voters) for row in summary.rounds[0].rows}
    assert told == {number: (dots[number], voters[number]) for number in told}
    assert sum(dots.values()) == summary.rounds[0].dots == 3


def test_an_open_round_has_no_counts(lab, astrid):
    hold(lab, astrid)
    summary = summarise_lab(lab.id)

    assert summary.rounds == ()
    assert (summary.voted, summary.blank) == (0, 0)


def test_a_superseded_round_is_told_and_does_not_count(lab, astrid):
    hold(lab, astrid)
    move(lab.id, astrid, "next", "previous", "next")
    summary = summarise_lab(lab.id)

    assert [(r.number, r.superseded, r.ballots) for r in summary.rounds] == [
        (1, True, 2),
        (2, False, 0),
    ]
    assert summary.voted == 0


def test_the_same_lab_summarised_twice_has_the_same_checksum(lab, astrid):
    hold(lab, astrid)
    labs.close_lab(lab.id, astrid, op())

    assert checksum(summarise_lab(lab.id)) == checksum(summarise_lab(lab.id))
