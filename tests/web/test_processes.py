"""Templates at the desk: chosen, kept, sent out and taken in."""

import io
import json

import pytest

from labapp.i18n import locale
from labapp.i18n.phases import words_of
from labapp.services import processes
from labapp.services.processes import ours
from labapp.store.account import the_body
from labapp.store.lab import lab_by_code
from labapp.store.process import processes_of
from tests.people import move, op

ASKED = "Vad skulle få dig att cykla till jobbet?"


@pytest.fixture
def kept(lab, desk_browser):
    answer = desk_browser.submit(f"/labs/{lab.code}/process", name="Vår kväll", about="För skolor")
    assert answer.status_code == 303
    return processes_of(the_body().id)[0]


def take_in(desk, content, name="mall.json"):
    desk.open("/processes")
    data = {
        "csrf_token": desk.token,
        "op_id": op().id,
        "file": (io.BytesIO(content), name),
    }
    return desk.client.post("/processes", data=data, content_type="multipart/form-data")


def opened(answer):
    return lab_by_code(answer.location.removeprefix("/labs/"))


def test_the_list_shows_every_template_and_leads_to_a_lab(desk_browser):
    page = desk_browser.open("/processes").text
    for one in processes.our_processes():
        assert one.process.name in page
        assert f"/labs/new?process={one.key}" in page
        assert f"/processes/{one.key}.json" in page


def test_only_a_facilitator_sees_them(visitor):
    for path in ("/processes", "/processes/popup-30.json"):
        assert visitor().client.get(path).status_code == 303


@pytest.mark.parametrize("key", ours.keys())
def test_a_lab_is_opened_with_any_template(desk_browser, key):
    page = desk_browser.open(f"/labs/new?process={key}").text
    process = processes.our_process(key)
    assert all(phase.name in page for phase in process.phases if '"' not in phase.name)
    desk_browser.open("/labs/new")
    fields = {
        "kind": [phase.kind for phase in process.phases],
        "phase": [phase.name for phase in process.phases],
        "minutes": [str(phase.minutes) for phase in process.phases],
        "who": [phase.who.value for phase in process.phases],
        "prompt": [phase.prompt for phase in process.phases],
        "script": [phase.script for phase in process.phases],
        "method": [phase.method for phase in process.phases],
    }
    lab = opened(desk_browser.submit("/labs/new", question=ASKED, process=key, **fields))
    assert tuple(phase.plan for phase in lab.phases) == process.phases


def test_a_template_fills_in_the_steps_and_leaves_what_was_written(desk_browser):
    desk_browser.open("/labs/new")
    answer = desk_browser.submit(
        "/labs/new/process", question=ASKED, place="Biblioteket", process="samtalscafe-120"
    )
    assert answer.status_code == 200
    assert ASKED in answer.text
    assert "Biblioteket" in answer.text
    assert "Skörd" in answer.text
    assert 'value="themes" checked' in answer.text


@pytest.mark.parametrize("key", ["", "nothing", "kept-1", "kept-99999999999999999999", "../sv"])
def test_a_template_that_there_is_not_is_not_found(desk_browser, key):
    desk_browser.open("/labs/new")
    answer = desk_browser.submit("/labs/new/process", question=ASKED, process=key)
    assert answer.status_code == 404


def test_what_was_kept_is_offered_to_every_facilitator(desk_browser, kept):
    page = desk_browser.open("/labs/new").text
    assert "Vår kväll" in page
    assert f'value="kept-{kept.id}"' in page


def test_a_template_goes_out_as_a_file_and_comes_in_again(desk_browser, kept):
    sent = desk_browser.client.get(f"/processes/kept-{kept.id}.json")
    assert sent.mimetype == "application/json"
    assert "attachment" in sent.headers["Content-Disposition"]
    assert take_in(desk_browser, sent.data).status_code == 303
    first, second = processes_of(the_body().id)
    assert first.content == second.content


