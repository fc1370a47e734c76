"""Two facilitators at the desk of one lab, and a lab that is handed on."""

import pytest

from labapp.security import entry
from labapp.security.passwords import hash_token
from labapp.store.idea import all_ideas
from tests import people


@pytest.fixture
def bos_browser(visitor, bo):
    desk = visitor()
    desk.open("/sign-in")
    desk.submit("/sign-in", name="Bo", password=people.PASSWORD, next="")
    desk.open("/labs")
    return desk


def test_a_colleague_comes_in_leads_and_is_let_out(desk_browser, bos_browser, lab, bo, here):
    assert bos_browser.open(here).status_code == 404
    page = desk_browser.open(f"{here}/leaders").text
    assert "svarar för labbet" in page
    assert desk_browser.submit(f"{here}/leaders", account=bo).location == f"{here}/leaders"
    assert lab.question in bos_browser.open("/labs").text
    assert bos_browser.open(here).status_code == 200
    bos_browser.submit(f"{here}/ideas", text="Av Bo")
    assert [idea.text for idea in all_ideas(lab.id)] == ["Av Bo"]
    answer = bos_browser.submit(f"{here}/leaders", account=bo)
    assert answer.status_code == 403
    assert "svarar för labbet kan göra det" in answer.text
    with bos_browser.client.session_transaction() as cookie:
        token = hash_token(cookie["in"])
    assert entry.may_desk(token, lab.code)
    desk_browser.submit(f"{here}/leaders/removal", account=bo)
    assert not entry.may_desk(token, lab.code)
    assert bos_browser.open(here).status_code == 404


def test_a_lab_is_handed_on_and_left(desk_browser, bos_browser, lab, astrid, bo, here):
    desk_browser.submit(f"{here}/leaders", account=bo)
    assert "Lämna över labbet" in desk_browser.open(f"{here}/leaders").text
    desk_browser.submit(f"{here}/leaders/hand-over", account=bo)
    assert "Lämna över labbet" in bos_browser.open(f"{here}/leaders").text
    assert "Lämna över labbet" not in desk_browser.open(f"{here}/leaders").text
    left = desk_browser.submit(f"{here}/leaders/removal", account=astrid)
    assert left.location == "/labs"
    assert desk_browser.open(here).status_code == 404
    assert "finns ingen annan att fråga" not in bos_browser.open(f"{here}/leaders").text
