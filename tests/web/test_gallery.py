"""A gallery of several labs by its doors: the form, the phones, the desk, the projector."""

import csv
import io
import json
import re

import pytest

from labapp.domain.ideas import Draft, HideReason
from labapp.domain.phases import PlannedPhase
from labapp.domain.proposals import Content
from labapp.services import ideas, labs, proposals
from labapp.services.proposals import Writing
from labapp.store.gallery import earlier_ids
from labapp.store.idea import all_ideas, idea_by_number
from labapp.store.lab import lab_by_code
from tests.people import a_phone, leader, move, op, open_lab, plan
from tests.web.test_page_weight import MOST_PACKED, Crawler

MINGLE = (
    PlannedPhase("welcome", "Välkommen", 5),
    PlannedPhase("present", "På scen", 5),
    PlannedPhase("gallery", "Mingel", None),
    PlannedPhase("vote", "Rösta", 5),
)
MOST_OF_OTHERS = 700  # what two labs came to may weigh on the page, packed


def held(astrid, question, *texts, titles=()):
    """A lab with ideas and proposals in it."""
    lab = lab_by_code(open_lab(astrid, question=question))
    move(lab.id, astrid, "next")
    for text in texts:
        ideas.submit_idea(lab.id, a_phone(f"{lab.id} {text}"), op(), Draft(text, lang="sv"))
    for title in titles:
        said = Content(title=title, what=f"Så här: {title}")
        proposals.write_proposal(lab.id, leader(astrid), op(), Writing(said))
    return lab_by_code(lab.code)


@pytest.fixture
def school(astrid):
    return held(astrid, "Hur lyckas alla?", "Hjälp med läxor", "Fel", titles=["Läxhjälp varje dag"])


@pytest.fixture
def homes(astrid):
    return held(astrid, "Var ska vi bo?", "Bygg över vägen")


@pytest.fixture
def walls(astrid, school, homes):
    opened = labs.open_lab(astrid, op(), plan(phases=MINGLE, gallery_of=(school.id, homes.id)))
    lab = lab_by_code(opened.facts["code"])
    move(lab.id, astrid, "next", "next", "next")
    return lab_by_code(lab.code)


@pytest.fixture
def reader(visitor, walls):
    """A phone in the mingle."""
    phone = visitor()
    phone.open(f"/l/{walls.code}")
    return phone


def test_labs_are_chosen_on_the_form_and_kept_when_it_is_edited(desk_browser, school, homes):
    page = desk_browser.open("/labs/new?process=medskaparmingel-120").text
    assert all(f'name="gallery" value="{lab.code}"' in page for lab in (school, homes))
    sent = {"question": "Har du en idé?", "gallery": [homes.code, school.code]}
    address = desk_browser.submit("/labs/new", **sent).location
    code = address.rpartition("/")[2]
    assert earlier_ids(lab_by_code(code).id) == (school.id, homes.id)  # as they were held
    page = desk_browser.open(f"{address}/edit").text
    ticked = re.findall(r'name="gallery" value="(\d+)" checked', page)
    assert set(ticked) == {school.code, homes.code}
    assert f'value="{code}"' not in page.partition('id="gallery"')[2].partition("</details>")[0]
    desk_browser.submit(f"{address}/edit", question="Har du en idé?", gallery=[homes.code])
    assert earlier_ids(lab_by_code(code).id) == (homes.id,)


def test_a_form_that_is_refused_comes_back_with_its_labs_ticked(desk_browser, school):
    desk_browser.open("/labs/new")
    answer = desk_browser.submit("/labs/new", question="", gallery=[school.code])
    assert answer.status_code == 422
    assert f'value="{school.code}" checked' in answer.text


def test_too_many_labs_are_refused_in_words(desk_browser, astrid):
    codes = [open_lab(astrid) for _ in range(13)]
    desk_browser.open("/labs/new")
    answer = desk_browser.submit("/labs/new", question="Allt?", gallery=codes)
    assert answer.status_code == 422
    assert "12 andra labb" in answer.text


def test_a_strangers_lab_is_neither_offered_nor_shown(desk_browser, bo):
    strange = open_lab(bo)
    assert strange not in desk_browser.open("/labs/new").text
    answer = desk_browser.submit("/labs/new", question="Inte min", gallery=[strange])
    assert answer.status_code == 404


