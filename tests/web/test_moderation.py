"""Masking at the desk without scripts, the log, and labs on hard subjects on every page."""

import csv
from io import StringIO

import pytest

from labapp.domain.ideas import Draft, Moderation
from labapp.domain.phases import PlannedPhase
from labapp.services import ideas
from labapp.store.idea import all_ideas
from labapp.store.lab import lab_by_code
from tests.people import a_phone, move, op, open_lab

TEXT = "Ring 070-1740605 om bänken"


@pytest.fixture
def idea(lab, astrid):
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone(), op(), Draft(TEXT))
    return all_ideas(lab.id)[0]


@pytest.fixture
def here(lab, idea):
    return f"/labs/{lab.code}/ideas/{idea.id}/mask"


def words_ticked(page):
    return [line.split('value="')[1].split('"')[0] for line in boxes(page) if " checked" in line]


def boxes(page):
    return [line for line in page.split("<input ")[1:] if 'name="words"' in line.split(">")[0]]


def test_what_looks_personal_is_ticked_and_masked_without_scripts(desk_browser, visitor, lab, here):
    page = desk_browser.open(here).text
    assert len(boxes(page)) == 4
    assert words_ticked(page) == ["1"]
    assert 'value="personal_data" required checked' in page
    sent = desk_browser.submit(here, words=["1", "2"], version="1", reason="personal_data")
    assert sent.location == f"/labs/{lab.code}"
    phone = visitor()
    for shown in (phone.open(f"/l/{lab.code}"), desk_browser.open(f"/labs/{lab.code}/screen")):
        assert "Ring […] bänken" in shown.text
        assert "070" not in shown.text
    again = desk_browser.open(here).text
    assert words_ticked(again) == ["1", "2"]
    assert "Maskerad av Astrid" in again
    desk_browser.submit(here.replace("/mask", "/unmasking"))
    assert TEXT in phone.open(f"/l/{lab.code}").text


def test_a_mask_that_is_refused_says_why_and_masks_nothing(desk_browser, lab, here):
    desk_browser.open(here)
    nothing = desk_browser.submit(here, version="1", reason="personal_data")
    assert nothing.status_code == 422
    assert "Bocka för de ord" in nothing.text
    desk_browser.open(here)
    assert desk_browser.submit(here, words=["1"], version="1").status_code == 422
    assert desk_browser.submit(here, words=["1"], version="7", reason="spam").status_code == 409
    assert all_ideas(lab.id)[0].masked_text is None


def test_the_mask_and_the_log_are_the_desks_alone(visitor, lab, here):
    stranger = visitor()
    for path in (here, f"/labs/{lab.code}/moderation", f"/labs/{lab.code}/moderation.csv"):
        assert stranger.open(path).status_code in {303, 404}


def test_the_log_is_read_the_latest_first_and_taken_along(desk_browser, lab, idea, here, astrid):
    desk_browser.open(here)
    desk_browser.submit(here, words=["1"], version="1", reason="personal_data")
    ideas.hide_idea(lab.id, astrid, op(), idea.id, ("insult", "=farligt"))
    page = desk_browser.open(f"/labs/{lab.code}/moderation").text
    assert page.index("dold") < page.index("maskerad")
    sent = desk_browser.open(f"/labs/{lab.code}/moderation.csv")
    assert sent.content_type == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(StringIO(sent.data.decode("utf-8-sig")), delimiter=";"))
    assert [(row["who"], row["action"], row["number"], row["reason"]) for row in rows] == [
        ("Astrid", "idea.masked", "1", "personal_data"),
        ("Astrid", "idea.hidden", "1", "insult"),
    ]
    assert rows[1]["note"] == "'=farligt"


def test_a_hard_subject_is_told_of_before_every_field(visitor, desk_browser, astrid):
    line = "Ring 020-50 50 50"
    lab = lab_by_code(open_lab(astrid, sensitive=True, help_line=line))
    move(lab.id, astrid, "next")
    desk_browser.open(f"/labs/{lab.code}/tables")
    desk_browser.submit(f"/labs/{lab.code}/tables", tables="1")
    table = desk_browser.open(f"/labs/{lab.code}/tables").text
    host = "/host/" + table.split('table-card__code numbers" dir="ltr">')[1].split("<")[0]
    for path in (f"/l/{lab.code}", host.replace(" ", ""), f"{host.replace(' ', '')}/kiosk"):
        page = visitor().open(path).text
        assert line in page
        assert "Skriv inte om namngivna personer" in page
        assert page.index(line) < page.index('name="text"')
    desk = desk_browser.open(f"/labs/{lab.code}").text
    assert "Labbet handlar om ett svårt ämne" in desk
    assert f'action="/labs/{lab.code}/moderation"' not in desk


def test_a_lab_is_not_on_a_hard_subject_until_somebody_says_so(visitor, lab, astrid):
    move(lab.id, astrid, "next")
    assert 'id="careful"' not in visitor().open(f"/l/{lab.code}").text


def test_the_form_says_when_ideas_of_a_step_wait(desk_browser, astrid):
    step = PlannedPhase("ideate_solo", "Skriv", 5, moderation=Moderation.BEFORE)
    lab = lab_by_code(open_lab(astrid, phases=(step,), sensitive=True, help_line="Ring"))
    form = f"/labs/{lab.code}/edit"
    page = desk_browser.open(form).text
    assert '<option value="before" selected>' in page
    desk_browser.submit(
        form,
        question=lab.question,
        kind="ideate_solo",
        phase="Skriv",
        minutes="5",
        reading="after",
        sensitive="yes",
        help_line="Ring 112",
    )
    now = lab_by_code(lab.code)
    assert now.phases[0].moderation is Moderation.AFTER
    assert (now.sensitive, now.help_line) == (True, "Ring 112")


def test_on_a_hard_subject_the_big_screen_counts_promises_and_does_not_tell_them(
    desk_browser, astrid
):
    steps = (PlannedPhase("commit", "Handslag", 5),)
    for sensitive in (False, True):
        lab = lab_by_code(open_lab(astrid, phases=steps, sensitive=sensitive))
        move(lab.id, astrid, "next")
        desk_browser.open(f"/labs/{lab.code}/commitments")
        desk_browser.submit(f"/labs/{lab.code}/commitments", kind="offer", what="Jag lagar mat")
        shown = desk_browser.open(f"/labs/{lab.code}/screen").text
        assert ("Jag lagar mat" in shown) is not sensitive
