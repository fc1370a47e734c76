"""Which ideas of a lab read alike. It suggests, and changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from labapp import aio
from labapp.domain import similar
from labapp.domain.ideas import READABLE
from labapp.store.idea import Idea, all_ideas


@dataclass(frozen=True)
class Alike:
    """Two ideas that are shown, by number, and how alike they read: 100 is the same."""

    one: int
    other: int
    percent: int

    def beside(self, number: int) -> list[int]:
        """The other idea of the pair, if `number` is one."""
        numbers = [self.one, self.other]
        return [n for n in numbers if n != number] if number in numbers else []

    @property
    def twins(self) -> bool:
        """Whether they may well say the same."""
        return self.percent >= round(100 * similar.TWINS)


def alike_ideas(lab_id: int) -> list[Alike]:
    """Neighbours among the ideas of a lab, the most alike first.

    What was merged speaks for the idea that is kept. A native thread compares, so that phones do
    not wait; only a text that is new or changed has the whole lab compared anew.
    """
    read = [idea for idea in all_ideas(lab_id) if idea.status in READABLE]
    kept = _kept(read)
    said = [(idea.id, text) for idea in read for text in texts_of(idea)]
    texts = tuple(text for _, text in said)
    found: dict[tuple[int, int], int] = {}
    for pair in aio.offload(partial(similar.alike, texts)):
        one, other = sorted((kept[said[pair.one][0]], kept[said[pair.other][0]]))
        if one != other:
            found.setdefault((one, other), round(100 * pair.score))
    return [Alike(*numbers, percent) for numbers, percent in found.items()]


def texts_of(idea: Idea) -> Iterator[str]:
    """What was written and, where a person translated it, that as well: each finds its like."""
    yield f"{idea.shown_text} {idea.shown_detail}"
    if idea.translation is not None:
        yield idea.translation.text


def _kept(read: list[Idea]) -> dict[int, int]:
    """Idea id to the number under which it is read."""
    numbers = {idea.id: idea.number for idea in read}
    return {idea.id: numbers.get(idea.merged_into_id or idea.id, idea.number) for idea in read}
