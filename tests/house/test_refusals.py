"""Every refusal has a code of its own, a status and words in Swedish and English."""

import pytest
from babel.messages.pofile import read_po

from labapp.domain import errors
from labapp.i18n.labels import REFUSALS
from labapp.web.errors import STATUS


def below(kind):
    return {kind}.union(*(below(child) for child in kind.__subclasses__()))


KINDS = sorted(
    (kind for kind in below(errors.LabError) if "code" in vars(kind)), key=lambda k: k.code
)


@pytest.fixture(scope="module")
def swedish(root):
    with (root / "labapp/i18n/catalogs/sv/LC_MESSAGES/labapp.po").open("rb") as source:
        return read_po(source, locale="sv")


def find(table, kind):
    return table.get(kind) or table.get(kind.code)


def test_there_are_refusals():
    assert len(KINDS) > 10


def test_every_code_is_its_own():
    assert len({kind.code for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_refusal_has_a_status(kind):
    assert 400 <= find(STATUS, kind) < 600


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_refusal_has_words_in_english_and_swedish(kind, swedish):
    words = find(REFUSALS, kind)
    assert words
    assert swedish[words].string


def test_nothing_is_said_of_refusals_that_do_not_exist():
    known = {*KINDS, *(kind.code for kind in KINDS)}
    assert {*STATUS, *REFUSALS} - known == set()
