"""What a lab ends with, as its summary tells it: handshakes, exit questions, what was hidden."""

from dataclasses import dataclass
from typing import Literal

from labapp.domain.commitments import CommitmentKind
from labapp.domain.reflections import ExitQuestion

HideReason = Literal["threat", "hate", "insult", "personal_data", "other_crime", "spam"]


@dataclass(frozen=True, kw_only=True)
class HiddenCount:
    reason: HideReason
    count: int


@dataclass(frozen=True, kw_only=True)
class CommitmentLine:
    """An offer or a handshake; `party` is empty where it did not say yes to being named."""

    number: int
    kind: CommitmentKind
    what: str
    when: str
    party: str


@dataclass(frozen=True, kw_only=True)
class QuestionSummary:
    """How an exit question was answered: by how many, and how many chose each step from 1 to 4.

    There are no `steps` where fewer than `domain.reflections.FEWEST` answered, or before the end.
    """

    key: ExitQuestion
    answered: int
    steps: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class ReflectionSummary:
    """The exit questions. Sentences stand by their letters, and say nothing of their writers."""

    answered: int = 0
    questions: tuple[QuestionSummary, ...] = ()
    sentences: tuple[str, ...] = ()
    hidden: tuple[HiddenCount, ...] = ()
