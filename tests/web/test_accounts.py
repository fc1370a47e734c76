"""Setting the house up, signing in and out, choosing a password."""

import pytest

from labapp.security.passwords import hash_token, new_token
from labapp.services import accounts
from labapp.store.account import account_by_name, the_body
from tests import people

GOOD = {
    "body": "Lillhaga kommun",
    "phone": "08-465 004 00",
    "name": "Astrid",
    "password": people.PASSWORD,
}


@pytest.fixture
def new_house(app):
    """An app that nobody has set up, and the token of its one link."""
    with app.app_context():
        token = new_token()
        accounts.make_set_up_link(people.op(), hash_token(token))
        yield people.Browser(app.test_client()), f"/setup/{token}"


def post(browser, path, **fields):
    browser.open(path)
    return browser.client.post(path, data={"csrf_token": browser.token, **fields})


def test_the_set_up_link_names_the_house_and_signs_its_first_account_in(new_house):
    browser, link = new_house
    answer = post(browser, link, **GOOD)
    assert (answer.status_code, answer.location) == (303, "/labs")
    assert the_body().name == "Lillhaga kommun"
    assert browser.open("/labs").status_code == 200


def test_the_set_up_link_works_once(new_house):
    browser, link = new_house
    post(browser, link, **GOOD)
    assert browser.open(link).status_code == 404


def test_another_link_sets_nothing_up(new_house):
    browser, _ = new_house
    assert browser.open("/setup/guessed").status_code == 404
    assert account_by_name("astrid") is None


@pytest.mark.parametrize(
    ("field", "value"), [("body", ""), ("name", " "), ("password", "kort"), ("body", "x" * 81)]
)
def test_a_refused_set_up_says_why_beside_the_field_and_keeps_the_rest(new_house, field, value):
    browser, link = new_house
    answer = post(browser, link, **{**GOOD, field: value})
    assert answer.status_code == 422
    assert f'aria-describedby="{field}-help {field}-error"' in answer.text
    assert people.PASSWORD not in answer.text
    assert all(text in answer.text for text in ("Lillhaga kommun", "Astrid") if field == "password")


def test_a_stranger_is_led_to_the_sign_in_and_back_again(visitor):
    browser = visitor()
    answer = browser.open("/labs/new")
    assert answer.location == "/sign-in?next=/labs/new"
    answer = post(browser, answer.location, **sign_in(next="/labs/new"))
    assert answer.location == "/labs/new"


def sign_in(**more):
    return {"name": "Astrid", "password": people.PASSWORD, "next": "", **more}


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "/l/12345678", ""])
def test_signing_in_leads_nowhere_else(visitor, elsewhere):
    assert post(visitor(), "/sign-in", **sign_in(next=elsewhere)).location == "/labs"


@pytest.mark.parametrize(
    ("name", "password"), [("Astrid", "fel lösenord"), ("Nobody", "x"), ("", "")]
)
def test_a_wrong_sign_in_keeps_the_name_and_not_the_password(visitor, name, password):
    answer = post(visitor(), "/sign-in", **sign_in(name=name, password=password))
    assert answer.status_code == 401
    assert 'id="password-error"' in answer.text
    assert not password or f'value="{password}"' not in answer.text


def test_names_are_compared_without_case(visitor):
    assert post(visitor(), "/sign-in", **sign_in(name=" ASTRID ")).status_code == 303


def test_who_is_signed_in_needs_no_sign_in(desk_browser):
    assert desk_browser.open("/sign-in").location == "/labs"


def test_signing_out_closes_the_desk(desk_browser, lab):
    desk_browser.submit("/sign-out")
    assert desk_browser.open(f"/labs/{lab.code}").status_code == 303


def test_a_forgotten_password_is_chosen_anew_by_a_link_that_works_once(visitor):
    token = new_token()
    accounts.reset_password(people.op(), "Astrid", hash_token(token))
    browser = visitor()
    fresh = "granbarr i november"
    answer = post(browser, f"/password/{token}", password="kort")
    assert answer.status_code == 422
    assert 'id="password-error"' in answer.text
    assert post(browser, f"/password/{token}", password=fresh).location == "/sign-in?chosen=1"
    assert browser.open(f"/password/{token}").status_code == 404
    assert post(browser, "/sign-in", **sign_in()).status_code == 401
    assert post(browser, "/sign-in", **sign_in(password=fresh)).status_code == 303
