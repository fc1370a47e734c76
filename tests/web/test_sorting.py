"""What the desk does with several ideas at once, and what every screen says of merged ones."""

import pytest

from labapp.domain.ideas import Draft
from labapp.services import ideas
from labapp.store.db import session
from labapp.store.idea import all_ideas, shown_ideas
from tests.people import a_phone, move, op

WORDS = ("Fler bänkar i parken", "Fler parkbänkar", "Billigare busskort")


@pytest.fixture
def made(lab, astrid):
    """Three ideas by two people, while ideas are collected; their ids."""
    move(lab.id, astrid, "next")
    for at, words in enumerate(WORDS):
        ideas.submit_idea(lab.id, a_phone(f"p{at % 2}"), op(), Draft(words))
    return [idea.id for idea in all_ideas(lab.id)]


@pytest.fixture
def merged(desk_browser, here, made):
    """The second idea under the first; the number of the merge."""
    status, verdict = desk_browser.send(f"{here}/merges", into=made[0], ideas=[made[1]])
    assert status == 200
    session().expire_all()
    return verdict["merge"]


def numbers(lab):
    session().expire_all()
    return [idea.number for idea in shown_ideas(lab.id)]


def test_ideas_are_merged_and_the_merge_is_undone(desk_browser, here, lab, merged):
    assert numbers(lab) == [3, 1]
    assert desk_browser.send(f"{here}/splits", merge=merged)[0] == 200
    assert numbers(lab) == [3, 2, 1]
    status, verdict = desk_browser.send(f"{here}/splits", merge=merged)
    assert (status, verdict["error"]["code"]) == (409, "not_merged")


def test_a_desk_without_scripts_merges_and_splits(desk_browser, here, lab, made):
    page = desk_browser.open(f"{here}/ideas/{made[1]}").text
    first = page.index(f'value="{made[0]}"')
    assert 'name="into"' in page
    assert first < page.index(f'value="{made[2]}"'), "the most alike comes first"
    answer = desk_browser.submit(f"{here}/merges", into=made[0], ideas=str(made[1]))
    assert answer.status_code == 303
    assert "Fler parkbänkar" in desk_browser.open(f"{here}/ideas/{made[0]}").text
    assert "idé 1" in desk_browser.open(f"{here}/ideas/{made[1]}").text
    assert desk_browser.submit(f"{here}/splits", ideas=str(made[1])).status_code == 303
    assert numbers(lab) == [3, 2, 1]


def test_every_screen_says_how_many_ideas_one_stands_for_and_keeps_the_words(
    desk_browser, visitor, here, lab, made, merged
):
    for page in (desk_browser.open(here).text, visitor().open(f"/l/{lab.code}").text):
        assert "2 idéer sammanslagna" in page
        assert "Fler parkbänkar" in page
    assert "×2" in desk_browser.open(f"{here}/screen").text


def test_its_author_reads_where_a_merged_idea_is(desk_browser, visitor, here, lab, made):
    author = visitor()
    author.open(f"/l/{lab.code}")
    author.submit(f"/l/{lab.code}/ideas", text="Bänkar, fler!")
    session().expire_all()
    own = all_ideas(lab.id)[-1].id
    desk_browser.send(f"{here}/merges", into=made[0], ideas=[own])
    page = author.open(f"/l/{lab.code}").text
    assert "Sammanslagen med idé 1" in page
    answer = author.submit(f"/l/{lab.code}/ideas/{own}", text="Ångrar mig")
    assert answer.status_code == 409
    assert "sammanslagen med en annan" in answer.text


def test_several_ideas_go_into_a_theme_at_once_or_none(desk_browser, here, lab, made, theme):
    where = f"{here}/ideas/theme"
    assert desk_browser.send(where, ideas=made[:2], theme=theme.id)[0] == 200
    session().expire_all()
    assert [idea.theme_id for idea in all_ideas(lab.id)] == [theme.id, theme.id, None]
    assert desk_browser.send(where, ideas=[made[2], 999], theme=theme.id)[0] == 404
    assert desk_browser.submit(where, ideas=f"{made[0]},{made[2]}", theme="").status_code == 303
    session().expire_all()
    assert [idea.theme_id for idea in all_ideas(lab.id)] == [None, theme.id, None]


def test_what_reads_alike_is_suggested_and_a_merged_idea_speaks_for_the_kept(
    desk_browser, here, made
):
    alike = desk_browser.client.get(f"{here}/alike").get_json()
    assert [pair[:2] for pair in alike["alike"]][: alike["twins"]] == [[1, 2]]
    desk_browser.send(f"{here}/merges", into=made[2], ideas=[made[1]])
    again = desk_browser.client.get(f"{here}/alike").get_json()
    assert [pair[:2] for pair in again["alike"]] == [[1, 3]]


@pytest.mark.parametrize(
    ("where", "fields"),
    [
        ("merges", {"into": 1, "ideas": "x"}),
        ("merges", {"ideas": [1]}),
        ("splits", {}),
        ("splits", {"ideas": ","}),
        ("ideas/theme", {"ideas": list(range(1001)), "theme": 1}),
    ],
)
def test_what_cannot_be_read_is_refused(desk_browser, here, made, where, fields):
    assert desk_browser.send(f"{here}/{where}", **fields)[0] == 400


def test_a_strangers_desk_has_none_of_it(visitor, here, made, bo):
    stranger = visitor()
    stranger.open("/sign-in")
    assert stranger.client.get(f"{here}/alike").status_code in {303, 404}
    assert stranger.send(f"{here}/merges", into=made[0], ideas=[made[1]])[0] in {401, 404}
