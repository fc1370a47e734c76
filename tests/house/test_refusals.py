"""Every refusal has a code of its own, a status and words in Swedish and English."""

import pytest

from labapp.domain import errors
from labapp.domain.values import Op
from labapp.i18n.labels import REFUSALS
from labapp.i18n.locale import speaking
from labapp.store.verdict import again
from labapp.web.errors import STATUS


def below(kind):
    return {kind}.union(*(below(child) for child in kind.__subclasses__()))


CODES = sorted(kind.code for kind in below(errors.LabError) if "code" in vars(kind))
STATUSES = {getattr(key, "code", key): status for key, status in STATUS.items()}


def words(code, tag):
    with speaking(tag):
        return REFUSALS[code]({})


def test_there_are_refusals():
    assert len(CODES) > 10


def test_every_code_is_its_own():
    assert len(set(CODES)) == len(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_refusal_has_a_status(code):
    assert 400 <= STATUSES[code] < 600


@pytest.mark.parametrize("code", CODES)
def test_a_refusal_has_words_in_english_and_swedish(code):
    english, swedish = words(code, "en"), words(code, "sv")
    assert english
    assert swedish
    assert english != swedish


def test_nothing_is_said_of_refusals_that_do_not_exist():
    assert {*STATUSES, *REFUSALS} - set(CODES) == set()


@pytest.mark.parametrize("code", CODES)
def test_a_refusal_that_was_remembered_is_given_again(code):
    op = Op("0" * 32, {})
    kept = {"fingerprint": op.fingerprint(), "error": code, "facts": {"n": 1}}
    refusal = again(kept, op)
    assert (refusal.code, refusal.facts) == (code, {"n": 1})
