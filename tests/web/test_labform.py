"""The list of labs, and the form that opens, edits and copies one."""

from datetime import date

import pytest

from labapp.domain.ideas import Draft, IdeasShown
from labapp.domain.phases import Activity
from labapp.domain.voting import Rule, VoteOn
from labapp.services import ideas, labs
from labapp.store.db import session
from labapp.store.lab import lab_by_code, labs_of
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
    assert "2027" not in page
    assert 'action="/labs/new"' in page


def test_an_empty_lab_is_deleted(desk_browser, lab, astrid):
    assert f"/labs/{lab.code}/deletion" in desk_browser.open("/labs").text
    assert desk_browser.submit(f"/labs/{lab.code}/deletion").location == "/labs"
    session().expire_all()
    assert labs_of(astrid) == []


def test_a_lab_that_somebody_wrote_in_is_not_deleted(desk_browser, lab, astrid):
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft("Fler bänkar"))
    assert f"/labs/{lab.code}/deletion" not in desk_browser.open("/labs").text
    assert desk_browser.submit(f"/labs/{lab.code}/deletion").status_code == 409


@pytest.mark.parametrize("page", ["", "/edit", "/copy", "/qr.svg", "/state", "/screen"])
def test_another_facilitator_meets_nothing(desk_browser, bo, lab, page):
    others = open_lab(bo)
    assert desk_browser.open(f"/labs/{others}{page}").status_code == 404
