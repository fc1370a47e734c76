"""Which version of an idea is read first, and when a translation stands at all."""

from dataclasses import dataclass

import pytest

from labapp.domain.translations import Made, Translation, Translator, read, standing

ARABIC, SWEDISH = "المزيد من المقاعد", "Fler bänkar"
TRANSLATED = Translation(SWEDISH, "sv", Translator.HOST)
MADE = Made(SWEDISH, "sv", Translator.HOST, 1)


@dataclass
class Idea:
    lang: str = "ar"
    shown_text: str = ARABIC
    shown_detail: str = "قرب الحديقة"
    translation: Translation | None = TRANSLATED


def test_the_translation_is_read_first_and_the_original_beside_it():
    found = read(Idea(), "sv")
    assert (found.first.text, found.first.lang) == (SWEDISH, "sv")
    assert (found.beside.text, found.beside.lang, found.beside.detail) == (
        ARABIC,
        "ar",
        "قرب الحديقة",
    )
    assert not found.original_first


@pytest.mark.parametrize("reader", ["ar", "ar-EG"])
def test_who_reads_the_ideas_own_language_reads_it_first(reader):
    found = read(Idea(), reader)
    assert (found.first.text, found.beside.text) == (ARABIC, SWEDISH)
    assert found.original_first


def test_the_writer_reads_own_words_first_also_in_a_language_that_nobody_has_said():
    assert read(Idea(lang="und"), "und").first.text == ARABIC
    assert read(Idea(lang="und"), "sv").first.text == SWEDISH


def test_without_a_translation_there_is_nothing_beside():
    assert read(Idea(translation=None), "sv").beside is None


def test_a_translation_stands_for_the_wording_that_it_was_made_for():
    assert standing(MADE, 1, masked=False) == Translation(SWEDISH, "sv", Translator.HOST)
    assert standing(MADE, 2, masked=False).earlier


def test_a_mask_is_not_undone_by_what_somebody_translated():
    assert standing(MADE, 1, masked=True) is None


def test_what_was_taken_away_is_no_translation():
    assert standing(Made(None, None, None, None), 1, masked=False) is None