def test_phones_read_each_lab_from_the_gallery(reader, walls, school, homes):
    page = reader.open(f"/l/{walls.code}").text
    assert all(words in page for words in ("Hur lyckas alla?", "Var ska vi bo?"))
    assert "Läxhjälp varje dag" in page
    assert "Bygg över vägen" in page  # it has no proposals
    first = reader.open(f"/l/{walls.code}/gallery/1").text
    assert all(words in first for words in ("Läxhjälp varje dag", "Hjälp med läxor"))
    assert "Bygg över vägen" not in first
    assert reader.open(f"/l/{walls.code}/gallery/3").status_code == 404


def test_what_is_hidden_in_the_earlier_lab_is_gone_here(reader, walls, school, astrid):
    wrong = next(idea for idea in all_ideas(school.id) if idea.text == "Fel")
    ideas.hide_idea(school.id, astrid, op(), wrong.id, (HideReason.SPAM, ""))
    assert "Fel<" not in reader.open(f"/l/{walls.code}/gallery/1").text


def test_while_people_vote_they_do_not_read_earlier_labs(reader, walls, astrid):
    ideas.submit_idea(walls.id, a_phone(), op(), Draft("Bänkar"))
    move(walls.id, astrid, "next")
    answer = reader.open(f"/l/{walls.code}/gallery/1")
    assert (answer.status_code, answer.location) == (303, f"/l/{walls.code}")
    assert "Läxhjälp" not in reader.open(f"/l/{walls.code}").text


def test_a_phone_may_say_which_lab_an_idea_is_for(reader, walls, school, desk_browser):
    assert 'name="for_lab"' in reader.open(f"/l/{walls.code}").text
    reader.submit(f"/l/{walls.code}/ideas", text="Till skolan", for_lab=school.id)
    reader.submit(f"/l/{walls.code}/ideas", text="Till ingen", for_lab="")
    assert [idea.for_lab_id for idea in all_ideas(walls.id)] == [school.id, None]
    assert "till labbet ”Hur lyckas alla?”" in desk_browser.open(f"/labs/{walls.code}").text


def test_where_one_lab_is_shown_nobody_is_asked_which(visitor, astrid, school):
    opened = labs.open_lab(astrid, op(), plan(phases=MINGLE[2:], gallery_of=(school.id,)))
    lab = lab_by_code(opened.facts["code"])
    move(lab.id, astrid, "next")
    page = visitor().open(f"/l/{lab.code}").text
    assert "Läxhjälp varje dag" in page
    assert "for_lab" not in page


@pytest.fixture
def compared(walls, reader, desk_browser):
    """The desk's page, where one idea is put under the earlier one that reads most like it."""
    reader.submit(f"/l/{walls.code}/ideas", text="Mer hjälp med läxor")
    page = desk_browser.open(f"/labs/{walls.code}/gallery").text
    earlier = re.search(r'name="earlier" value="(\d+)"', page)[1]
    idea = idea_by_number(walls.id, 1).id
    answer = desk_browser.submit(f"/labs/{walls.code}/gallery", ideas=idea, earlier=earlier)
    assert answer.location == f"/labs/{walls.code}/gallery"
    return desk_browser


def test_the_desk_puts_an_idea_under_the_most_alike_and_takes_it_out(compared, walls):
    page = compared.open(f"/labs/{walls.code}/gallery").text
    assert "idé 1 i labbet ”Hur lyckas alla?”" in page
    board = compared.open(f"/labs/{walls.code}").text
    assert "1 inskickad" in board
    assert "1 från tidigare labb" in board
    idea = idea_by_number(walls.id, 1).id
    compared.submit(f"/labs/{walls.code}/gallery", ideas=idea, earlier="")
    page = compared.open(f"/labs/{walls.code}/gallery").text
    assert "idé 1 i labbet" in page  # a suggestion again
    assert "Sammanslagna" not in page


