"""Masking: words of an idea that nobody but the desk is to read.

A text is taken in words as they stand between spaces, each by its place. What is masked reads
`[…]`, in every language, typeface and file; words that stand side by side become one, and nothing
tells how long they were.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from labapp.domain.errors import IdeaGone, LabError
from labapp.domain.ideas import HideReason, IdeaStatus
from labapp.domain.personal import spans_in

MASK = "[…]"
WORD = re.compile(r"\S{1,30}")  # what has no spaces is cut, so that a part of it can be masked
CAN_BE_MASKED = frozenset(
    {IdeaStatus.VISIBLE, IdeaStatus.PENDING, IdeaStatus.MASKED, IdeaStatus.MERGED}
)


class NothingToMask(LabError):
    """No word was chosen, or none that is in the text."""

    code = "nothing_to_mask"


class IdeaChangedSince(LabError):
    """The writer has changed the idea since its words were read."""

    code = "idea_changed_since"


@dataclass(frozen=True)
class Word:
    """A word and its place; `hinted` where it looks like personal data."""

    place: int
    text: str
    hinted: bool


@dataclass(frozen=True)
class Mask:
    """Which words are masked, by place, in which `version` of the idea, and why."""

    words: frozenset[int]
    version: int
    reason: HideReason


def words_of(text: str) -> tuple[Word, ...]:
    """A text in words, each with whether it is proposed to be masked."""
    spans = spans_in(text)
    return tuple(
        Word(place, found.group(), _touches(found.span(), spans))
        for place, found in enumerate(WORD.finditer(text))
    )


def _touches(span: tuple[int, int], others: Collection[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def masked(text: str, places: Collection[int]) -> str:
    """The text with these words masked. Raises `NothingToMask` when none of them is in it."""
    words = list(WORD.finditer(text))
    if not set(range(len(words))) & set(places):
        raise NothingToMask
    parts, at, open_ = [], 0, False
    for place, found in enumerate(words):
        chosen = place in places
        if not (chosen and open_):
            parts += [text[at : found.start()], MASK if chosen else found.group()]
        at, open_ = found.end(), chosen
    return "".join([*parts, text[at:]])


def check_mask(mask: Mask, status: IdeaStatus, version: int) -> None:
    """Return when an idea that stands so may be masked; otherwise say why not.

    Raises `IdeaGone`, and `IdeaChangedSince` where the words were read in an earlier version.
    """
    if status not in CAN_BE_MASKED:
        raise IdeaGone(status=status.value)
    if mask.version != version:
        raise IdeaChangedSince
