"""The phone's door for ideas: by script and by plain form, the good way and every wrong one."""

import re
from html import unescape

import pytest
from flask import g

from labapp.services import clock, ideas, labs
from labapp.store.db import db
from labapp.store.idea import all_ideas
from tests.people import move, op


@pytest.fixture
def collecting(lab, astrid):
    move(lab.id, astrid, "next")
    return lab


@pytest.fixture
def phone(visitor, lab):
    browser = visitor()
    browser.open(f"/l/{lab.code}")
    return browser


def seen(answer):
    return unescape(re.sub(r"\s+", " ", answer.get_data(as_text=True)))


def kept(lab):
    db.session.expire_all()
    return [idea.text for idea in all_ideas(lab.id)]


def test_the_text_field_is_there_after_a_scan(collecting, visitor):
    browser = visitor()
    answer = browser.client.get(f"/j/{collecting.join_token}")

    page = seen(answer)
    assert answer.status_code == 200
    assert '<textarea class="field__box" id="text" name="text"' in page
    assert "Lillhaga kommun ansvarar för labbet." in page
    assert "allmän handling" in page
    assert not re.search(r'type="(?:text|email)"', page)


def test_before_the_first_phase_the_phone_waits(lab, phone):
    page = seen(phone.open(f"/l/{lab.code}"))
    assert "Du är med. Vi börjar snart." in page
    assert 'id="idea"' not in page


def test_a_wrong_code_gets_a_kind_answer(visitor, lab):
    wrong = f"{(int(lab.code) + 1) % 10**8:08d}"
    browser = visitor()
    browser.open("/")
    answer = browser.client.post("/join", data={"csrf_token": browser.token, "code": wrong})
    assert answer.status_code == 404
    assert "Vi hittar inget labb med den koden." in seen(answer)
    assert visitor().open(f"/l/{wrong}").status_code == 404


def test_an_idea_by_script_is_saved_once(collecting, phone):
    same = {"op_id": "a" * 32, "text": "Läxhjälp"}
    first = phone.send(f"/l/{collecting.code}/ideas", **same)
    again = phone.send(f"/l/{collecting.code}/ideas", **same)

    assert first == again
    assert first[0] == 200
    assert first[1]["idea"]["number"] == 1
    assert kept(collecting) == ["Läxhjälp"]


def test_an_idea_by_plain_form_leads_back_to_the_page(collecting, phone):
    answer = phone.submit(f"/l/{collecting.code}/ideas", text="Läxhjälp")
    assert answer.status_code == 303
    assert answer.location == f"/l/{collecting.code}?saved=1#mine"
    page = seen(phone.open(answer.location))
    own = page[page.index('id="own"') :]
    assert "Läxhjälp" in own
    assert "Sparat" in own


def test_a_form_sent_twice_is_one_idea(collecting, phone):
    for _ in range(2):
        phone.submit(f"/l/{collecting.code}/ideas", op_id="b" * 32, text="En gång")
    assert kept(collecting) == ["En gång"]


def test_a_refused_form_comes_back_with_the_text_and_a_fresh_op(collecting, phone):
    long = "ö" * 501
    answer = phone.submit(f"/l/{collecting.code}/ideas", op_id="c" * 32, text=long)
    page = seen(answer)
    assert answer.status_code == 422
    assert long in page
    assert "Ta bort 1 tecken" in page
    assert 'aria-invalid="true"' in page
    assert "c" * 32 not in page
    assert kept(collecting) == []


def test_the_same_op_with_other_words_gives_the_text_back(collecting, phone):
    phone.submit(f"/l/{collecting.code}/ideas", op_id="d" * 32, text="Först")
    answer = phone.submit(f"/l/{collecting.code}/ideas", op_id="d" * 32, text="Sedan")
    assert answer.status_code == 409
    assert "Sedan</textarea>" in seen(answer)
    assert kept(collecting) == ["Först"]


@pytest.mark.parametrize("text", ["a\x00b", "a\u202eb", "   ", ""])
def test_text_that_would_not_read_the_same_everywhere_is_refused(collecting, phone, text):
    status, verdict = phone.send(f"/l/{collecting.code}/ideas", text=text)
    assert status == 422
    assert verdict["error"]["retryable"] is False
    assert verdict["error"]["message"]
    assert phone.submit(f"/l/{collecting.code}/ideas", text=text).status_code == 422
    assert kept(collecting) == []


@pytest.mark.parametrize(
    "fields",
    [{}, {"text": 5}, {"text": "x", "admin": "1"}, {"text": "x", "op_id": "kort"}, {"text": []}],
)
def test_input_that_cannot_be_read_is_refused(collecting, phone, fields):
    status, verdict = phone.send(f"/l/{collecting.code}/ideas", **fields)
    assert (status, verdict["error"]["code"]) == (400, "bad_input")
    assert kept(collecting) == []


