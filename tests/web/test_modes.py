"""The big screen shows what was called up, and the desk says so."""

import re
from datetime import timedelta

import pytest

from labapp.domain.ideas import Draft, IdeasShown
from labapp.domain.screens import Mode
from labapp.live.audience import Audience
from labapp.services import clock, ideas, labs, screens, themes, voting
from labapp.store.db import db
from labapp.store.lab import lab_by_code, lab_by_id
from labapp.web.fragments import render_fragment
from labapp.web.modes import agenda, letters
from tests.people import QUESTION, a_phone, move, op, open_lab, plan


@pytest.fixture
def look(visitor, lab):
    """The projector, in the room's language."""
    return lambda: visitor().client.get(f"/screen/{lab.screen_key}").text


@pytest.fixture
def show(lab, astrid):
    return lambda mode, message="": screens.show_on_screen(lab.id, astrid, op(), mode, message)


def scene(page):
    return re.search(r'id="screen" class="screen screen--(\w+)', page)[1]


def is_hidden(page):
    return re.search(r'id="shown"[^>]*', page)[0].endswith(" hidden")


def pressed(page):
    return re.findall(r'aria-pressed="true" aria-keyshortcuts="(\w)"', page)


@pytest.mark.parametrize(
    ("mode", "expected", "words"),
    [
        (Mode.JOIN, "gather", "är med. Inget namn behövs."),
        (Mode.AGENDA, "agenda", 'aria-current="step"'),
        (Mode.QUESTION, "question", f'dir="auto">{QUESTION}</h1>'),
        (Mode.WALL, "ideas", "Fler bänkar"),
        (Mode.THEMES, "ideas", "Plats att vila"),
        (Mode.TIMER, "timer", 'data-behaviour="desk-clock"'),
        (Mode.MESSAGE, "message", "Rast &lt;b&gt; till 19"),
        (Mode.BLACK, "black", "Bilden är svart"),
    ],
)
def test_what_is_called_up_is_shown(look, show, idea, theme, mode, expected, words):
    assert scene(look()) == "ideas"
    show(mode, "Rast <b> till 19")
    assert scene(look()) == expected
    assert words in look()
    show(Mode.AUTO)
    assert scene(look()) == "ideas"


def test_the_result_can_be_called_up_again_in_a_later_step(look, show, lab, astrid, in_vote, fresh):
    move(lab.id, astrid, "next")
    voting.show_results(lab.id, astrid, op())
    move(lab.id, astrid, fresh().phases[1].key)
    show(Mode.RESULTS)
    assert scene(look()) == "results"


def test_news_of_ideas_leaves_the_called_wall_a_wall(show, lab, astrid, idea, theme):
    ideas.submit_idea(lab.id, a_phone("b"), op(), Draft("Läxhjälp"))
    move(lab.id, astrid, "next")
    for mode, on_wall in ((Mode.WALL, True), (Mode.THEMES, False)):
        show(mode)
        db.session.expire_all()
        _, part = render_fragment("wall", lab.id, Audience.SCREEN, "sv")
        assert ('class="slip"' in part) is on_wall


def test_what_may_not_be_seen_any_more_is_not_shown(look, show, lab, astrid, idea, fresh):
    show(Mode.WALL)
    later = plan(phases=labs.plan_of(fresh()).phases, ideas_shown=IdeasShown.AFTER_PHASE)
    labs.edit_lab(lab.id, astrid, op(), later)
    assert "Fler bänkar" not in look()
    move(lab.id, astrid, "next")
    theme = themes.add_theme(lab.id, astrid, op(), "Plats att vila").facts["theme"]
    show(Mode.THEMES)
    themes.remove_theme(lab.id, astrid, op(), theme)
    assert "Plats att vila" not in look()


def test_without_an_end_the_clock_shows_the_time_of_day(look, show):
    show(Mode.TIMER)
    assert 'data-behaviour="screen-hour"' in look()
    assert "desk-clock" not in look()


