"""Phones agree by a button, with scripts and without, and are offered what is like their text."""

import re

import pytest

from labapp.domain.ideas import Draft, IdeasShown, Moderation
from labapp.services import agreeing, ideas, merging, moderating, suggesting
from labapp.services.demo import staging
from labapp.store.idea import all_ideas
from labapp.store.lab import lab_by_code
from tests.people import a_phone, move, op, open_lab

TEXTS = (
    "Bänkar i parken vid lekplatsen",
    "Billigare busskort för ungdomar",
    "Läxhjälp på biblioteket",
    "Fler cykelställ vid stationen",
    "Odlingslådor på torget",
)
LIKE = "jag vill ha fler bänkar i parken"


@pytest.fixture
def made(lab, astrid):
    move(lab.id, astrid, "next")
    for at, text in enumerate(TEXTS):
        ideas.submit_idea(lab.id, a_phone(f"p{at}"), op(), Draft(text))
    return [idea.id for idea in all_ideas(lab.id)]


@pytest.fixture
def reader(lab, made, visitor):
    """Somebody with a phone, on the lab's page."""
    browser = visitor()
    browser.open(f"/l/{lab.code}")
    return browser


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch):
    """A phone may ask again at once, and what is new is found at once."""
    monkeypatch.setattr(suggesting, "PAUSE", 0.0)
    monkeypatch.setattr(suggesting, "FRESH", 0.0)
    suggesting.forget()


def pressed(html):
    """Each idea's button as the page draws it: whether it is pressed, by number."""
    found = re.findall(r"/ideas/(\d+)/agreement[^>]*aria-pressed=\"(\w+)\"( hidden)?", html)
    return {int(number): "hidden" if hidden else on for number, on, hidden in found}


def similar(browser, lab, text=LIKE):
    headers = {"Accept": "application/json", "X-CSRF-Token": browser.token}
    answer = browser.client.post(f"/l/{lab.code}/similar", json={"text": text}, headers=headers)
    assert answer.status_code == 200
    return answer.get_json()


def test_a_phone_agrees_and_is_told_so_and_shows_no_count(lab, reader):
    status, verdict = reader.send(f"/l/{lab.code}/ideas/1/agreement", agree=True)
    assert (status, verdict["ok"], verdict["agree"]) == (200, True, True)
    assert reader.client.get(f"/l/{lab.code}/mine").get_json()["agrees"] == [1]
    page = reader.open(f"/l/{lab.code}").text
    assert pressed(page) == {1: "true", 2: "false", 3: "false", 4: "false", 5: "false"}
    assert 'data-agrees="1"' in page
    reader.send(f"/l/{lab.code}/ideas/1/agreement", agree=False)
    assert reader.client.get(f"/l/{lab.code}/mine").get_json()["agrees"] == []
    assert pressed(reader.open(f"/l/{lab.code}").text)[1] == "false"


def test_the_button_works_without_scripts_in_the_list_and_on_the_ideas_own_page(lab, reader):
    answer = reader.submit(f"/l/{lab.code}/ideas/2/agreement", agree="1")
    assert (answer.status_code, answer.location) == (303, f"/l/{lab.code}?saved=1#others")
    alone = f"/l/{lab.code}/ideas/2"
    assert pressed(reader.open(alone).text) == {2: "true"}
    answer = reader.submit(f"{alone}/agreement?alone=1", agree="0")
    assert (answer.status_code, answer.location) == (303, alone)
    assert pressed(reader.open(alone).text) == {2: "false"}


def test_what_is_refused_comes_back_in_words(lab, astrid, reader, made):
    reader.send(f"/l/{lab.code}/ideas", text="Min egen")
    status, verdict = reader.send(f"/l/{lab.code}/ideas/6/agreement", agree=True)
    assert (status, verdict["error"]["code"]) == (409, "own_idea")
    assert reader.send(f"/l/{lab.code}/ideas/77/agreement", agree=True)[0] == 404
    assert reader.send(f"/l/{lab.code}/ideas/1/agreement", agree="perhaps")[0] == 400
    ideas.hide_idea(lab.id, astrid, op(), made[0], ("spam", ""))
    page = reader.submit(f"/l/{lab.code}/ideas/1/agreement", agree="1")
    assert page.status_code == 409
    assert 'role="alert"' in page.text
    move(lab.id, astrid, "next")
    assert reader.send(f"/l/{lab.code}/ideas/2/agreement", agree=True)[0] == 409
    assert not pressed(reader.open(f"/l/{lab.code}").text)


def test_what_one_wrote_has_no_button_nor_what_it_was_put_under(lab, astrid, reader, made):
    reader.send(f"/l/{lab.code}/ideas", text="Bänkar överallt")
    own = all_ideas(lab.id)[-1]
    assert 6 not in pressed(reader.open(f"/l/{lab.code}").text)
    assert not pressed(reader.open(f"/l/{lab.code}/ideas/6").text)
    merging.merge_ideas(lab.id, astrid, op(), made[0], [own.id])
    page = reader.open(f"/l/{lab.code}").text
    assert pressed(page)[1] == "hidden"
    assert 'data-under="1"' in page
    assert not pressed(reader.open(f"/l/{lab.code}/ideas/1").text)