def test_markup_is_text(collecting, phone):
    text = "<script>alert(1)</script> =1+1 #[x] {{ 7*7 }}"
    phone.send(f"/l/{collecting.code}/ideas", text=text)
    page = phone.open(f"/l/{collecting.code}").get_data(as_text=True)
    assert "<script>alert" not in page
    assert text in unescape(page)


def test_a_post_without_the_page_s_token_is_refused(collecting, phone):
    phone.token = "stolen"
    status, verdict = phone.send(f"/l/{collecting.code}/ideas", text="Hej")
    assert (status, verdict["error"]["code"]) == (400, "form_expired")
    answer = phone.submit(f"/l/{collecting.code}/ideas", text="Min text")
    assert answer.status_code == 400
    assert "Min text" in seen(answer)
    answer = phone.submit(f"/l/{collecting.code}/commitments", what="En loppis", party="Lena")
    assert "En loppis" in seen(answer)
    assert "stolen" not in seen(answer)
    assert kept(collecting) == []


def test_an_idea_is_accepted_for_a_while_after_its_phase(collecting, astrid, phone):
    move(collecting.id, astrid, "next")
    status, _ = phone.send(f"/l/{collecting.code}/ideas", text="Sent")
    assert status == 200
    assert all_ideas(collecting.id)[0].late


def test_after_that_the_text_comes_back_to_be_copied(collecting, astrid, phone):
    long_ago = clock.now().replace(year=2020)
    with clock.pretending(long_ago):
        move(collecting.id, astrid, "next")
    answer = phone.submit(f"/l/{collecting.code}/ideas", text="För sent")
    assert answer.status_code == 409
    assert "readonly> För sent</textarea>" in seen(answer)
    assert phone.send(f"/l/{collecting.code}/ideas", text="x")[1]["error"]["code"] == "phase_closed"


def test_an_own_idea_is_changed_and_taken_back(collecting, phone):
    phone.send(f"/l/{collecting.code}/ideas", text="Första")
    own = all_ideas(collecting.id)[0].id
    assert "open> <summary>" in seen(phone.open(f"/l/{collecting.code}?edit={own}"))
    assert phone.submit(f"/l/{collecting.code}/ideas/{own}", text="Andra").status_code == 303
    assert kept(collecting) == ["Andra"]
    answer = phone.submit(f"/l/{collecting.code}/ideas/{own}", text="ö" * 501)
    assert answer.status_code == 422
    assert "ö" * 501 in seen(answer)
    assert phone.submit(f"/l/{collecting.code}/ideas/{own}/withdrawal").status_code == 303
    assert "Andra</p>" not in seen(phone.open(f"/l/{collecting.code}"))


def test_a_stranger_cannot_touch_another_s_idea(collecting, phone, visitor):
    phone.send(f"/l/{collecting.code}/ideas", text="Min")
    own = all_ideas(collecting.id)[0].id
    g.pop("csrf_token")  # the test's context outlives a request, and would lend out its token
    stranger = visitor()
    stranger.open(f"/l/{collecting.code}")
    assert stranger.send(f"/l/{collecting.code}/ideas/{own}", text="Din")[0] == 404
    assert stranger.send(f"/l/{collecting.code}/ideas/{own}/withdrawal")[0] == 404
    assert stranger.submit(f"/l/{collecting.code}/ideas/{own}", text="Din").status_code == 404
    assert stranger.client.get(f"/l/{collecting.code}/mine").get_json()["ideas"] == []
    assert kept(collecting) == ["Min"]


def test_a_hidden_idea_tells_its_author_why(collecting, astrid, phone, visitor):
    phone.send(f"/l/{collecting.code}/ideas", text="Ring 070")
    ideas.hide_idea(
        collecting.id, astrid, op(), all_ideas(collecting.id)[0].id, ("personal_data", "")
    )
    page = seen(phone.open(f"/l/{collecting.code}"))
    assert "Idén visas inte för andra." in page
    assert "Orsak: Personuppgift" in page
    assert "Ring 070" not in seen(visitor().open(f"/l/{collecting.code}"))


def test_a_lab_that_locked_its_door_lets_those_who_joined_stay(collecting, astrid, phone, visitor):
    phone.send(f"/l/{collecting.code}/ideas", text="Jag är med")
    labs.set_door(collecting.id, astrid, op(), is_open=False)
    assert phone.open(f"/l/{collecting.code}").status_code == 200
    assert visitor().open(f"/l/{collecting.code}").status_code == 403


def test_the_language_is_the_phone_s_own(lab, phone):
    phone.submit(f"/l/{lab.code}/language", lang="en")
    assert "You are in. We start soon." in seen(phone.open(f"/l/{lab.code}"))
    assert phone.submit(f"/l/{lab.code}/language", lang="xx").status_code == 404
