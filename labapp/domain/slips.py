"""Paper ballots: how a line of typed numbers is read, and how two readings of a slip agree.

A slip is typed twice, the second time without seeing the first (double keying). It counts from
the first typing on; the second finds what was mistyped.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from labapp.domain.rules import AGREE, DISAGREE, PASS, Method, Rule
from labapp.domain.slip_errors import NothingTyped, SameReader, SlipChecked, UnknownNumber

BLANK = "0"  # what is typed for a slip without a mark: an empty line may be a slip of the hand
SIGNS = {"+": AGREE, "-": DISAGREE, "=": PASS}
_SIGN_OF = {mark: sign for sign, mark in SIGNS.items()}
_BETWEEN = re.compile(r"[\s,;.]+|(?<=[0-9])\+(?=[0-9])")
_WORD = re.compile(r"(?P<number>[0-9]{1,6})(:(?P<mark>[0-9]{1,3})|(?P<sign>[-+=]))?")


class Reading(StrEnum):
    """How far a slip has come: typed once, typed twice with other marks, or the same twice."""

    ONCE = "once"
    DIFFERS = "differs"
    CHECKED = "checked"


def read_marks(
    rule: Rule, typed: str, ticked: Mapping[int, int], numbered: Mapping[int, int]
) -> dict[int, int]:
    """The marks of a slip: choice id to mark, from a typed line and from what was ticked.

    `numbered` leads from the numbers on the slip to choices. After a number stands its mark, as in
    3:2; in a vote on stances a sign, 3+ 7- 12=. A number alone is one point more, or in a ranking
    the next place. Where a choice is both typed and ticked, the higher counts. Raises
    `UnknownNumber` and `NothingTyped`.
    """
    words = [word for word in _BETWEEN.split(typed) if word]
    if words == [BLANK] and not ticked:
        return {}
    if not words and not ticked:
        raise NothingTyped
    marks: dict[int, int] = {}
    for place, word in enumerate(words, start=1):
        choice, mark = _read(rule, word, numbered)
        if mark is None:
            mark = place if rule.method is Method.RANKING else 1
        marks[choice] = mark + (marks.get(choice, 0) if rule.adds_up else 0)
    return marks | {choice: max(mark, marks.get(choice, mark)) for choice, mark in ticked.items()}


def _read(rule: Rule, word: str, numbered: Mapping[int, int]) -> tuple[int, int | None]:
    """The choice that a word names, and the mark that stands after it, if any."""
    found = _WORD.fullmatch(word)
    choice = numbered.get(int(found["number"])) if found else None
    if found is None or choice is None:
        raise UnknownNumber(number=word[:20])
    said, sign = found["mark"], found["sign"]
    mark = SIGNS[sign] if sign else int(said) if said else None
    stands = mark is not None or rule.method is not Method.SCORE
    if bool(sign) != (rule.method is Method.STANCE) or not stands:
        raise UnknownNumber(number=word[:20])
    return choice, mark


def write_marks(rule: Rule, marks: Mapping[int, int], numbered: Mapping[int, int]) -> str:
    """The line that is typed for these marks: numbers in order, or the one for a blank slip."""
    given = {number: marks[choice] for number, choice in numbered.items() if choice in marks}
    if rule.method is Method.RANKING:
        words = [str(number) for number in sorted(given, key=given.__getitem__)]
    else:
        words = [_written(rule, number, mark) for number, mark in sorted(given.items())]
    return " ".join(words) or BLANK


def _written(rule: Rule, number: int, mark: int) -> str:
    if rule.method is Method.STANCE:
        return f"{number}{_SIGN_OF[mark]}"
    return str(number) if rule.adds_up and mark == 1 else f"{number}:{mark}"


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
