"""A lab shows several earlier ones: they are read as they stand, and new ideas go under theirs."""

from dataclasses import replace

import pytest

from labapp.domain.errors import IdeaGone, MergeInVote, NotFound, OnlyRehearsed
from labapp.domain.ideas import Draft, IdeasShown, IdeaStatus
from labapp.domain.labs import MOST_SHOWN, TooManyLabs, check_gallery
from labapp.domain.phases import PlannedPhase
from labapp.domain.summary import ideas as every
from labapp.services import gallery, ideas, labs, merging, pretending, themes
from labapp.services.summaries import summarise_lab
from labapp.store import audit
from labapp.store.ballot import latest_round
from labapp.store.gallery import earlier_ids
from labapp.store.idea import all_ideas, idea_by_number, idea_in
from labapp.store.lab import lab_by_code, lab_by_id
from labapp.store.offer import offers_of
from tests.people import PHASES, a_phone, move, op, open_lab, plan

MINGLE = (PlannedPhase("gallery", "Mingel", None), *PHASES[1:])


def wrote(lab_id, *texts, **draft):
    """Each written by somebody of their own; their ids."""
    said = [
        ideas.submit_idea(lab_id, a_phone(f"{lab_id} {text}"), op(), Draft(text, **draft))
        for text in texts
    ]
    return [verdict.facts["idea"]["id"] for verdict in said]


@pytest.fixture
def school(lab, astrid):
    move(lab.id, astrid, "next")
    wrote(lab.id, "Läxhjälp", "Mindre klasser", "Oförskämt")
    return lab.id


@pytest.fixture
def homes(astrid):
    lab = lab_by_code(open_lab(astrid, question="Var ska vi bo?"))
    move(lab.id, astrid, "next")
    wrote(lab.id, "Bygg över vägen", "Fler hyresrätter")
    return lab.id


@pytest.fixture
def walls(school, homes, astrid):
    """A mingle that shows both; three ideas are written in it."""
    opened = labs.open_lab(astrid, op(), plan(phases=MINGLE, gallery_of=(school, homes)))
    lab = lab_by_code(opened.facts["code"])
    move(lab.id, astrid, "next")
    wrote(lab.id, "hjälp med läxor", "build over the road", "Bänkar")
    return lab.id


def under(walls, astrid, earlier, *numbers):
    """Put ideas of the mingle, by number, under an earlier one."""
    own = [idea_by_number(walls, number).id for number in numbers]
    return gallery.merge_into_earlier(walls, astrid, op(), earlier, own).facts


def readable(lab_id):
    return [idea.shown_text for idea in gallery.readable_ideas(lab_by_id(lab_id))]


def counts(lab_id):
    made = summarise_lab(lab_id)
    return made.submitted, made.shown, made.unique, made.merged, made.carried


def test_what_is_hidden_or_merged_there_is_so_here(walls, school, astrid):
    one, two, three = (idea.id for idea in all_ideas(school))
    ideas.hide_idea(school, astrid, op(), three, ("insult", ""))
    merging.merge_ideas(school, astrid, op(), one, [two])
    assert readable(school) == ["Läxhjälp"]


def test_nothing_is_read_here_before_it_may_be_read_there(astrid):
    lab = lab_by_code(open_lab(astrid, ideas_shown=IdeasShown.AFTER_PHASE)).id
    move(lab, astrid, "next")
    wrote(lab, "Läxhjälp")
    assert readable(lab) == []
    move(lab, astrid, "next")
    assert readable(lab) == ["Läxhjälp"]


def test_what_earlier_labs_came_to_is_not_counted(walls, school):
    assert counts(walls) == (3, 3, 3, 0, 0)
    before = summarise_lab(school)
    assert (before.submitted, before.gallery_of) == (3, ())


def test_an_idea_is_put_under_an_earlier_one_which_stands_here_by_its_number(walls, homes, astrid):
    theme = themes.add_theme(walls, astrid, op(), "Till boendelabbet").facts["theme"]
    themes.put_in_theme(walls, astrid, op(), idea_by_number(walls, 2).id, theme)
    facts = under(walls, astrid, idea_by_number(homes, 1).id, 2)
    kept = idea_in(walls, facts["into"])
    assert (kept.number, kept.text, kept.came_from) == (4, "Bygg över vägen", 1)
    assert (kept.from_lab_id, kept.theme_id, kept.participant_id) == (homes, theme, None)
    assert counts(walls) == (3, 3, 2, 1, 1)
    made = summarise_lab(walls)
    line = next(line for line, _ in every(made) if line.merged)
    assert (line.from_lab, line.came_from) == (lab_by_id(homes).code, 1)
    assert [(shown.meant, shown.joined) for shown in made.gallery_of] == [(0, 0), (0, 1)]
    assert sum(way.ideas for way in made.channels) == 3


def test_the_earlier_lab_stays_as_it_was_and_may_be_closed(walls, homes, astrid):
    labs.close_lab(homes, astrid, op())
    before = summarise_lab(homes)
    under(walls, astrid, idea_by_number(homes, 1).id, 2)
    after = summarise_lab(homes)
    assert (after.seq, after.unthemed, after.unique) == (before.seq, before.unthemed, before.unique)


