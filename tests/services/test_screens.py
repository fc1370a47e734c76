"""What is called up on the big screen, and when it goes away by itself."""

import pytest

from labapp.domain.errors import LabClosed, NothingToShow
from labapp.domain.ideas import Draft, IdeasShown
from labapp.domain.screens import Mode
from labapp.live.audience import LEADING
from labapp.services import ideas, labs, screens, themes, voting
from labapp.store.db import db
from labapp.store.lab import lab_by_code, lab_by_id
from tests.people import move, op, open_lab


@pytest.fixture
def show(lab, astrid):
    return lambda mode, message="": screens.show_on_screen(lab.id, astrid, op(), mode, message)


def fresh(lab):
    db.session.remove()
    return lab_by_id(lab.id)


def test_what_is_called_up_is_told_to_screen_and_desk_alone(lab, show):
    before = fresh(lab).seq
    verdict = show(Mode.BLACK)
    (told,) = verdict.news
    assert (told.name, told.audience, told.facts()) == (
        "screen.changed",
        LEADING,
        {"mode": "black"},
    )
    assert (verdict.facts, fresh(lab).seq) == ({"mode": "black"}, before + 1)
    assert fresh(lab).screen_mode is Mode.BLACK


def test_the_record_tells_what_was_shown_but_not_the_words(lab, show, on_disk):
    show(Mode.MESSAGE, "Bilen ABC 123 blockerar utfarten")
    rows = on_disk("select facts from audit where action = 'screen.changed'")
    assert "message" in str(rows)
    assert "ABC" not in str(rows)


def test_what_is_there_already_is_no_news(lab, show):
    show(Mode.BLACK)
    before = fresh(lab).seq
    assert (show(Mode.BLACK).news, fresh(lab).seq) == ((), before)


def test_a_message_stays_to_be_shown_once_more(lab, show):
    show(Mode.MESSAGE, "Rast till 19")
    show(Mode.BLACK, "annat")
    assert (fresh(lab).screen_mode, fresh(lab).screen_message) == (Mode.BLACK, "Rast till 19")


def test_the_next_step_the_result_and_the_end_bring_the_screen_back(lab, astrid, phone, show):
    show(Mode.QUESTION)
    move(lab.id, astrid, "next")
    assert fresh(lab).screen_mode is Mode.AUTO
    ideas.submit_idea(lab.id, phone, op(), Draft("En idé"))
    move(lab.id, astrid, "next", "next", "next")
    show(Mode.AGENDA)
    voting.show_results(lab.id, astrid, op())
    assert fresh(lab).screen_mode is Mode.AUTO
    show(Mode.BLACK)
    labs.close_lab(lab.id, astrid, op())
    assert fresh(lab).screen_mode is Mode.AUTO
    with pytest.raises(LabClosed):
        show(Mode.BLACK)


def test_the_result_waits_until_it_was_shown_and_for_the_next_vote(lab, astrid, phone, show):
    def refused():
        with pytest.raises(NothingToShow):
            show(Mode.RESULTS)

    refused()
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, phone, op(), Draft("En idé"))
    move(lab.id, astrid, "next", "next")
    refused()
    move(lab.id, astrid, "next")
    refused()
    voting.show_results(lab.id, astrid, op())
    show(Mode.RESULTS)
    move(lab.id, astrid, "previous")
    refused()


def test_ideas_that_wait_are_on_no_wall_and_no_map(astrid, phone):
    lab = lab_by_code(open_lab(astrid, ideas_shown=IdeasShown.AFTER_PHASE))
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, phone, op(), Draft("Hemlig än så länge"))
    themes.add_theme(lab.id, astrid, op(), "Plats att vila")
    for mode in (Mode.WALL, Mode.THEMES):
        with pytest.raises(NothingToShow):
            screens.show_on_screen(lab.id, astrid, op(), mode)
    move(lab.id, astrid, "next")
    assert screens.show_on_screen(lab.id, astrid, op(), Mode.THEMES).facts == {"mode": "themes"}