@pytest.mark.parametrize("content", [b"", b"no json", b'{"format": "other"}'])
def test_a_file_that_is_no_template_is_refused_in_words(desk_browser, content):
    answer = take_in(desk_browser, content)
    assert answer.status_code == 422
    assert "mall" in answer.text
    assert processes_of(the_body().id) == []


def test_a_template_is_taken_away(desk_browser, kept):
    desk_browser.open("/processes")
    assert desk_browser.submit(f"/processes/{kept.id}/deletion").status_code == 303
    assert processes_of(the_body().id) == []
    assert desk_browser.client.get(f"/processes/kept-{kept.id}.json").status_code == 404


def test_the_promised_date_is_on_phone_and_screen_where_it_is_spoken_of(desk_browser, visitor):
    desk_browser.open("/labs/new")
    steps = {"kind": ["close"], "phase": ["Tack"], "minutes": ["3"]}
    lab = opened(desk_browser.submit("/labs/new", question=ASKED, answer_by="2027-05-01", **steps))
    move(lab.id, lab.created_by, "next")
    for page in (visitor().open(f"/l/{lab.code}"), visitor().open(f"/screen/{lab.screen_key}")):
        assert "1 maj 2027" in page.text


def test_what_a_phase_asks_for_is_on_phone_desk_and_screen(desk_browser, visitor):
    desk_browser.open("/labs/new")
    lab = opened(
        desk_browser.submit(
            "/labs/new",
            question=ASKED,
            kind=["deepen", "vote"],
            phase=["Arbeta", "Rösta"],
            minutes=["20", "5"],
            prompt=["Skriv er plan på pappret", ""],
            script=["Nu skriver ni er plan", ""],
        )
    )
    move(lab.id, lab.created_by, "next")
    phone = visitor().open(f"/l/{lab.code}").text
    desk = desk_browser.open(f"/labs/{lab.code}").text
    screen = visitor().client.get(f"/screen/{lab.screen_key}").text
    for page in (phone, desk, screen):
        assert "Skriv er plan på pappret" in page
        assert "Vid bordet" in page
    assert "Nu skriver ni er plan" in desk
    assert "Nu skriver ni er plan" not in phone + screen


def test_the_usual_words_of_a_kind_come_in_the_readers_language(lab, astrid, visitor):
    move(lab.id, astrid, "next")
    page = visitor().client.get(f"/l/{lab.code}", headers={"Accept-Language": "en"}).text
    with locale.speaking("en"):
        assert words_of("ideate_solo").prompt in page


def test_the_form_of_a_template_is_documented(root):
    words = (root / "docs/protocol.md").read_text(encoding="utf-8")
    assert "labapp-process/1" in words
    data = json.loads(processes.to_json(processes.our_process("popup-30")))
    assert all(f"`{name}`" in words for name in [*data, *data["phases"][0]])


@pytest.mark.parametrize(
    ("sent", "beside"),
    [
        ({"name": "x" * 81, "about": "För skolor"}, "process-name"),
        ({"name": "Kväll", "about": "x" * 301}, "process-about"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_what_was_written(desk_browser, lab, sent, beside):
    desk_browser.open(f"/labs/{lab.code}/edit")
    answer = desk_browser.submit(f"/labs/{lab.code}/process", **sent)
    assert answer.status_code == 422
    assert all(text in answer.text for text in sent.values())
    assert f'id="{beside}-error"' in answer.text


@pytest.mark.parametrize(
    ("refused", "back"),
    [
        ("/labs/new/process", "/labs/new"),
        ("/processes/7/deletion", "/processes"),
        ("/nowhere", "/"),
    ],
)
def test_whoever_changes_language_on_a_form_that_was_sent_meets_a_page(desk_browser, refused, back):
    desk_browser.open("/labs")
    data = {"csrf_token": desk_browser.token, "lang": "en"}
    headers = {"Referer": f"http://localhost{refused}"}
    answer = desk_browser.client.post("/language", data=data, headers=headers)
    assert answer.location == back