def test_any_idea_of_the_labs_can_be_chosen(compared, walls, reader, homes):
    reader.submit(f"/l/{walls.code}/ideas", text="build over the road")
    idea = idea_by_number(walls.id, 3).id
    page = compared.open(f"/labs/{walls.code}/gallery?idea={idea}").text
    earlier = idea_by_number(homes.id, 1).id
    assert f'name="earlier" value="{earlier}"' in page
    compared.submit(f"/labs/{walls.code}/gallery", ideas=idea, earlier=earlier)
    assert idea_by_number(walls.id, 4).from_lab_id == homes.id
    assert compared.open(f"/labs/{walls.code}/gallery?idea={idea}").status_code == 404


def test_a_refusal_comes_back_as_the_page(compared, walls):
    idea = idea_by_number(walls.id, 1).id
    answer = compared.submit(f"/labs/{walls.code}/gallery", ideas=idea + 1000)
    assert answer.status_code == 409
    assert "Jämför med tidigare labb" in answer.text


@pytest.mark.parametrize("page", ["gallery", "gallery?idea=1"])
def test_another_facilitator_meets_nothing_there(desk_browser, bo, page):
    assert desk_browser.open(f"/labs/{open_lab(bo)}/{page}").status_code == 404


def test_files_tell_where_ideas_came_from_and_count_them_apart(compared, walls, school):
    here = f"/labs/{walls.code}/summary"
    made = json.loads(compared.open(f"{here}.json").text)["summary"]
    assert (made["submitted"], made["unique"], made["merged"], made["carried"]) == (1, 0, 1, 1)
    assert made["gallery_of"][0]["code"] == school.code
    text = compared.open(f"{here}.csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    kept = next(row for row in rows if row["section"] == "idea" and row["came_from"])
    assert (kept["came_from"], kept["from_lab"]) == ("1", school.code)
    joined = next(row for row in rows if row["section"] == "gallery_joined")
    assert (joined["key"], joined["value"]) == (school.code, "1")
    page = compared.open(here).text
    assert "Labbet visade ett tidigare labb: ”Hur lyckas alla?”" in page
    assert "idé 1 i labbet ”Hur lyckas alla?”" in page


def test_the_projector_shows_each_lab_in_turn_and_new_ideas_last(visitor, walls):
    ideas.submit_idea(walls.id, a_phone(), op(), Draft("Bänkar"))
    page = visitor().open(f"/screen/{walls.screen_key}").text
    turns = re.findall(r"data-turn( hidden)?>(.*?)</section>", page, re.DOTALL)
    assert [bool(hidden) for hidden, _ in turns] == [False, True, True]
    wanted = ("Läxhjälp varje dag", "Bygg över vägen", "Bänkar")
    assert all(words in turn for words, (_, turn) in zip(wanted, turns, strict=True))
    assert "screen-turns" in page


def test_the_projector_tells_of_them_on_stage(visitor, walls, astrid):
    move(walls.id, astrid, "previous")
    page = visitor().open(f"/screen/{walls.screen_key}").text
    assert "screen--shown" in page
    assert "Läxhjälp varje dag" in page


def test_a_hard_subject_is_not_put_on_the_projector(visitor, astrid, school):
    hard = lab_by_code(open_lab(astrid, question="Hur är det?", sensitive=True))
    shown = plan(phases=MINGLE[2:], gallery_of=(hard.id, school.id))
    lab = lab_by_code(labs.open_lab(astrid, op(), shown).facts["code"])
    move(lab.id, astrid, "next")
    assert "Hur är det?" not in visitor().open(f"/screen/{lab.screen_key}").text


def test_a_phone_in_a_gallery_of_two_full_labs_weighs_hardly_more_than_another(astrid, visitor):
    words = "Stöd direkt när det börjar gå snett, inte efter tre möten"
    full = [
        held(
            astrid,
            f"Hur skapar vi en skola där alla kan lyckas ({place})?",
            *(f"{words} ({n})" for n in range(30)),
            titles=[f"{words} varje dag, förslag {n}" for n in range(6)],
        ).id
        for place in range(2)
    ]
    opened = labs.open_lab(astrid, op(), plan(phases=MINGLE[2:], gallery_of=tuple(full)))
    lab = lab_by_code(opened.facts["code"])
    move(lab.id, astrid, "next")
    crawler = Crawler(visitor().client)
    crawler.fetch(f"/l/{lab.code}")
    assert sum(crawler.packed.values()) <= MOST_PACKED + MOST_OF_OTHERS, crawler.packed
