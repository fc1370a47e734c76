"""A lab's code as people type it."""

import unicodedata
from functools import lru_cache

from labapp.domain.errors import UnknownCode

LENGTH = 8


@lru_cache
def read_code(typed: str) -> str:
    """The eight digits of a typed code: with or without spaces, in any script's digits.

    Raises `UnknownCode` when there are not eight of them.
    """
    signs = [sign for sign in typed if not sign.isspace() and sign not in "-–\u200e\u200f"]
    digits = [unicodedata.digit(sign, None) for sign in signs]
    if len(digits) != LENGTH or None in digits:
        raise UnknownCode
    return "".join(str(digit) for digit in digits)


def show_code(code: str) -> str:
    """A code as it is shown: two groups of four."""
    return f"{code[:4]} {code[4:]}"
