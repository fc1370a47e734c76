"""Masking: what is ticked is gone, what is not stays as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import IdeaGone
from labapp.domain.ideas import HideReason, IdeaStatus
from labapp.domain.masking import (
    CAN_BE_MASKED,
    MASK,
    IdeaChangedSince,
    Mask,
    NothingToMask,
    check_mask,
    masked,
    words_of,
)

TEXT = st.text(alphabet="aåb9.,@ \nкш語", max_size=120)


@given(TEXT, st.frozensets(st.integers(0, 70)))
def test_the_words_that_are_ticked_are_gone_and_the_others_stand_in_order(text, places):
    words = [word.text for word in words_of(text)]
    chosen = [place for place in range(len(words)) if place in places]
    if not chosen:
        with pytest.raises(NothingToMask):
            masked(text, places)
        return
    left = masked(text, places).replace(MASK, " ").split()
    kept = [word for place, word in enumerate(words) if place not in places]
    assert "".join(left) == "".join(kept)


@given(TEXT.filter(lambda text: text.strip()))
def test_nothing_tells_how_much_was_masked(text):
    assert masked(text, range(len(words_of(text)))).strip() == MASK


def test_words_side_by_side_become_one_and_the_lines_stay():
    assert masked("Ring Anna Berg\n på 070", {1, 2, 4}) == f"Ring {MASK}\n på {MASK}"


@pytest.mark.parametrize(
    ("text", "hinted"),
    [
        ("Ring 070-174 06 05 om bänken", ["070-174", "06", "05"]),
        ("Jag är 811218-9876.", ["811218-9876."]),
        ("Skriv till a.b@c.se nu", ["a.b@c.se"]),
        ("Lampan på Storgatan 12 är trasig", ["Storgatan", "12"]),
        ("Bygg 12 bänkar till år 2030", []),
    ],
)
def test_what_looks_personal_is_proposed(text, hinted):
    assert [word.text for word in words_of(text) if word.hinted] == hinted


@pytest.mark.parametrize("status", list(IdeaStatus))
def test_only_what_may_be_read_or_waits_is_masked(status):
    mask = Mask(frozenset({0}), 1, HideReason.INSULT)
    if status in CAN_BE_MASKED:
        check_mask(mask, status, 1)
        with pytest.raises(IdeaChangedSince):
            check_mask(mask, status, 2)
    else:
        with pytest.raises(IdeaGone):
            check_mask(mask, status, 1)