def test_who_agrees_with_an_original_agrees_with_the_one_it_is_read_under(
    lab, astrid, reader, made
):
    reader.send(f"/l/{lab.code}/ideas/2/agreement", agree=True)
    merging.merge_ideas(lab.id, astrid, op(), made[0], [made[1]])
    assert reader.client.get(f"/l/{lab.code}/mine").get_json()["agrees"] == [1]
    assert pressed(reader.open(f"/l/{lab.code}").text)[1] == "true"
    assert pressed(reader.open(f"/l/{lab.code}/ideas/2").text) == {2: "true"}


def test_the_desk_alone_sees_how_many_agree(lab, made, desk_browser, reader):
    for name in ("cy", "dan"):
        agreeing.agree(lab.id, a_phone(name), op(), 1, on=True)
    desk = desk_browser.open(f"/labs/{lab.code}").text
    assert re.findall(r"data-agreeing>(\d+) [^<]+<", desk) == ["2"]
    assert 'data-counts="1:2 "' in desk
    state = desk_browser.client.get(f"/labs/{lab.code}/state?audience=desk").get_json()
    assert 'data-counts="1:2 "' in state["fragments"]["#agreeing"]
    for page in (f"/l/{lab.code}", f"/labs/{lab.code}/screen"):
        seen = (reader if page.startswith("/l/") else desk_browser).open(page).text
        assert "data-agreeing" not in seen
        assert "data-counts" not in seen


def test_what_is_like_the_text_is_offered_with_its_button(lab, reader):
    found = similar(reader, lab)
    assert found["ideas"] == [1]
    assert TEXTS[0] in found["html"]
    assert pressed(found["html"]) == {1: "false"}
    assert similar(reader, lab, "Något helt annat om vattenrening")["html"] == ""


def test_at_most_two_are_offered_and_never_ones_own(lab, reader):
    for at in range(3):
        ideas.submit_idea(lab.id, a_phone(f"q{at}"), op(), Draft(f"Bänkar i parken {at}"))
    assert len(similar(reader, lab)["ideas"]) == 2
    reader.send(f"/l/{lab.code}/ideas", text="Sköta om rosorna vid rådhuset")
    assert similar(reader, lab, "Sköta om rosorna vid rådhuset bättre")["ideas"] == []


def test_nothing_that_others_do_not_read_is_ever_offered(lab, astrid, made, reader):
    ideas.hide_idea(lab.id, astrid, op(), made[0], ("spam", ""))
    moderating.set_moderation(lab.id, astrid, op(), Moderation.BEFORE)
    ideas.submit_idea(lab.id, a_phone("q"), op(), Draft("Bänkar i parken, tack"))
    assert similar(reader, lab)["ideas"] == []
    staging.mask(lab.id, astrid, made[1], "[…] för ungdomar på kvällen")
    assert similar(reader, lab, "Billigare busskort")["ideas"] == []
    assert similar(reader, lab, "för ungdomar på kvällen")["ideas"] == [2]


@pytest.mark.parametrize("change", ["hide", "mask"])
def test_what_went_since_the_ideas_were_made_ready_is_not_offered(
    lab, astrid, made, reader, monkeypatch, change
):
    monkeypatch.setattr(suggesting, "FRESH", 60.0)
    assert similar(reader, lab)["ideas"] == [1]
    if change == "hide":
        ideas.hide_idea(lab.id, astrid, op(), made[0], ("spam", ""))
    else:
        staging.mask(lab.id, astrid, made[0], "[…] vid lekplatsen")
    assert similar(reader, lab)["ideas"] == []


def test_a_merged_idea_offers_the_one_it_is_read_under(lab, astrid, made, reader):
    merging.merge_ideas(lab.id, astrid, op(), made[2], [made[0]])
    found = similar(reader, lab)
    assert found["ideas"] == [3]
    assert pressed(found["html"]) == {3: "false"}


def test_a_lab_that_hides_others_ideas_offers_none_and_shows_no_button(astrid, visitor):
    lab = lab_by_code(open_lab(astrid, ideas_shown=IdeasShown.AFTER_PHASE))
    move(lab.id, astrid, "next")
    ideas.submit_idea(lab.id, a_phone("p"), op(), Draft(TEXTS[0]))
    phone = visitor()
    assert "agreement" not in phone.open(f"/l/{lab.code}").text
    assert similar(phone, lab) == {"ok": True, "ideas": [], "html": ""}
    assert phone.send(f"/l/{lab.code}/ideas/1/agreement", agree=True)[0] == 409


def test_whoever_asks_while_another_is_compared_or_again_at_once_is_offered_nothing(
    lab, reader, monkeypatch
):
    with suggesting.comparing():
        assert similar(reader, lab)["ideas"] == []
    assert similar(reader, lab)["ideas"] == [1]
    monkeypatch.setattr(suggesting, "PAUSE", 60.0)
    assert similar(reader, lab)["ideas"] == []


def test_what_is_written_is_kept_nowhere(lab, reader, caplog, tmp_path):
    secret = "bänkar i parken åt Kerstin Hemlig"
    with caplog.at_level(0):
        assert similar(reader, lab, secret)["ideas"] == [1]
    assert "Hemlig" not in caplog.text
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if b"Kerstin Hemlig" in path.read_bytes()]
