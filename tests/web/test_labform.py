"""The list of labs, and the form that opens, edits and copies one."""

import re
from datetime import date

import pytest

from labapp.domain.ideas import Draft, IdeasShown
from labapp.domain.phases import Activity
from labapp.domain.rules import Rule
from labapp.domain.voting import VoteOn
from labapp.services import ideas, labs
from labapp.store.db import session
from labapp.store.lab import lab_by_code
from labapp.store.leader import labs_led_by
from tests.people import QUESTION, a_phone, move, op, open_lab

ASKED = "Vad skulle få dig att cykla till jobbet?"
FULL = {
    "question": ASKED,
    "background": "Hälften bor inom tre kilometer.",
    "place": "Biblioteket",
    "day": "2027-03-04",
    "time": "18:30",
    "recipient": "Tekniska nämnden",
    "answer_by": "2027-05-01",
    "language": "en",
    "ideas_shown": "after_phase",
    "vote_on": "themes",
    "points": "5",
    "max_per_choice": "2",
    "kind": ["welcome", "ideate_solo", "", "vote"],
    "phase": ["Hej", "", "", "Rösta nu"],
    "minutes": ["5", "12", "", ""],
}


def opened(answer):
    return lab_by_code(answer.location.removeprefix("/labs/"))


def test_a_question_is_all_that_a_lab_needs(desk_browser):
    lab = opened(desk_browser.submit("/labs/new", question=ASKED))
    assert lab.question == ASKED
    assert [phase.plan.activity for phase in lab.phases] == [
        Activity.COLLECT,
        Activity.GROUP,
        Activity.VOTE,
        Activity.RESULTS,
    ]
    assert [phase.minutes for phase in lab.phases] == [10, 10, 5, None]
    assert lab.rule == Rule(3, 1)


def test_everything_on_the_form_is_kept(desk_browser):
    lab = opened(desk_browser.submit("/labs/new", **FULL))
    assert (lab.place, lab.recipient, lab.answer_by) == (
        "Biblioteket",
        "Tekniska nämnden",
        date(2027, 5, 1),
    )
    assert lab.starts_at.isoformat() == "2027-03-04T17:30:00+00:00"
    assert (lab.language, lab.ideas_shown, lab.vote_on) == (
        "en",
        IdeasShown.AFTER_PHASE,
        VoteOn.THEMES,
    )
    assert lab.rule == Rule(5, 2)
    assert [(phase.kind, phase.minutes) for phase in lab.phases] == [
        ("welcome", 5),
        ("ideate_solo", 12),
        ("vote", None),
    ]
    assert lab.phases[0].name == "Hej"
    assert lab.phases[1].name


def test_the_form_opens_the_same_lab_through_a_script(desk_browser):
    fields = {name: value for name, value in FULL.items() if isinstance(value, str)}
    status, verdict = desk_browser.send("/labs/new", **fields)
    assert status == 200
    assert lab_by_code(verdict["code"]).question == ASKED


@pytest.mark.parametrize(
    ("field", "value", "beside"),
    [
        ("question", "", "question"),
        ("question", "x" * 201, "question"),
        ("place", "x" * 121, "place"),
        ("minutes", ["5", "5000", "", ""], "phases"),
        ("minutes", ["fem", "", "", ""], "phases"),
        ("kind", ["welcome", "karaoke", "", ""], "phases"),
        ("points", "0", "points"),
        ("max_per_choice", "9", "max_per_choice"),
        ("day", "i går", "day"),
        ("time", "halv sju", "time"),
    ],
)
def test_what_is_refused_comes_back_with_words_beside_it(desk_browser, field, value, beside):
    answer = desk_browser.submit("/labs/new", **{**FULL, field: value})
    assert 400 <= answer.status_code < 500
    assert f'id="{beside}-error"' in answer.text
    assert all(kept in answer.text for kept in ("Tekniska nämnden", "Rösta nu", "Hälften bor"))


