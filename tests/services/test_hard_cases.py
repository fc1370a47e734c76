"""What a review found: races, leaks that outlive a vote, and news that nobody was told."""

import hmac
import json
import time

import pytest

from labapp.domain.errors import TryAgain
from labapp.domain.ideas import Channel, Draft, IdeasShown
from labapp.domain.values import Effect, Op
from labapp.domain.voting import Ballot, VoteOn
from labapp.live.audience import Audience
from labapp.services import ideas, labs, phases, themes, voting
from labapp.services.change import change_lab
from labapp.store import keys, writer
from labapp.store.ballot import ballots_in, latest_round
from labapp.store.db import db, session
from labapp.store.lab import lab_by_code, lab_by_id
from labapp.store.offer import offers_of
from labapp.store.verdict import VerdictRow
from labapp.web.fragments import render_fragment
from tests.people import a_phone, leader, move, op, open_lab


@pytest.fixture
def vote(lab, astrid, phone):
    """A lab in its vote, with three ideas on offer: (lab id, round id, choices)."""
    move(lab.id, astrid, "next")
    for text in ("Ett", "Två", "Tre"):
        ideas.submit_idea(lab.id, phone, op(), Draft(text))
    move(lab.id, astrid, "next", "next")
    round_ = latest_round(lab.id)
    return lab.id, round_.id, [offer.id for offer in offers_of(round_)]


def test_no_lab_gets_the_number_of_one_that_was_deleted(lab, astrid, bo):
    labs.delete_lab(lab.id, astrid, op())

    assert lab_by_code(open_lab(bo)).id != lab.id


def test_closing_one_vote_leaves_the_key_of_another(vote, astrid, bo, phone):
    other = lab_by_code(open_lab(bo)).id
    move(other, bo, "next")
    ideas.submit_idea(other, phone, op(), Draft("Annat"))
    move(other, bo, "next", "next")
    mine, theirs = vote[1], latest_round(other).id
    move(vote[0], astrid, "next")

    assert keys.kept_round_keys() == {theirs}
    assert keys.voter_tag(mine, b"x") is None
    assert keys.voter_tag(theirs, b"x") is not None


def test_a_key_that_is_not_in_the_database_yet_outlives_another_closing(vote, astrid):
    keys.make_round_key(999)  # as the writer does just before its commit
    move(vote[0], astrid, "next")

    assert 999 in keys.kept_round_keys()


def test_the_record_of_an_entered_ballot_cannot_be_matched_with_possible_ballots(vote, astrid):
    content = {"round": vote[1], "marks": [[vote[2][0], 1]]}
    entered = Op("e" * 32, content)
    ballot = Ballot(round=vote[1], n=1, marks={vote[2][0]: 1})
    voting.enter_ballot(vote[0], leader(astrid), entered, ballot, (None, Channel.PAPER))
    row = session().get(VerdictRow, (f"u:{astrid}", "e" * 32))

    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    assert row.fingerprint not in {
        entered.fingerprint(),
        hmac.digest(b"", text.encode(), "sha256"),
    }
    assert "left" not in row.facts


def test_no_tag_of_a_closed_vote_is_left_on_the_disk(vote, astrid, phone, kept_bytes):
    ballot = Ballot(round=vote[1], n=1, marks={vote[2][0]: 1})
    voting.cast_ballot(vote[0], phone, op(), ballot)
    tag = keys.voter_tag(vote[1], phone.participant)
    db.session.remove()
    assert tag in kept_bytes()
    move(vote[0], astrid, "next")
    db.session.remove()
    writer.write(op(), "x", Effect)

    assert tag not in kept_bytes()


def test_a_tag_that_somebody_still_reads_leaves_the_disk_later(vote, astrid, phone, kept_bytes):
    ballot = Ballot(round=vote[1], n=1, marks={vote[2][0]: 1})
    voting.cast_ballot(vote[0], phone, op(), ballot)
    tag = keys.voter_tag(vote[1], phone.participant)
    with db.engine.connect() as reader:
        reader.exec_driver_sql("SELECT voter_tag FROM ballot").all()
        move(vote[0], astrid, "next")
        writer.write(op(), "x", Effect)
        assert tag in kept_bytes()
    time.sleep(0.6)  # a try that did not reach everything makes a pause
    writer.write(op(), "x", Effect)

    assert tag not in kept_bytes()


def test_a_big_vote_is_closed_whole(vote, astrid):
    for number in range(60):
        ballot = Ballot(round=vote[1], n=1, marks={vote[2][number % 3]: 1})
        voting.cast_ballot(vote[0], a_phone(f"p{number}"), op(), ballot)
    move(vote[0], astrid, "next")

    cast = [dict(ballot.marks) for ballot in ballots_in(vote[1])]
    assert len(cast) == 60
    assert all(cast.count({choice: 1}) == 20 for choice in vote[2])


def test_what_commits_after_the_patience_is_told_all_the_same(lab, monkeypatch):
    told = []
    monkeypatch.setattr(writer, "PATIENCE", 0.05)

    def slow(lab):
        time.sleep(0.3)
        return Effect(seq=lab.next_seq())

    with pytest.raises(TryAgain):
        change_lab(lab.id, op(), "u:1", slow, told.append)
    time.sleep(0.6)

    assert [verdict.seq for verdict in told] == [2]


def test_phones_are_not_sent_themes_before_others_ideas_are_shown(astrid, phone):
    lab = lab_by_code(open_lab(astrid, ideas_shown=IdeasShown.AFTER_PHASE))
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, phone, op(), Draft("Hemligt tills vidare"))
    themes.add_theme(lab.id, astrid, op(), "Tema")
    db.session.remove()

    assert render_fragment("themes", lab.id, Audience.PHONES, "sv") == ("", "")


def test_a_theme_that_changes_during_a_vote_on_themes_reaches_the_ballots(astrid, phone):
    lab = lab_by_code(open_lab(astrid, vote_on=VoteOn.THEMES))
    move(lab.id, astrid, "next", "next")
    theme = themes.add_theme(lab.id, astrid, op(), "Språk").facts["theme"]
    move(lab.id, astrid, "next")
    themes.change_theme(lab.id, astrid, op(), theme, ("Språk som tillgång", ""))
    db.session.remove()
    where, html = render_fragment("themes", lab.id, Audience.PHONES, "sv")

    assert where == "#phone"
    assert "Språk som tillgång" in html


def test_time_added_in_a_pause_counts_from_where_the_clock_stands(lab, astrid):
    move(lab.id, astrid, "next")
    before = lab_by_id(lab.id).phase_ends_at
    phases.pause_clock(lab.id, astrid, op(), paused=True)
    phases.add_time(lab.id, astrid, op(), 5)
    db.session.remove()

    assert (lab_by_id(lab.id).phase_ends_at - before).total_seconds() == 300
