"""The Swedish catalogue has no gap and no guess, and every word on a page is in it."""

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po


@pytest.fixture(scope="module")
def swedish(root):
    with (root / "labapp/i18n/catalogs/sv/LC_MESSAGES/labapp.po").open("rb") as source:
        catalogue = read_po(source, locale="sv")
    assert len(catalogue) > 50
    return catalogue


@pytest.fixture(scope="module")
def spoken(root):
    with (root / "babel.cfg").open() as config:
        methods, options = parse_mapping_cfg(config)
    found = [
        message if isinstance(message, str) else message[0]
        for folder in ("labapp", "templates")
        for _, _, message, *_ in extract_from_dir(
            root / folder,
            [(pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods],
            options,
        )
    ]
    assert len(found) > 50
    return set(found)


def texts(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_no_message_is_untranslated(swedish):
    assert [message.id for message in swedish if message.id and not all(texts(message))] == []


def test_no_translation_is_a_guess(swedish):
    assert [message.id for message in swedish if message.id and message.fuzzy] == []


def test_every_placeholder_survives_the_translation(swedish):
    assert {message.id: errors for message in swedish if (errors := list(message.check()))} == {}


def test_every_word_on_a_page_is_in_the_catalogue(swedish, spoken):
    assert {message for message in spoken if message not in swedish} == set()


def test_no_word_is_kept_that_nobody_says(swedish, spoken):
    kept = {m.id if isinstance(m.id, str) else m.id[0] for m in swedish if m.id}
    assert kept - spoken == set()