def test_a_fold_with_a_fault_in_it_is_open(desk_browser):
    answer = desk_browser.submit("/labs/new", **{**FULL, "minutes": ["5000", "", "", ""]})
    assert '<details class="group fold" id="phases" open>' in answer.text


def test_the_list_shows_own_labs_and_no_others(desk_browser, lab, bo):
    others = open_lab(bo)
    page = desk_browser.open("/labs").text
    assert QUESTION in page
    assert f"/labs/{lab.code}" in page
    assert f"/labs/{others}" not in page


def test_a_lab_is_edited_while_it_is_held(desk_browser, lab, astrid):
    move(lab.id, astrid, "next")
    fields = {**FULL, "kind": ["ideate_solo", "vote"], "phase": ["Idéer", "Val"]}
    assert desk_browser.submit(f"/labs/{lab.code}/edit", **fields).status_code == 303
    session().expire_all()
    assert [phase.name for phase in lab_by_code(lab.code).phases] == ["Idéer", "Val"]


def phases_on(page):
    """What a browser would send back of the steps: each with its id."""
    rows = re.findall(r'<li class="phase".*?</li>', page, re.DOTALL)
    patterns = {
        "kind": r'<option value="(\w+)" selected',
        "phase": r'name="phase" value="([^"]*)"',
        "minutes": r'name="minutes".*? value="([^"]*)"',
        "phase_id": r'name="phase_id" value="([^"]*)"',
    }
    found = {name: [re.search(pattern, row) for row in rows] for name, pattern in patterns.items()}
    return {name: [each[1] if each else "" for each in all_] for name, all_ in found.items()}


def named(lab):
    session().expire_all()
    return [phase.name for phase in lab_by_code(lab.code).phases]


def without(sent, at):
    return {name: values[:at] + values[at + 1 :] for name, values in sent.items()}


def edit(browser, lab, sent):
    return browser.submit(f"/labs/{lab.code}/edit", question=ASKED, **sent)


@pytest.fixture
def edited(desk_browser, lab, astrid):
    """The steps on the form of a lab that collects ideas."""
    move(lab.id, astrid, "next")
    return phases_on(desk_browser.open(f"/labs/{lab.code}/edit").text)


def test_the_form_knows_which_step_is_which(edited, lab):
    keys = [phase.key for phase in lab_by_code(lab.code).phases]
    assert edited["phase_id"] == [*keys, "", "", ""]


def test_a_step_comes_before_the_one_that_is_on(desk_browser, lab, edited):
    new = {"kind": "welcome", "phase": "Hej", "minutes": "", "phase_id": ""}
    sent = {name: [value, *edited[name]] for name, value in new.items()}
    assert edit(desk_browser, lab, sent).status_code == 303
    assert named(lab) == ["Hej", "Skriv idéer", "Teman", "Rösta", "Resultat"]
    assert lab_by_code(lab.code).phase.name == "Skriv idéer"


def test_a_line_set_to_no_step_is_taken_away(desk_browser, lab, edited):
    kinds = [kind if kind != "cluster" else "" for kind in edited["kind"]]
    assert edit(desk_browser, lab, {**edited, "kind": kinds}).status_code == 303
    assert named(lab) == ["Skriv idéer", "Rösta", "Resultat"]


def test_a_step_with_ideas_is_refused_in_words(desk_browser, lab, astrid, edited):
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Fler bänkar"))
    move(lab.id, astrid, "next")
    answer = edit(desk_browser, lab, without(edited, 0))
    assert answer.status_code == 409
    assert 'id="phases-error"' in answer.text
    assert phases_on(answer.text)["phase_id"][:3] == edited["phase_id"][1:4]
    assert len(named(lab)) == 4


