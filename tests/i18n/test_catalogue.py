"""Catalogues are read from their text, or from what was compiled of it, whichever is fresh."""

import os
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from labapp.i18n import catalogue
from labapp.i18n.locale import LANGUAGES

PO = 'msgid "Save"\nmsgstr "{said}"\n\nmsgid "Not yet said"\nmsgstr ""\n'


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    folder = tmp_path / "sv/LC_MESSAGES"
    folder.mkdir(parents=True)
    monkeypatch.setattr(catalogue, "CATALOGS", tmp_path)
    return folder


def write_text(shelf, said):
    (shelf / "labapp.po").write_text(PO.format(said=said))


def compile_as(shelf, said):
    with (shelf / "labapp.mo").open("wb") as target:
        write_mo(target, read_po(BytesIO(PO.format(said=said).encode())))


def save():
    return catalogue.read_catalogue("sv").gettext("Save")


def test_a_checkout_reads_the_text(shelf):
    write_text(shelf, "Spara så här")
    assert save() == "Spara så här"


def test_a_wheel_reads_what_was_compiled(shelf):
    compile_as(shelf, "Spara")
    assert save() == "Spara"


def test_what_was_compiled_is_used_when_it_is_fresh(shelf):
    write_text(shelf, "Gammalt")
    compile_as(shelf, "Nytt")
    os.utime(shelf / "labapp.po", (0, 0))
    assert save() == "Nytt"


def test_the_text_is_used_when_it_is_newer(shelf):
    compile_as(shelf, "Gammalt")
    write_text(shelf, "Nytt")
    os.utime(shelf / "labapp.mo", (0, 0))
    assert save() == "Nytt"


def test_a_word_that_is_missing_is_said_in_english(shelf):
    write_text(shelf, "Spara")
    assert catalogue.read_catalogue("sv").gettext("Not yet said") == "Not yet said"


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_a_catalogue_with_the_right_plural(tag):
    path = catalogue.CATALOGS / tag / "LC_MESSAGES/labapp.po"
    with path.open("rb") as source:
        assert read_po(source).plural_forms == "nplurals=2; plural=(n != 1);"


def test_english_is_complete_and_says_what_the_code_says():
    with (catalogue.CATALOGS / "en/LC_MESSAGES/labapp.po").open("rb") as source:
        messages = [message for message in read_po(source) if message.id]
    assert [m.id for m in messages if m.string != m.id] == []
