from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from labapp.domain.summary import (
    LabSummary,
    ResultRow,
    RoundSummary,
    canonical,
    checksum,
    current_round,
    first_place,
    leading,
    percent,
    tiers,
)
from labapp.domain.voting import VoteOn

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def row(rank, dots, voters, number):
    return ResultRow(
        rank=rank,
        tied=False,
        label=f"idé {number}",
        lang="sv",
        idea_number=number,
        dots=dots,
        voters=voters,
        share_low=0.0,
        share_high=0.5,
    )


def vote(*rows, superseded=False, number=1):
    return RoundSummary(
        number=number,
        on=VoteOn.IDEAS,
        points=3,
        max_per_choice=2,
        opened_at=NOON,
        closed_at=NOON,
        superseded=superseded,
        ballots=10,
        voted=9,
        blank=1,
        dots=sum(r.dots for r in rows),
        channels=(),
        rows=rows,
    )


@pytest.fixture
def small():
    return LabSummary(
        body="Lillhaga",
        body_phone="",
        code="12345678",
        question="Vad gör vi?",
        background="",
        place="",
        held_at=NOON,
        recipient="",
        answer_by=date(2026, 8, 1),
        language="sv",
        published_at=None,
        seq=7,
        made_at=NOON,
        audit_head="ab",
        phases=(),
        joined=10,
        contributed=0,
        voted=9,
        blank=1,
        channels=(),
        submitted=0,
        shown=0,
        unique=0,
        merged=0,
        withdrawn=0,
        late=0,
        hidden=(),
        themes=(),
        unthemed=(),
        rounds=(vote(row(1, 4, 3, 1)),),
    )


def test_the_checksum_leaves_out_only_when_it_was_made(small):
    assert checksum(replace(small, made_at=NOON + timedelta(days=1))) == checksum(small)
    assert checksum(replace(small, seq=8)) != checksum(small)
    assert checksum(replace(small, joined=11)) != checksum(small)


def test_the_same_moment_is_written_alike_in_any_zone(small):
    elsewhere = NOON.astimezone(timezone(timedelta(hours=2)))
    assert canonical(replace(small, held_at=elsewhere)) == canonical(small)
    assert '"held_at":"2026-05-04T12:00:00+00:00"' in canonical(small)


def test_a_whole_number_is_written_without_a_fraction(small):
    assert '"share_high":0.5,"share_low":0,' in canonical(small)


def test_the_vote_that_counts_is_the_last_that_stands(small):
    old, new = vote(superseded=True), vote(number=2)
    assert current_round(replace(small, rounds=(old, new))) is new
    assert current_round(replace(small, rounds=(new, replace(old, number=3)))) is new
    assert current_round(replace(small, rounds=(old,))) is None


def test_choices_of_one_rank_and_as_many_voters_are_drawn_as_one():
    rows = (row(1, 4, 4, 1), row(1, 4, 4, 2), row(1, 4, 3, 3), row(4, 1, 1, 4))
    assert [len(tier) for tier in tiers(rows)] == [2, 1, 1]


def test_the_few_in_front_never_cut_a_tie():
    rows = (row(1, 5, 5, 1), row(2, 3, 3, 2), row(2, 3, 3, 3), row(2, 3, 3, 4), row(5, 1, 1, 5))
    assert [r.idea_number for r in leading(vote(*rows), 2)] == [1, 2, 3, 4]
    assert [r.idea_number for r in leading(vote(*rows), 1)] == [1]


def test_choices_without_a_dot_are_never_in_front():
    nothing = vote(row(1, 0, 0, 1), row(1, 0, 0, 2))
    assert leading(nothing, 5) == ()
    assert first_place(nothing) == ()
    assert len(leading(vote(row(1, 2, 1, 1), row(2, 0, 0, 2)), 5)) == 1


@pytest.mark.parametrize(
    ("part", "of", "whole"), [(1, 8, 13), (10, 44, 23), (9, 44, 20), (0, 0, 0), (3, 3, 100)]
)
def test_percent_is_whole_and_halves_go_up(part, of, whole):
    assert percent(part, of) == whole