def test_a_short_background_stands_under_the_question(visitor, astrid):
    for background, seen in (("Fler barn.", True), ("Lång. " * 60, False)):
        lab = lab_by_code(open_lab(astrid, background=background))
        screens.show_on_screen(lab.id, astrid, op(), Mode.QUESTION)
        page = visitor().client.get(f"/screen/{lab.screen_key}").text
        assert (background.strip() in page) is seen


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("Rast", "huge"),
        ("Vi börjar igen kvart i åtta. Kaffe i foajén.", "big"),
        ("Vad kan vi göra för att fler ska vilja vara med och bestämma här hos oss? " * 2, "small"),
        ("Ö" * 200, "least"),
        ("Rad\n" * 4 + "lång rad som fyller mer än en rad på bilden " * 4, "least"),
    ],
)
def test_words_are_as_large_as_they_fit(words, size):
    assert letters(words) == size


@pytest.mark.parametrize(
    ("steps", "way"),
    [
        (["Skriv idéer"] * 6, "agenda--1 agenda--large"),
        (["Skriv idéer"] * 10, "agenda--1 agenda--middle"),
        (["Skriv idéer"] * 20, "agenda--2 agenda--small"),
        (["Arbeta vidare i grupper med de tre viktigaste idéerna"] * 8, "agenda--1 agenda--least"),
        (["Skriv idéer"] * 30, "agenda--2 agenda--tiny"),
        (["Arbeta vidare med idéerna i grupper " * 2] * 30, "agenda--2 agenda--tiny agenda--cut"),
    ],
)
def test_an_agenda_is_written_so_that_all_its_steps_are_seen(steps, way):
    assert agenda(steps) == way


def test_the_desk_calls_up_with_a_plain_form_and_says_so(desk_browser, here, idea):
    page = desk_browser.open(here).text
    assert pressed(page) == ["F"]
    assert is_hidden(page)
    assert desk_browser.submit(f"{here}/screen", mode="black").status_code == 303
    page = desk_browser.open(here).text
    assert pressed(page) == ["B"]
    assert not is_hidden(page)
    sign = page[page.index('id="shown"') :]
    assert "<b>Svart</b>" in sign
    assert sign.index('value="auto"') < sign.index('id="main"')
    desk_browser.submit(f"{here}/screen", mode="auto")
    assert pressed(desk_browser.open(here).text) == ["F"]


def test_what_cannot_be_shown_is_no_button_to_press(desk_browser, here, idea):
    page = desk_browser.open(here).text
    button = re.search(r'aria-keyshortcuts="R"([^>]*)', page)[1]
    assert "disabled" in button
    status, verdict = desk_browser.send(f"{here}/screen", mode="results")
    assert (status, verdict["error"]["code"]) == (409, "nothing_to_show")
    assert verdict["error"]["message"].startswith("Resultatet kan visas här när")
    assert desk_browser.send(f"{here}/screen", mode="cinema")[0] == 400


def test_a_message_that_is_too_long_comes_back_in_its_field(desk_browser, here, idea):
    answer = desk_browser.submit(f"{here}/screen", mode="message", message="å" * 201)
    assert answer.status_code == 422
    assert "å" * 201 in answer.text
    assert '<details class="ask drop" id="screen-menu" open>' in answer.text


def test_the_desk_says_how_far_behind_the_plan_it_is(desk_browser, here, lab, astrid):
    with clock.pretending(clock.now() - timedelta(minutes=17, seconds=20)):
        move(lab.id, astrid, "next")
    assert "7 min efter planen" in desk_browser.open(here).text
    move(lab.id, astrid, "next")
    assert "7 min efter planen" in desk_browser.open(here).text


def test_the_desk_says_how_many_have_not_written_or_voted(desk_browser, here, lab, astrid, idea):
    ideas.submit_idea(lab.id, a_phone("b"), op(), Draft("Läxhjälp"))
    ideas.submit_idea(lab.id, a_phone("b"), op(), Draft("Fler vuxna"))
    assert "Alla 2 har skrivit." in desk_browser.open(here).text
    ideas.withdraw_idea(lab.id, a_phone(), op(), idea.id)
    _, part = render_fragment("share", lab.id, Audience.DESK, "sv")
    assert "1 av 2 har skrivit. 1 har inte." in part
    move(lab.id, astrid, "next", "next")
    assert "0 av 2 har röstat. 2 har inte." in desk_browser.open(here).text
    assert lab_by_id(lab.id).activity.value == "vote"