def test_two_go_under_the_same_one(walls, homes, astrid):
    earlier = idea_by_number(homes, 1).id
    assert under(walls, astrid, earlier, 2)["into"] == under(walls, astrid, earlier, 3)["into"]
    assert counts(walls) == (3, 3, 1, 2, 1)


def test_undone_it_is_as_if_it_had_never_been_and_can_be_done_again(walls, homes, astrid):
    before = counts(walls)
    facts = under(walls, astrid, idea_by_number(homes, 1).id, 2)
    merging.undo_merge(walls, astrid, op(), facts["merge"])
    assert counts(walls) == before
    assert summarise_lab(walls).withdrawn == 0
    assert under(walls, astrid, idea_by_number(homes, 1).id, 3)["into"] == facts["into"]
    assert counts(walls) == (3, 3, 2, 1, 1)


def test_it_stays_while_something_is_read_under_it(walls, homes, astrid):
    earlier = idea_by_number(homes, 1).id
    kept = under(walls, astrid, earlier, 2)["into"]
    under(walls, astrid, earlier, 3)
    merging.split_ideas(walls, astrid, op(), [idea_by_number(walls, 2).id])
    assert idea_in(walls, kept).status is IdeaStatus.VISIBLE
    merging.split_ideas(walls, astrid, op(), [idea_by_number(walls, 3).id])
    assert idea_in(walls, kept).status is IdeaStatus.WITHDRAWN


def test_what_was_voted_on_stays(walls, homes, astrid):
    kept = under(walls, astrid, idea_by_number(homes, 1).id, 2)["into"]
    move(walls, astrid, "next", "next", "next")
    merging.split_ideas(walls, astrid, op(), [idea_by_number(walls, 2).id])
    assert idea_in(walls, kept).status is IdeaStatus.VISIBLE
    assert "Bygg över vägen" in [offer.text for offer in offers_of(latest_round(walls))]


def test_hidden_here_it_takes_nobody_elses_words_along(walls, homes, astrid):
    kept = under(walls, astrid, idea_by_number(homes, 1).id, 2)["into"]
    ideas.hide_idea(walls, astrid, op(), kept, ("insult", ""))
    made = summarise_lab(walls)
    assert (made.shown, made.carried, made.carried_hidden, made.hidden) == (3, 0, 1, ())


def test_the_log_tells_where_it_went(walls, homes, astrid):
    under(walls, astrid, idea_by_number(homes, 1).id, 2)
    (row,) = audit.rows_of(walls, ["ideas.merged"])
    assert (row.facts["lab"], row.facts["earlier"]) == (lab_by_id(homes).code, 1)
    assert row.facts["numbers"] == [2]
    assert audit.broken_rows() == []


def test_only_what_may_be_read_of_a_lab_that_is_shown_takes_ideas(walls, school, astrid):
    hidden = idea_by_number(school, 3).id
    ideas.hide_idea(school, astrid, op(), hidden, ("insult", ""))
    with pytest.raises(IdeaGone):
        under(walls, astrid, hidden, 1)
    other = lab_by_code(open_lab(astrid)).id
    move(other, astrid, "next")
    (stranger,) = wrote(other, "Från ett annat labb")
    with pytest.raises(NotFound):
        under(walls, astrid, stranger, 1)
    assert counts(walls) == (3, 3, 3, 0, 0)


def test_a_lab_that_is_only_rehearsed_or_the_lab_itself_is_not_shown(walls, school, astrid):
    code = pretending.open_rehearsal(astrid, op(), school).facts["code"]
    with pytest.raises(OnlyRehearsed):
        labs.open_lab(astrid, op(), plan(gallery_of=(lab_by_code(code).id,)))
    shown = labs.plan_of(lab_by_id(walls))
    with pytest.raises(NotFound):
        labs.edit_lab(walls, astrid, op(), replace(shown, gallery_of=(walls,)))


def test_a_rehearsal_and_a_copy_show_the_same_labs(walls, school, homes, astrid):
    code = pretending.open_rehearsal(astrid, op(), walls).facts["code"]
    assert earlier_ids(lab_by_code(code).id) == (school, homes)
    assert labs.plan_of(lab_by_id(walls)).gallery_of == (school, homes)


def test_an_idea_may_say_which_lab_it_is_for(walls, school, homes):
    wrote(walls, "Till skolan", for_lab=school)
    wrote(walls, "Till ett som inte visas", for_lab=walls)
    told = {line.text: line.for_lab for line, _ in every(summarise_lab(walls))}
    assert told["Till skolan"] == lab_by_id(school).code
    assert (told["Till ett som inte visas"], told["Bänkar"]) == ("", "")
    assert [shown.meant for shown in summarise_lab(walls).gallery_of] == [1, 0]


def test_so_many_labs_are_shown_each_once():
    assert check_gallery((2, 1, 2)) == (2, 1)
    with pytest.raises(TooManyLabs):
        check_gallery(range(MOST_SHOWN + 1))


def test_a_vote_that_is_open_refuses(walls, homes, astrid):
    move(walls, astrid, "next", "next")
    with pytest.raises(MergeInVote):
        under(walls, astrid, idea_by_number(homes, 1).id, 2)
