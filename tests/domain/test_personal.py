"""A personal number is told by its date and check digit; the rest is a hint."""

import pytest

from labapp.domain.personal import Sign, signs_in


@pytest.mark.parametrize(
    "text",
    [
        "Jag heter inget, 811218-9876",
        "198112189876 är mitt nummer",
        "811218 9876",
        "samordning 701063-2391",
    ],
)
def test_a_personal_number_is_found_in_every_way_of_writing_it(text):
    assert signs_in(text)[0] is Sign.PERSONAL_NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "811218-9875",
        "819918-9876",
        "Idé 12, 40 och 7",
        "Bygg 1000000000 bänkar",
        "Öppna 2026-12-24 kl 18.30",
        "9811121898760",
        "",
    ],
)
def test_what_only_looks_like_one_is_none(text):
    assert Sign.PERSONAL_NUMBER not in signs_in(text)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Ring 070-174 06 05", Sign.PHONE),
        ("Ring +46 70 174 06 05", Sign.PHONE),
        ("skriv till anna@example.se", Sign.MAIL),
        ("på Storgatan 12 B", Sign.ADDRESS),
    ],
)
def test_phone_mail_and_address_are_hinted_at(text, sign):
    assert signs_in(text) == (sign,)


@pytest.mark.parametrize("text", ["Läxhjälp varje tisdag", "Fler på Storgatan", "3 000 kronor"])
def test_ordinary_ideas_give_no_hint(text):
    assert signs_in(text) == ()
