"""The Swedish catalogue has no gap and no guess, and holds just what the code and pages say."""

import pytest
from babel.messages.pofile import read_po

from scripts.merge_words import gather


@pytest.fixture(scope="module")
def swedish(root):
    with (root / "labapp/i18n/catalogs/sv/LC_MESSAGES/labapp.po").open("rb") as source:
        catalogue = read_po(source, locale="sv")
    assert len(catalogue) > 50
    return catalogue


@pytest.fixture(scope="module")
def said():
    return ids(gather())


def ids(catalogue):
    return {message.id for message in catalogue if message.id}


def texts(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_no_message_is_untranslated(swedish):
    assert [message.id for message in swedish if message.id and not all(texts(message))] == []


def test_no_translation_is_a_guess(swedish):
    assert [message.id for message in swedish if message.id and message.fuzzy] == []


def test_every_placeholder_survives_the_translation(swedish):
    assert {message.id: errors for message in swedish if (errors := list(message.check()))} == {}


def test_the_catalogue_holds_just_what_is_said(swedish, said):
    assert said - ids(swedish) == set()
    assert ids(swedish) - said == set()
