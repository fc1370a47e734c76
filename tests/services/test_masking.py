"""A mask is read wherever the idea is read, and nothing lifts it but the desk."""

import pytest

from labapp.domain.errors import IdeaGone, NotFound
from labapp.domain.ideas import Draft, HideReason, IdeaStatus, Moderation
from labapp.domain.masking import IdeaChangedSince, Mask, NothingToMask
from labapp.services import ideas, masking, merging, moderating
from labapp.services.moderation_log import moderation_log
from labapp.services.summaries import summarise_lab
from labapp.store.ballot import latest_round
from labapp.store.idea import all_ideas
from labapp.store.offer import offers_of
from tests.people import a_phone, move, op

TEXT = "Anna Berg på torget behöver hjälp"
SHOWN = "[…] på torget behöver hjälp"


@pytest.fixture
def collecting(lab, astrid):
    move(lab.id, astrid, "next")
    return lab


@pytest.fixture
def sent(collecting):
    return send(collecting, TEXT)


def send(lab, text, who="phone"):
    return ideas.submit_idea(lab.id, a_phone(who), op(), Draft(text)).facts["idea"]["id"]


def mask(lab, astrid, idea_id, *places, version=1):
    chosen = Mask(frozenset(places), version, HideReason.PERSONAL_DATA)
    return masking.mask_idea(lab.id, astrid, op(), idea_id, chosen)


def reads(lab, idea_id):
    idea = next(idea for idea in all_ideas(lab.id) if idea.id == idea_id)
    return idea.status.value, idea.shown_text


def test_a_mask_is_read_everywhere_and_told_to_everybody(collecting, astrid, sent):
    told = mask(collecting, astrid, sent, 0, 1)
    assert [news.name for news in told.news] == ["idea.masked"]
    move(collecting.id, astrid, "next", "next")
    assert [offer.text for offer in offers_of(latest_round(collecting.id))] == [SHOWN]
    made = summarise_lab(collecting.id)
    assert [(line.text, line.masked) for line in made.unthemed] == [(SHOWN, True)]
    assert "Berg" not in str(made)


def test_who_masked_it_when_and_why_is_kept_until_it_is_undone(collecting, astrid, sent):
    mask(collecting, astrid, sent, 0)
    idea = all_ideas(collecting.id)[0]
    assert (idea.masked_by, idea.mask_reason) == (astrid, HideReason.PERSONAL_DATA)
    assert idea.masked_at is not None
    masking.unmask_idea(collecting.id, astrid, op(), sent)
    assert reads(collecting, sent) == ("visible", TEXT)
    assert [(line.action, line.reason) for line in moderation_log(collecting.id)] == [
        ("idea.masked", "personal_data"),
        ("idea.unmasked", ""),
    ]


def test_its_writer_can_take_it_back_but_change_nothing(collecting, astrid, sent):
    mask(collecting, astrid, sent, 0, 1)
    with pytest.raises(IdeaGone) as refused:
        ideas.change_idea(collecting.id, a_phone(), op(), sent, Draft(f"{TEXT}!"))
    assert refused.value.facts == {"status": "masked"}
    assert reads(collecting, sent) == ("masked", SHOWN)
    ideas.withdraw_idea(collecting.id, a_phone(), op(), sent)
    assert reads(collecting, sent)[0] == "withdrawn"


def test_hidden_and_shown_again_it_is_still_masked(collecting, astrid, sent):
    mask(collecting, astrid, sent, 0, 1)
    ideas.hide_idea(collecting.id, astrid, op(), sent, ("insult", ""))
    ideas.show_idea(collecting.id, astrid, op(), sent)
    assert reads(collecting, sent) == ("masked", SHOWN)


def test_what_is_masked_or_unmasked_under_another_stays_so_when_taken_out(collecting, astrid, sent):
    kept = send(collecting, "Hjälp på torget", "other")
    merging.merge_ideas(collecting.id, astrid, op(), kept, [sent])
    mask(collecting, astrid, sent, 0, 1)
    assert reads(collecting, sent) == ("merged", SHOWN)
    merging.split_ideas(collecting.id, astrid, op(), [sent])
    assert reads(collecting, sent) == ("masked", SHOWN)
    merging.merge_ideas(collecting.id, astrid, op(), kept, [sent])
    masking.unmask_idea(collecting.id, astrid, op(), sent)
    merging.split_ideas(collecting.id, astrid, op(), [sent])
    assert reads(collecting, sent) == ("visible", TEXT)


def test_what_waited_is_shown_with_its_mask(collecting, astrid):
    moderating.set_moderation(collecting.id, astrid, op(), Moderation.BEFORE)
    waits = send(collecting, TEXT)
    mask(collecting, astrid, waits, 0, 1)
    assert reads(collecting, waits) == ("masked", SHOWN)


def test_a_mask_of_an_earlier_version_is_refused(collecting, astrid, sent):
    ideas.change_idea(collecting.id, a_phone(), op(), sent, Draft("Hjälp Anna Berg"))
    with pytest.raises(IdeaChangedSince):
        mask(collecting, astrid, sent, 0, 1)
    mask(collecting, astrid, sent, 1, 2, version=2)
    assert reads(collecting, sent) == ("masked", "Hjälp […]")


def test_what_cannot_be_masked_is_refused(collecting, astrid, sent):
    for refusal, deed in (
        (NothingToMask, lambda: mask(collecting, astrid, sent)),
        (NothingToMask, lambda: masking.unmask_idea(collecting.id, astrid, op(), sent)),
        (NotFound, lambda: mask(collecting, astrid, 999, 0)),
    ):
        with pytest.raises(refusal):
            deed()
    ideas.hide_idea(collecting.id, astrid, op(), sent, ("insult", ""))
    with pytest.raises(IdeaGone):
        mask(collecting, astrid, sent, 0)
    assert all_ideas(collecting.id)[0].status is IdeaStatus.HIDDEN
