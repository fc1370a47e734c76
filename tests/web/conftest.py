"""What the tests of the desk share: a lab with an idea, a theme, a vote."""

import pytest

from labapp.domain.ideas import Draft
from labapp.services import ideas, themes
from labapp.store.ballot import latest_round
from labapp.store.db import session
from labapp.store.idea import all_ideas, themes_of
from labapp.store.lab import lab_by_code
from tests.people import a_phone, move, op


@pytest.fixture
def here(lab):
    return f"/labs/{lab.code}"


@pytest.fixture
def fresh(lab):
    """The lab as it is on disk now."""

    def look():
        session().expire_all()
        return lab_by_code(lab.code)

    return look


@pytest.fixture
def idea(lab, astrid):
    """Somebody's idea, while ideas are collected."""
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Fler bänkar i parken"))
    return all_ideas(lab.id)[0]


@pytest.fixture
def theme(lab, astrid):
    themes.add_theme(lab.id, astrid, op(), "Plats att vila")
    return themes_of(lab.id)[0]


@pytest.fixture
def in_vote(lab, astrid, idea):
    """The lab in its vote; answers with the round."""
    move(lab.id, astrid, "next", "next")
    return latest_round(lab.id)
