"""Merging at the desk: nothing is lost, people count once, and it is undone exactly."""

import pytest

from labapp.domain import errors
from labapp.domain.ideas import Draft
from labapp.domain.voting import Ballot
from labapp.services import ideas, labs, merging, themes, voting
from labapp.services.demo import staging
from labapp.services.summaries import summarise_lab
from labapp.store.audit import broken_rows
from labapp.store.ballot import latest_round
from labapp.store.db import db
from labapp.store.idea import all_ideas, shown_ideas
from labapp.store.offer import offers_of
from tests.people import a_phone, move, op

A, B, C, D = range(4)


@pytest.fixture
def made(lab, astrid):
    """Four ideas by two people: a, b, c, d; the ids in order."""
    move(lab.id, astrid, "next")
    for at, words in enumerate(("Läxhjälp", "Hjälp med läxor", "Läxor på schemat", "Bänkar")):
        ideas.submit_idea(lab.id, a_phone(f"p{at % 2}"), op(), Draft(words))
    return [idea.id for idea in all_ideas(lab.id)]


@pytest.fixture
def merge(lab, astrid, made):
    def put(into, *joining):
        wanted = [made[idea] for idea in joining]
        return merging.merge_ideas(lab.id, astrid, op(), made[into], wanted).facts["merge"]

    return put


@pytest.fixture
def split(lab, astrid, made):
    return lambda *parts: merging.split_ideas(lab.id, astrid, op(), [made[idea] for idea in parts])


@pytest.fixture
def stands(lab, made):
    """How every idea stands: its status, its theme, and the place of the one it is under."""

    def look():
        db.session.rollback()
        db.session.expire_all()
        return [
            (
                idea.status.value,
                idea.theme_id,
                idea.merged_into_id and made.index(idea.merged_into_id),
            )
            for idea in all_ideas(lab.id)
        ]

    return look


def test_originals_are_read_under_the_kept_idea_and_counted_once(lab, merge, stands):
    merge(A, B, C)
    assert [into for *_, into in stands()] == [None, A, A, None]
    assert [idea.number for idea in shown_ideas(lab.id)] == [4, 1]
    summary = summarise_lab(lab.id)
    kept = next(line for line in summary.unthemed if line.number == 1)
    assert [line.text for line in kept.merged] == ["Hjälp med läxor", "Läxor på schemat"]
    assert (summary.submitted, summary.unique, summary.merged) == (4, 2, 2)
    assert summary.contributed == 2
    assert broken_rows() == []


def test_a_merge_is_undone_exactly_though_themes_and_merges_came_since(
    lab, astrid, made, merge, stands
):
    home = themes.add_theme(lab.id, astrid, op(), "Hemma").facts["theme"]
    themes.put_all_in_theme(lab.id, astrid, op(), [made[B], made[C]], home)
    merge(B, C)
    before = stands()
    number = merge(A, B)
    assert [into for *_, into in stands()] == [None, A, A, None]
    merging.undo_merge(lab.id, astrid, op(), number)
    assert stands() == before
    merge(A, B)
    merge(D, A)
    assert [into for *_, into in stands()] == [D, D, D, None]
    with pytest.raises(errors.NotMerged):
        merging.undo_merge(lab.id, astrid, op(), number)


def test_one_original_is_taken_out_and_the_others_stay(merge, split, stands):
    merge(A, B, C)
    split(B)
    assert [into for *_, into in stands()] == [None, None, A, None]
    assert stands()[B][0] == "visible"
    with pytest.raises(errors.NotMerged):
        split(B)


def test_a_theme_that_is_gone_is_not_given_back(lab, astrid, made, merge, split, stands):
    theme = themes.add_theme(lab.id, astrid, op(), "Kort liv").facts["theme"]
    themes.put_in_theme(lab.id, astrid, op(), made[B], theme)
    merge(A, B)
    with pytest.raises(errors.IdeaGone):
        themes.put_in_theme(lab.id, astrid, op(), made[B], None)
    themes.remove_theme(lab.id, astrid, op(), theme)
    split(B)
    assert stands()[B] == ("visible", None, None)


def test_what_cannot_be_merged_is_refused(lab, astrid, made, merge, bo):
    with pytest.raises(errors.NothingToMerge):
        merge(A, A)
    merge(A, B)
    for into, joining in ((B, C), (C, B)):
        with pytest.raises(errors.IdeaGone):
            merge(into, joining)
    with pytest.raises(errors.NotFound):
        merging.merge_ideas(lab.id, astrid, op(), made[A], [made[C], 10**9])
    labs.close_lab(lab.id, astrid, op())
    with pytest.raises(errors.LabClosed):
        merge(A, C)


def test_the_choices_of_a_vote_stand(lab, astrid, made, merge, split, phone):
    merge(A, B)
    move(lab.id, astrid, "next", "next")
    round_ = latest_round(lab.id)
    choices = [offer.id for offer in offers_of(round_)]
    assert len(choices) == 3
    for late in (lambda: merge(A, C), lambda: split(B)):
        with pytest.raises(errors.MergeInVote):
            late()
    voting.cast_ballot(lab.id, phone, op(), Ballot(round=round_.id, n=1, marks={choices[1]: 1}))
    move(lab.id, astrid, "next")
    merge(A, C)
    db.session.expire_all()
    rows = summarise_lab(lab.id).rounds[0].rows
    assert [(row.label, row.dots) for row in rows][:1] == [("Läxor på schemat", 1)]


def test_what_leaves_every_screen_takes_nobody_elses_words_along(lab, astrid, made, merge, stands):
    merge(B, C)
    merge(A, B)
    ideas.hide_idea(lab.id, astrid, op(), made[A], ("insult", ""))
    assert [into for *_, into in stands()] == [None] * 4
    assert [status for status, *_ in stands()] == ["hidden", "visible", "visible", "visible"]
    merge(D, B, C)
    ideas.withdraw_idea(lab.id, a_phone("p1"), op(), made[D])
    assert [status for status, *_ in stands()][1:] == ["visible", "visible", "withdrawn"]


def test_an_original_is_hidden_and_shown_again_in_its_place(
    lab, astrid, made, merge, split, stands
):
    number = merge(A, B, C)
    ideas.hide_idea(lab.id, astrid, op(), made[B], ("spam", ""))
    assert stands()[B] == ("hidden", None, A)
    merging.undo_merge(lab.id, astrid, op(), number)
    assert [into for *_, into in stands()] == [None, A, None, None]
    ideas.show_idea(lab.id, astrid, op(), made[B])
    assert stands()[B] == ("merged", None, A)
    split(B)
    assert stands()[B] == ("visible", None, None)


def test_its_author_is_told_why_a_merged_idea_cannot_be_changed(lab, made, merge):
    merge(A, B)
    for change in (
        lambda: ideas.change_idea(lab.id, a_phone("p1"), op(), made[B], Draft("Nytt")),
        lambda: ideas.withdraw_idea(lab.id, a_phone("p1"), op(), made[B]),
    ):
        with pytest.raises(errors.IdeaGone) as refusal:
            change()
        assert refusal.value.facts == {"status": "merged"}


def test_a_mask_stays_on_what_was_merged(lab, astrid, made, merge, split, stands):
    staging.mask(lab.id, astrid, made[B], "Ring …")
    merge(A, B)
    stands()
    assert all_ideas(lab.id)[B].shown_text == "Ring …"
    split(B)
    assert stands()[B][0] == "masked"
