"""The big screen: who may look, what it shows in each step, and what it never shows."""

import re

import pytest

from labapp.domain.ideas import Draft, IdeasShown
from labapp.domain.rules import Rule
from labapp.domain.voting import Ballot
from labapp.i18n import locale
from labapp.live.audience import Audience
from labapp.services import ideas, joining, labs, themes, voting
from labapp.store.ballot import latest_round
from labapp.store.db import db
from labapp.store.lab import lab_by_code, lab_by_id
from labapp.store.offer import offers_of
from labapp.web.fragments import render_fragment
from labapp.web.projector import standings
from labapp.web.views import LabView
from tests.people import a_phone, move, op, open_lab

SWEDISH = {"Accept-Language": "sv"}


@pytest.fixture
def lab(astrid):
    """A lab whose room speaks English."""
    return lab_by_code(open_lab(astrid, language="en"))


@pytest.fixture
def look(visitor):
    """What anybody with the link sees, in the room's language whatever the browser's."""
    return lambda lab, more="": (
        visitor().client.get(f"/screen/{lab.screen_key}{more}", headers=SWEDISH).text
    )


@pytest.fixture
def write(lab):
    """Have ideas come in, each from a phone of its own."""

    def work(*texts):
        for text in texts:
            ideas.submit_idea(lab.id, a_phone(text[:20]), op(), Draft(text))

    return work


@pytest.fixture
def in_vote(lab, astrid, write):
    """The lab in its vote on twelve ideas; answers with its choices."""
    move(lab.id, astrid, "next")
    write(*(f"Idé nummer {n}" for n in range(12)))
    move(lab.id, astrid, "next", "next")
    return [offer.id for offer in offers_of(latest_round(lab.id))]


def cast(lab, name, *choices, points=1):
    round_id = latest_round(lab.id).id
    ballot = Ballot(round=round_id, n=1, marks=dict.fromkeys(choices, points))
    voting.cast_ballot(lab.id, a_phone(name), op(), ballot)


def scene(page):
    return re.search(r'id="screen" class="screen screen--(\w+)', page)[1]


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page))


def fresh(lab):
    db.session.expire_all()
    return LabView(lab_by_id(lab.id))


def test_the_link_needs_no_sign_in_and_is_kept_from_search_engines(look, lab):
    page = look(lab)
    assert lab.question in page
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert f'src="/screen/{lab.screen_key}/qr.svg"' in page
    assert "<form" not in page


def test_a_link_that_was_renewed_leads_nowhere(visitor, lab, astrid):
    old = lab.screen_key
    labs.renew_screen_link(lab.id, astrid, op())
    assert visitor().client.get(f"/screen/{old}").status_code == 404
    assert visitor().client.get(f"/screen/{old}/state").status_code == 404


def test_the_desk_opens_its_own_screen_alone(desk_browser, lab, bo):
    theirs = lab_by_code(open_lab(bo))
    mine = desk_browser.client.get(f"/labs/{lab.code}/screen")
    assert f'src="/labs/{lab.code}/qr.svg"' in mine.text
    assert lab.screen_key not in mine.text
    assert desk_browser.client.get(f"/labs/{theirs.code}/screen").status_code == 404


@pytest.mark.parametrize(
    ("steps", "expected"),
    [(0, "gather"), (1, "ideas"), (2, "ideas"), (3, "vote"), (4, "counted")],
)
def test_question_code_and_qr_are_there_in_every_step(look, lab, astrid, steps, expected):
    for step in range(steps):
        move(lab.id, astrid, "next")
        if not step:
            ideas.submit_idea(lab.id, a_phone(), op(), Draft("En idé"))
    page = look(lab)
    assert scene(page) == expected
    assert lab.question in text_of(page)
    assert f"{lab.code[:4]} {lab.code[4:]}" in page
    assert "qr.svg" in page


def test_a_fragment_is_the_part_of_the_page_and_needs_no_request(look, lab, astrid, write):
    for _ in range(4):
        move(lab.id, astrid, "next")
        write("En idé") if fresh(lab).may_submit else None
        selector, part = render_fragment("screen", lab.id, Audience.SCREEN, "en")
        assert selector == "#screen"
        assert part in look(lab)


def test_the_wall_shows_the_newest_six_and_counts_all(look, lab, astrid, write):
    move(lab.id, astrid, "next")
    write(*(f"Idé nummer {n}" for n in range(8)))
    page = look(lab)
    assert re.findall(r'slip__n numbers">(\d+)<', page) == ["8", "7", "6", "5", "4", "3"]
    assert '<p class="low__count numbers">8</p>' in page


def test_a_wall_that_waits_shows_only_how_many(look, astrid):
    lab = lab_by_code(open_lab(astrid, ideas_shown=IdeasShown.AFTER_PHASE))
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Hemlig än så länge"))
    page = look(lab)
    assert "Hemlig" not in page
    assert '<p class="low__count numbers">1</p>' in page
    move(lab.id, astrid, "next")
    assert "Hemlig" in look(lab)


def test_a_hidden_idea_is_gone(look, lab, astrid, write):
    move(lab.id, astrid, "next")
    write("Ring 070-123 45 67")
    gone = fresh(lab).wall[0]
    ideas.hide_idea(lab.id, astrid, op(), gone.id, ("personal_data", ""))
    assert "070" not in look(lab)


def test_what_people_write_is_text(look, lab, astrid, write):
    move(lab.id, astrid, "next")
    write("<script>alert(1)</script>")
    assert "<script>alert" not in look(lab)


