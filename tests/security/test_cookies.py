"""The one signed cookie: read once, never believed without our signature."""

import pytest
from flask import Flask, Response
from itsdangerous import BadSignature

from labapp.security import cookies
from labapp.security.cookies import Cookies


@pytest.fixture
def house():
    app = Flask("test")
    app.config["SECRET_KEY"] = "a key"
    app.session_interface = Cookies()
    return app


def handed_out(house, **said):
    """The cookie that says this."""
    answer = Response()
    with house.test_request_context():
        session = house.session_interface.open_session(house, _asking(house))
        session.update(said)
        house.session_interface.save_session(house, session, answer)
    return answer.headers.get("Set-Cookie", "").partition(";")[0]


def _asking(house, cookie=""):
    return house.test_request_context(headers={"Cookie": cookie}).request


def read(house, cookie):
    return dict(house.session_interface.open_session(house, _asking(house, cookie)))


def test_what_was_handed_out_is_read_again_by_any_process(house):
    cookie = handed_out(house, device="abc", doors=["12345678"])
    assert read(house, cookie) == {"device": "abc", "doors": ["12345678"]}
    house.session_interface = Cookies()  # as of another process
    assert read(house, cookie) == {"device": "abc", "doors": ["12345678"]}


def test_what_was_handed_out_here_is_not_checked_again(house, monkeypatch):
    cookie = handed_out(house, device="abc")

    def never(*_):
        raise AssertionError

    monkeypatch.setattr(Cookies, "_read", never)
    assert read(house, cookie) == {"device": "abc"}


@pytest.mark.parametrize("change", [lambda text: text[:-1], lambda text: text + "A", str.upper])
def test_a_cookie_that_was_changed_says_nothing(house, change):
    name, _, value = handed_out(house, device="abc").partition("=")
    assert read(house, f"{name}={change(value)}") == {}


def test_what_one_request_changes_is_nothing_to_the_next(house):
    cookie = handed_out(house, device="abc")
    session = house.session_interface.open_session(house, _asking(house, cookie))
    session["device"] = "other"
    assert read(house, cookie) == {"device": "abc"}


def test_no_more_are_remembered_than_there_is_room_for(house, monkeypatch):
    monkeypatch.setattr(cookies, "MOST", 3)
    made = [handed_out(house, device=str(n)) for n in range(10)]
    assert len(house.session_interface.said) <= 3
    assert [read(house, cookie)["device"] for cookie in made] == [str(n) for n in range(10)]


def test_what_is_not_changed_hands_out_nothing_and_is_told_apart_by_cookie(house):
    cookie, answer = handed_out(house, device="abc"), Response()
    session = house.session_interface.open_session(house, _asking(house, cookie))
    house.session_interface.save_session(house, session, answer)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Vary"] == "Cookie"


def test_what_is_emptied_is_taken_away(house):
    cookie, answer = handed_out(house, device="abc"), Response()
    with house.test_request_context():
        session = house.session_interface.open_session(house, _asking(house, cookie))
        session.clear()
        house.session_interface.save_session(house, session, answer)
    assert "Max-Age=0" in answer.headers["Set-Cookie"]


def test_without_a_key_nothing_is_handed_out(house):
    house.config["SECRET_KEY"] = None
    with pytest.raises(BadSignature):
        handed_out(house, device="abc")
