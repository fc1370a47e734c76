"""The one text model at the door."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.errors import LabError, TextMissing, TextNotReadable, TextTooLong
from labapp.domain.text import IDEA, PLACE, QUESTION, Limit, clean


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  hej  ", "hej"),
        ("ett\r\ntvå\rtre", "ett\ntvå\ntre"),
        ("a\tb", "a b"),
        ("e\u0301", "é"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("=1+1", "=1+1"),
        ("#[utan]", "#[utan]"),
        ("\u200fمرحبا", "\u200fمرحبا"),
        ("👩‍👧 😩", "👩‍👧 😩"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_a_text_is_kept_as_it_reads(written, kept):
    assert clean(written, IDEA) == kept


@pytest.mark.parametrize(
    "written",
    [
        "a\x00b",
        "a\x1bb",
        "a\u202eb",
        "a\u2066b",
        "a\ud800b",
        "a\ufffeb",
        "a\u2028b",
        "a" + "\u0301" * 9,
    ],
)
def test_what_would_not_read_the_same_everywhere_is_refused_with_words(written):
    with pytest.raises(TextNotReadable) as refused:
        clean(written, IDEA)
    assert refused.value.facts["sign"].startswith("U+")


@pytest.mark.parametrize("written", ["", "   ", "\n\n", "\u200b\u200f", "\u0301"])
def test_a_text_that_shows_nothing_is_missing(written):
    with pytest.raises(TextMissing):
        clean(written, IDEA)


def test_a_text_that_is_not_needed_may_be_empty():
    assert clean("  ", PLACE) == ""


def test_too_long_says_by_how_much_counted_after_composing():
    assert clean("é" * 500, IDEA) == "é" * 500
    assert clean("e\u0301" * 500, IDEA) == "é" * 500
    with pytest.raises(TextTooLong) as refused:
        clean("x" * 524, IDEA)
    assert refused.value.facts == {"field": "text", "limit": 500, "over": 24}


def test_a_question_is_one_line():
    assert clean("Hur gör vi\nmed skolan?", QUESTION) == "Hur gör vi med skolan?"


def test_lines_beyond_the_cap_run_together_and_no_word_is_lost():
    written = "\n".join(str(number) for number in range(10))
    assert clean(written, Limit("text", 100, lines=3)) == "0\n1\n2 3 4 5 6 7 8 9"


@given(st.text(max_size=60))
def test_what_is_accepted_is_stable(written):
    try:
        kept = clean(written, IDEA)
    except LabError:
        return
    assert clean(kept, IDEA) == kept
    assert unicodedata.is_normalized("NFC", kept)