def test_themes_show_their_number_and_their_newest(look, lab, astrid, write):
    move(lab.id, astrid, "next")
    write("Prao", "Läxhjälp")
    theme = themes.add_theme(lab.id, astrid, op(), "Vägar till jobb").facts["theme"]
    themes.put_in_theme(lab.id, astrid, op(), fresh(lab).shown[1].id, theme)
    move(lab.id, astrid, "next")
    page = look(lab)
    assert "Vägar till jobb" in page
    assert "Prao" in page
    assert "Läxhjälp" not in page
    assert "1 without a theme." in page


def test_the_vote_shows_how_many_and_nothing_of_what(look, lab, in_vote):
    cast(lab, "one", in_vote[0])
    page = look(lab)
    assert "1 of 12" not in text_of(page)
    assert "1 of 13 have voted" in text_of(page)
    assert page.count("seat--taken") == 1
    assert "One ballot per phone" in page
    assert "Idé nummer" not in page


def test_the_result_waits_for_the_facilitator(look, lab, astrid, in_vote):
    cast(lab, "one", in_vote[0])
    move(lab.id, astrid, "next")
    page = look(lab)
    assert "The vote is closed" in page
    assert "Idé nummer" not in page

    voting.show_results(lab.id, astrid, op())
    page = look(lab)
    assert "How the room voted" in page
    assert "Idé nummer 0" in page
    assert "Idé nummer 1<" not in page


def test_equal_ones_share_a_number_and_say_so(look, lab, astrid, in_vote):
    cast(lab, "one", in_vote[0], in_vote[1])
    cast(lab, "two", in_vote[0], in_vote[1], in_vote[2])
    move(lab.id, astrid, "next")
    voting.show_results(lab.id, astrid, op())
    page = look(lab)
    assert page.count('class="result__row"') == 2
    assert "2 of 2, equal" in text_of(page)
    assert "between 34 and 100" in page


def test_a_tie_that_does_not_fit_is_told_by_its_size(lab, astrid, in_vote):
    for n, choice in enumerate(in_vote[1:]):
        cast(lab, f"voter {n}", in_vote[0], choice)
    move(lab.id, astrid, "next")
    first, rest = standings(fresh(lab))
    assert (first.figure.number, first.figure.share, len(first.rows)) == ("11", 1.0, 1)
    assert (rest.figure.number, rest.rows, rest.more, rest.tied) == ("1", (), 11, True)


def test_when_all_are_equal_some_are_shown_and_the_others_counted(lab, astrid, in_vote):
    for n, choice in enumerate(in_vote):
        cast(lab, f"voter {n}", choice)
    move(lab.id, astrid, "next")
    (row,) = standings(fresh(lab))
    assert (len(row.rows), row.more, row.tied) == (7, 5, True)


def test_a_vote_without_dots_has_no_top(look, lab, astrid, in_vote):
    cast(lab, "blank")
    move(lab.id, astrid, "next")
    voting.show_results(lab.id, astrid, op())
    assert standings(fresh(lab)) == []
    assert "Nobody marked anything." in look(lab)
    assert "1 ballot was blank." in look(lab)
    assert in_vote


def test_equal_points_of_unequal_voters_share_no_bar(look, astrid):
    lab = lab_by_code(open_lab(astrid, language="en", rule=Rule(2, 2)))
    move(lab.id, astrid, "next")
    for text in ("Ett", "Två"):
        ideas.submit_idea(lab.id, a_phone(text), op(), Draft(text))
    move(lab.id, astrid, "next", "next")
    one, two = [offer.id for offer in offers_of(latest_round(lab.id))]
    cast(lab, "a", one, points=2)
    cast(lab, "b", two)
    cast(lab, "c", two)
    move(lab.id, astrid, "next")
    voting.show_results(lab.id, astrid, op())
    (row,) = standings(fresh(lab))
    assert (row.figure.number, row.figure.share) == ("2", None)
    page = look(lab)
    assert 'class="bar"' not in page
    assert "Två 2 of 3 people" in text_of(page)
    assert "Ett 1 of 3 people" in text_of(page)


def test_the_end_thanks_and_leads_to_the_summary(look, lab, astrid):
    move(lab.id, astrid, "next")
    labs.close_lab(lab.id, astrid, op())
    assert "Thank you for taking part" in look(lab)
    assert lab.slug not in look(lab)
    labs.publish_summary(lab.id, astrid, op())
    assert f"localhost/s/{lab.slug}" in look(lab)


def test_in_a_big_room_one_dot_is_five(look, lab):
    for n in range(130):
        joining.join(lab.id, a_phone(f"phone {n}"))
    page = look(lab)
    assert page.count("seat--taken") == 26
    assert "One dot is 5 people." in page


def test_a_long_question_is_written_smaller(look, astrid):
    sizes = [
        re.search(r"question question--(\w+)", look(lab_by_code(open_lab(astrid, question=text))))
        for text in ("Varför?", "Hur " * 25, "Hur " * 50)
    ]
    assert [size[1] for size in sizes] == ["short", "middle", "long"]


@pytest.mark.parametrize(
    ("asked", "shown"), [("", "light"), ("?theme=dark", "dark"), ('?theme="><b>', "light")]
)
def test_the_screen_is_light_unless_dark_is_asked_for(look, lab, asked, shown):
    assert f'data-theme="{shown}"' in look(lab, asked)


def test_a_door_that_is_closed_invites_nobody(look, lab, astrid):
    labs.set_door(lab.id, astrid, op(), is_open=False)
    assert "The door is closed for new participants." in text_of(look(lab))
    assert "No name is needed" not in look(lab)


@pytest.mark.parametrize("tag", ["sv", "en"])
def test_nothing_personal_is_on_the_screen(lab, astrid, write, tag):
    move(lab.id, astrid, "next")
    write("En idé")
    with locale.speaking(tag):
        _, part = render_fragment("screen", lab.id, Audience.SCREEN, tag)
    assert "Astrid" not in part
    assert not re.search(r"[0-9a-f]{32}", part)
