"""Which language a person reads, and how dates and numbers are said in it."""

import datetime as dt

import pytest

from labapp.i18n import locale
from labapp.i18n.locale import LANGUAGES, Language, negotiate, speaking, words

AFTERNOON = dt.datetime(2018, 7, 4, 11, 28, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("chosen", "accepted", "fallback", "spoken"),
    [
        ("en", ["sv-SE", "sv"], "sv", "en"),
        (None, ["sv-SE", "en"], "en", "sv"),
        (None, ["en-US", "sv"], "sv", "en"),
        (None, ["ar-EG", "en"], "sv", "en"),
        (None, ["ar-EG"], "en", "en"),
        (None, [], "en", "en"),
        (None, ["*"], "", "sv"),
        ("xx", ["de"], "yy", "sv"),
        ("", [], "", "sv"),
    ],
)
def test_the_switch_goes_before_the_browser_and_the_browser_before_the_lab(
    chosen, accepted, fallback, spoken
):
    assert negotiate(chosen, accepted, fallback) == spoken


def test_a_first_wish_is_not_beaten_by_a_closer_second(monkeypatch):
    monkeypatch.setitem(LANGUAGES, "ar", Language("ar", "ar", "العربية"))
    assert negotiate(None, ["ar-EG", "en"], "sv") == "ar"


def test_swedish_is_spoken_until_something_else_is_asked_for():
    assert locale.language().tag == "sv"
    with speaking("en"):
        assert locale.language().tag == "en"
        with speaking("sv"):
            assert locale.language().tag == "sv"
        assert locale.language().tag == "en"
    assert locale.language().tag == "sv"


def test_a_language_knows_its_direction():
    assert words("sv").language.direction == "ltr"
    assert Language("ar", "ar", "العربية").direction == "rtl"


@pytest.mark.parametrize(
    ("tag", "date", "moment", "clock"),
    [
        ("sv", "4 juli 2018", "4 juli 2018 kl. 13.28", "13.28"),
        ("en", "4 July 2018", "4 July 2018 at 13:28", "13:28"),
    ],
)
def test_dates_are_said_by_locale_and_by_the_clock_on_the_wall(tag, date, moment, clock):
    said = words(tag)
    assert said.date(AFTERNOON) == date
    assert said.date(dt.date(2018, 7, 4)) == date
    assert said.datetime(AFTERNOON) == moment
    assert said.time(AFTERNOON) == clock
    assert said.time(dt.time(13, 28)) == clock


def test_a_date_near_midnight_is_the_day_on_the_wall():
    assert words("sv").date(dt.datetime(2018, 7, 3, 22, 30, tzinfo=dt.UTC)) == "4 juli 2018"


def test_times_follow_the_zone_that_is_set():
    locale.set_timezone("Europe/Helsinki")
    try:
        assert words("sv").time(AFTERNOON) == "14.28"
    finally:
        locale.set_timezone("Europe/Stockholm")


@pytest.mark.parametrize(
    ("tag", "number", "percent"), [("sv", "1\xa0500", "23\xa0%"), ("en", "1,500", "23%")]
)
def test_numbers_are_said_by_locale(tag, number, percent):
    assert words(tag).number(1500) == number
    assert words(tag).percent(0.2273) == percent


def test_a_number_chooses_its_form_and_is_filled_in():
    said = words("en")
    assert said.ngettext("%(num)s idea", "%(num)s ideas", 1) == "1 idea"
    assert said.ngettext("%(num)s idea", "%(num)s ideas", 1500) == "1,500 ideas"


def test_a_percent_sign_without_values_is_only_a_sign():
    assert words("en").gettext("100 % wool") == "100 % wool"


def test_the_functions_speak_the_language_of_now():
    with speaking("en"):
        assert locale.gettext("Sign out") == "Sign out"
        assert locale.date(AFTERNOON) == "4 July 2018"
        assert locale.datetime(AFTERNOON) == "4 July 2018 at 13:28"
        assert locale.time(AFTERNOON) == "13:28"
        assert locale.number(1500) == "1,500"
        assert locale.percent(0.5) == "50%"
        assert locale.ngettext("%(num)s idea", "%(num)s ideas", 2) == "2 ideas"
    assert locale.gettext("Sign out") == "Logga ut"


def test_speaking_lasts_for_the_context():
    locale.speak("en")
    try:
        assert locale.language().tag == "en"
    finally:
        locale.speak("sv")
