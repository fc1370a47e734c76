"""Signs of personal data in a text: to hold back a personal number, and to hint at the rest.

A personal number (personnummer, samordningsnummer) is told by its date and its check digit
(folkbokföringslagen 1991:481, 18 §; the check digit is Luhn's, ISO/IEC 7812-1). The rest is a hint
and no more: names cannot be told from words.
"""

import re
from datetime import date
from enum import StrEnum

NUMBER = re.compile(r"(?<!\d)(?:\d{2})?(\d{2})(\d{2})(\d{2})[-+ ]?(\d{4})(?!\d)")
PHONE = re.compile(r"(?<!\d)(?:\+46[\s-]?|0)\d{1,3}[\s-]?\d{2,3}(?:[\s-]?\d{2,3}){1,2}(?!\d)")
MAIL = re.compile(r"[^\s@]+@[^\s@]+\.[A-Za-zÅÄÖåäö]{2,}")
STREET = re.compile(
    r"\b[A-ZÅÄÖ][\wåäöÅÄÖ]*(?:gatan|vägen|gränd|stigen|torget|allén|backen|plan)\s+\d{1,4}\s?[A-Za-z]?\b"
)
COORDINATION = 60  # added to the day in a samordningsnummer


class Sign(StrEnum):
    """What a text seems to hold."""

    PERSONAL_NUMBER = "personal_number"
    PHONE = "phone"
    MAIL = "mail"
    ADDRESS = "address"


def signs_in(text: str) -> tuple[Sign, ...]:
    """What the text seems to hold, the gravest first."""
    number = any(_is_personal_number(found) for found in NUMBER.finditer(text))
    found = {
        Sign.PERSONAL_NUMBER: number,
        Sign.PHONE: not number and PHONE.search(text) is not None,
        Sign.MAIL: MAIL.search(text) is not None,
        Sign.ADDRESS: STREET.search(text) is not None,
    }
    return tuple(sign for sign, there in found.items() if there)


def spans_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where those signs stand: the first place of each, and the one after its last."""
    numbers = [found for found in NUMBER.finditer(text) if _is_personal_number(found)]
    others = [found for sign in (PHONE, MAIL, STREET) for found in sign.finditer(text)]
    return tuple(sorted(found.span() for found in (*numbers, *others)))


def _is_personal_number(found: re.Match[str]) -> bool:
    year, month, day, last = found.groups()
    return _is_a_day(int(month), int(day)) and _checks(f"{year}{month}{day}{last}")


def _is_a_day(month: int, day: int) -> bool:
    day = day - COORDINATION if day > COORDINATION else day
    try:
        date(2000, month, day)  # a leap year: the century is not told
    except ValueError:
        return False
    return True


def _checks(digits: str) -> bool:
    """Whether the last of ten digits is the check digit of the others (Luhn)."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0
