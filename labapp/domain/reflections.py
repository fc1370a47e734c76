"""The exit questions: two with four steps, and a sentence. Never shown with a person."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeVar

from labapp.domain import text
from labapp.domain.errors import NothingAnswered, NumberOutOfRange

Said = TypeVar("Said")
Step = Literal[1, 2, 3, 4]
STEPS: tuple[Step, ...] = (1, 2, 3, 4)
FEWEST = 5  # people of whom a distribution may be told: of fewer it could be guessed who said what


class ExitQuestion(StrEnum):
    """What is asked: whether one could say what one wanted, and whether it was worth the time."""

    SAID = "said"
    WORTH = "worth"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one participant answers: each question by its step, or None, and a sentence."""

    said: int | None = None
    worth: int | None = None
    sentence: str = ""

    def step(self, question: ExitQuestion) -> int | None:
        return {ExitQuestion.SAID: self.said, ExitQuestion.WORTH: self.worth}[question]


def check_answer(answer: Answer) -> Answer:
    """The answer as it will be stored; any part may be left out, but not all.

    Raises `NumberOutOfRange`, `NothingAnswered`, and the refusals of `domain.text.clean`.
    """
    for question in ExitQuestion:
        step = answer.step(question)
        if step is not None and step not in STEPS:
            raise NumberOutOfRange(field=question.value, least=STEPS[0], most=STEPS[-1])
    sentence = text.clean(answer.sentence, text.SENTENCE)
    if not sentence and answer.said is None and answer.worth is None:
        raise NothingAnswered
    return Answer(said=answer.said, worth=answer.worth, sentence=sentence)


def distribution(steps: Iterable[int | None]) -> tuple[int, tuple[int, ...]]:
    """How many answered, and how many chose each step; no steps where fewer than five answered."""
    counted = Counter(step for step in steps if step is not None)
    answered = counted.total()
    return answered, tuple(counted[step] for step in STEPS) if answered >= FEWEST else ()


def in_no_order(these: Iterable[Said], words: Callable[[Said], str]) -> list[Said]:
    """These by the letters of their words: the order says nothing of who wrote them, or when."""
    return sorted(these, key=lambda each: (words(each).casefold(), words(each)))
