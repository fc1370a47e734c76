"""Paper ballots: how a line of typed numbers is read, and how two readings of a slip agree.

A slip is typed twice, the second time without seeing the first (double keying). It counts from
the first typing on; the second finds what was mistyped.
"""

import re
from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from labapp.domain.slip_errors import NothingTyped, SameReader, SlipChecked, UnknownNumber

BLANK = "0"  # what is typed for a slip without a mark: an empty line may be a slip of the hand
_BETWEEN = re.compile(r"[\s,;.+]+")
_NUMBER = re.compile(r"[0-9]{1,6}")


class Reading(StrEnum):
    """How far a slip has come: typed once, typed twice with other marks, or the same twice."""

    ONCE = "once"
    DIFFERS = "differs"
    CHECKED = "checked"


def read_marks(
    typed: str, ticked: Mapping[int, int], numbered: Mapping[int, int]
) -> dict[int, int]:
    """The marks of a slip: choice id to points, from a typed line and from what was ticked.

    `numbered` leads from the numbers on the slip to choices; the same number again is one more
    point. Where a choice is both typed and ticked, the higher counts. Raises `UnknownNumber` and
    `NothingTyped`.
    """
    words = [word for word in _BETWEEN.split(typed) if word]
    marks = {choice: points for choice, points in ticked.items() if points}
    if words == [BLANK] and not marks:
        return {}
    if not words and not marks:
        raise NothingTyped
    counted = Counter(_choice(word, numbered) for word in words)
    return {
        choice: max(counted[choice], marks.get(choice, 0)) for choice in {*counted, *marks.keys()}
    }


def _choice(word: str, numbered: Mapping[int, int]) -> int:
    choice = numbered.get(int(word)) if _NUMBER.fullmatch(word) else None
    if choice is None:
        raise UnknownNumber(number=word[:20])
    return choice


def write_marks(marks: Mapping[int, int], numbered: Mapping[int, int]) -> str:
    """The line that is typed for these marks: numbers in order, or the one for a blank slip."""
    words = [
        str(number)
        for number, choice in sorted(numbered.items())
        for _point in range(marks.get(choice, 0))
    ]
    return " ".join(words) or BLANK


def check_reader(
    state: Reading, typed_by: int | None, reader: int | None, *, another: bool
) -> None:
    """Return when this person may read a slip a second time.

    That is another account, or another person at the same one, who says so. Raises `SlipChecked`
    and `SameReader`.
    """
    if state is Reading.CHECKED:
        raise SlipChecked
    if typed_by == reader and not another:
        raise SameReader


def read_again(state: Reading, *, same: bool, sure: bool) -> Reading:
    """What a slip is after it was typed again.

    `sure` says that the slip was looked at once more; it counts only after two readings differed,
    so that a second reading cannot do without the first.
    """
    settled = sure and state is Reading.DIFFERS
    return Reading.CHECKED if same or settled else Reading.DIFFERS
