import dataclasses

import pytest

from labapp.domain.summary import IdeaLine
from labapp.i18n.locale import words
from tests.exports.almedalen import school_lab

HOSTILE = (
    "<script>alert(1)</script>",
    "=1+1",
    "#[",
    "#let x = 1 *inte* $ & <b> @ref `raw` \\ //c",
    "abc \u200fאבג\u200e def",
    "ابنتي ذكية لكنها لا تعرف ما هي المهن الموجودة لأن",
    "ሰላም ንኹሉ",
    "👩\u200d👧 🚲 ✓ 1️⃣",
    '"} , "x": {',
    "%(page)s {{ 7 * 7 }} {% raw %}",
    "en rad\n\noch en till",
    "Zażółć gęślą jaźń, Äänestys, Čálli",
    "x" * 480,
)


@pytest.fixture(scope="session")
def school():
    return school_lab()


@pytest.fixture(scope="session")
def draft(school):
    return dataclasses.replace(school, published_at=None)


@pytest.fixture(scope="session")
def hostile(school):
    """The school lab with ideas that try to be more than text."""
    ideas = tuple(
        IdeaLine(number=900 + at, text=text, lang="und", channel="phone")
        for at, text in enumerate(HOSTILE)
    )
    rows = tuple(
        dataclasses.replace(row, label=text, idea_number=idea.number)
        for row, text, idea in zip(school.rounds[0].rows, HOSTILE, ideas, strict=False)
    )
    vote = dataclasses.replace(school.rounds[0], rows=rows + school.rounds[0].rows[len(rows) :])
    return dataclasses.replace(school, unthemed=ideas, rounds=(vote,))


@pytest.fixture(params=["sv", "en"])
def speech(request):
    return words(request.param)


@pytest.fixture
def swedish():
    return words("sv")
