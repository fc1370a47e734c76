"""What the desk does with ideas and themes, and for people without a phone."""

from labapp.domain.ideas import IdeaStatus
from labapp.store.ballot import count_ballots
from labapp.store.db import session
from labapp.store.idea import all_ideas, themes_of
from labapp.store.offer import offers_of
from labapp.store.participant import proxies_of
from tests.people import move


def test_an_idea_is_hidden_with_a_reason_and_shown_again(desk_browser, here, idea):
    where = f"{here}/ideas/{idea.id}"
    assert (
        desk_browser.submit(f"{where}/hiding", reason="insult", note="om en lärare").status_code
        == 303
    )
    page = desk_browser.open(here).text
    assert "line--hidden" in page
    assert "om en lärare" in page
    assert desk_browser.submit(f"{where}/showing").status_code == 303
    assert "line--hidden" not in desk_browser.open(here).text


def test_hiding_without_a_reason_is_refused_in_words(desk_browser, here, idea):
    answer = desk_browser.submit(f"{here}/ideas/{idea.id}/hiding", reason="")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert all_ideas(idea.lab_id)[0].status is IdeaStatus.VISIBLE


def test_an_idea_and_a_theme_have_a_page_for_a_desk_without_scripts(
    desk_browser, here, idea, theme
):
    page = desk_browser.open(f"{here}/ideas/{idea.id}?").text
    assert all(words in page for words in ("Fler bänkar", "Plats att vila", 'name="reason"'))
    assert "Plats att vila" in desk_browser.open(f"{here}/themes/{theme.id}").text
    assert desk_browser.open(f"{here}/ideas/999").status_code == 404
    assert desk_browser.open(f"{here}/themes/999").status_code == 404


def test_an_idea_goes_into_a_theme_and_out_of_it(desk_browser, here, lab, idea, theme):
    where = f"{here}/ideas/{idea.id}/theme"
    assert desk_browser.send(where, theme=str(theme.id))[0] == 200
    session().expire_all()
    assert all_ideas(lab.id)[0].theme_id == theme.id
    assert desk_browser.submit(where, theme="").status_code == 303
    session().expire_all()
    assert all_ideas(lab.id)[0].theme_id is None


def test_a_theme_is_renamed_described_and_taken_away(desk_browser, here, lab, theme):
    where = f"{here}/themes/{theme.id}"
    desk_browser.submit(where, name="Vila", description="Bänkar, skugga")
    session().expire_all()
    assert [(t.name, t.description) for t in themes_of(lab.id)] == [("Vila", "Bänkar, skugga")]
    assert desk_browser.submit(f"{where}/removal").status_code == 303
    assert themes_of(lab.id) == []


def test_a_refused_theme_gives_its_name_back(desk_browser, here, theme):
    answer = desk_browser.submit(f"{here}/themes", name="plats att VILA")
    assert answer.status_code == 409
    assert 'value="plats att VILA"' in answer.text
    status, verdict = desk_browser.send(f"{here}/themes", name=" ")
    assert (status, verdict["error"]["facts"]["field"]) == (422, "name")


def test_an_idea_is_written_in_for_a_person_without_a_phone(desk_browser, here, lab, idea):
    status, verdict = desk_browser.send(
        f"{here}/ideas", text="Lampor", person="", channel="table_host"
    )
    assert (status, verdict["person"]) == (200, 1)
    desk_browser.submit(f"{here}/ideas", text="Skugga", person="1", channel="paper")
    assert len(proxies_of(lab.id)) == 1
    assert [one.channel.value for one in all_ideas(lab.id)] == ["phone", "table_host", "table_host"]


def test_a_refused_idea_gives_its_text_back(desk_browser, here, idea):
    answer = desk_browser.submit(f"{here}/ideas", text="x" * 501, person="", channel="paper")
    assert answer.status_code == 422
    assert "x" * 501 in answer.text


def test_a_paper_ballot_is_entered_and_entered_anew(desk_browser, here, lab, in_vote):
    choice = str(offers_of(in_vote)[0].id)
    fields = {"round": in_vote.id, "channel": "paper"}
    desk_browser.submit(f"{here}/ballots", mark=[choice], person="", **fields)
    assert desk_browser.submit(f"{here}/ballots", person="1", **fields).status_code == 303
    assert count_ballots(in_vote.id) == 1
    marks = {choice: 1}
    assert desk_browser.send(f"{here}/ballots", marks=marks, person="", **fields)[0] == 200
    assert count_ballots(in_vote.id) == 2


def test_a_ballot_of_a_closed_vote_is_refused(desk_browser, here, lab, astrid, in_vote):
    move(lab.id, astrid, "next")
    status, _ = desk_browser.send(f"{here}/ballots", round=in_vote.id, marks={}, channel="paper")
    assert status == 409
