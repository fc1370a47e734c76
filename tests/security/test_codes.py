"""A code reads the same in every script, and guessing it is slow."""

import pytest

from labapp.domain.errors import TooManyTries, UnknownCode
from labapp.security.codes import read_code, show_code
from labapp.security.limits import WrongCodes, WrongPasswords


@pytest.mark.parametrize(
    "typed", ["48261735", "4826 1735", " 4826-1735 ", "4826\u00a01735", "٤٨٢٦ ١٧٣٥", "۴۸۲۶۱۷۳۵"]
)
def test_a_code_is_read_with_or_without_spaces_in_any_digits(typed):
    assert read_code(typed) == "48261735"


@pytest.mark.parametrize("typed", ["", "4826", "482617350", "4826 173a", "½½½½½½½½"])
def test_anything_else_is_no_code(typed):
    with pytest.raises(UnknownCode):
        read_code(typed)


def test_a_code_is_shown_in_two_groups():
    assert show_code("48261735") == "4826 1735"


def test_right_codes_are_never_limited():
    guards = WrongCodes()
    for _ in range(1000):
        guards.admit("hall", sleep=_never)


def test_past_the_budget_an_address_waits_and_is_then_answered():
    guards = WrongCodes()
    for _ in range(20):
        guards.count("hall")
    slept = []
    with pytest.raises(TooManyTries):
        guards.admit("hall", sleep=slept.append)

    assert sum(slept) == pytest.approx(30)


def test_wrong_passwords_slow_down_one_account_on_one_device():
    guards = WrongPasswords()
    for _ in range(6):
        guards.count("astrid", "stranger", now=100.0)
    with pytest.raises(TooManyTries):
        guards.admit("astrid", "stranger", now=101.0)

    guards.admit("astrid", "her own", now=101.0)
    guards.admit("bo", "stranger", now=101.0)
    guards.admit("astrid", "stranger", now=105.0)
    guards.forget("astrid", "stranger")
    guards.admit("astrid", "stranger", now=101.0)


def _never(_seconds):
    pytest.fail("a right code waited")