@pytest.mark.parametrize("strange", ["999999", "-1", "x", "9" * 30])
def test_a_step_that_is_not_there_is_refused(desk_browser, lab, edited, strange):
    ids = [*edited["phase_id"][:3], strange, "", "", ""]
    answer = edit(desk_browser, lab, {**edited, "phase_id": ids})
    assert answer.status_code == 400
    assert 'id="phases-error"' in answer.text
    again = phases_on(answer.text)
    assert again["phase_id"][:4] == [*edited["phase_id"][:3], ""]
    assert edit(desk_browser, lab, again).status_code == 303
    assert named(lab) == ["Skriv idéer", "Teman", "Rösta", "Resultat"]


def test_without_ids_the_steps_go_by_order(desk_browser, lab, astrid):
    move(lab.id, astrid, "next")
    before = lab_by_code(lab.code).phase_id
    sent = {"kind": ["ideate_solo", "vote"], "phase": ["Idéer", "Val"], "minutes": ["5", ""]}
    status, _ = desk_browser.send(f"/labs/{lab.code}/edit", question=ASKED, **sent)
    assert status == 200
    assert named(lab) == ["Idéer", "Val"]
    assert lab_by_code(lab.code).phase_id == before


def test_new_steps_alone_do_not_take_the_place_of_the_old(desk_browser, lab, edited):
    nothing = {**edited, "phase_id": [""] * len(edited["kind"])}
    assert edit(desk_browser, lab, nothing).status_code == 409


def test_the_step_that_is_on_cannot_become_another(desk_browser, lab, astrid):
    move(lab.id, astrid, "next")
    answer = desk_browser.submit(f"/labs/{lab.code}/edit", **FULL)
    assert answer.status_code == 409
    assert ASKED in answer.text


def test_a_closed_lab_is_edited_no_more(desk_browser, lab, astrid):
    labs.close_lab(lab.id, astrid, op())
    assert desk_browser.submit(f"/labs/{lab.code}/edit", **FULL).status_code == 409


def test_a_copy_has_everything_but_its_date_and_its_answer(desk_browser):
    code = desk_browser.submit("/labs/new", **FULL).location
    page = desk_browser.open(f"{code}/copy").text
    assert all(kept in page for kept in (ASKED, "Biblioteket", "Tekniska nämnden", "Rösta nu"))
    assert 'value="2027' not in page
    assert 'action="/labs/new"' in page
    assert set(phases_on(page)["phase_id"]) == {""}


def test_an_empty_lab_is_deleted(desk_browser, lab, astrid):
    assert f"/labs/{lab.code}/deletion" in desk_browser.open("/labs").text
    assert desk_browser.submit(f"/labs/{lab.code}/deletion").location == "/labs"
    session().expire_all()
    assert labs_led_by(astrid) == []


def test_a_lab_that_somebody_wrote_in_is_not_deleted(desk_browser, lab, astrid):
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Fler bänkar"))
    assert f"/labs/{lab.code}/deletion" not in desk_browser.open("/labs").text
    assert desk_browser.submit(f"/labs/{lab.code}/deletion").status_code == 409


@pytest.mark.parametrize("page", ["", "/edit", "/copy", "/qr.svg", "/state", "/screen"])
def test_another_facilitator_meets_nothing(desk_browser, bo, lab, page):
    others = open_lab(bo)
    assert desk_browser.open(f"/labs/{others}{page}").status_code == 404


def test_a_lab_is_continued_by_its_form(desk_browser, lab, astrid, bo):
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Fler bänkar"))
    page = desk_browser.open(f"/labs/{lab.code}/continuation").text
    assert f'name="continues" value="{lab.code}"' in page
    assert "1 idé" in page
    new = opened(desk_browser.submit("/labs/new", question="Nästa träff", continues=lab.code))
    assert new.continues_id == lab.id
    assert "idé 1 i det tidigare labbet" in desk_browser.open(f"/labs/{new.code}").text
    stranger = desk_browser.submit("/labs/new", question="Inte min", continues=open_lab(bo))
    assert stranger.status_code == 404
