"""The mandate of a lab: what residents can influence, and what is known about its challenge.

The five steps are delaktighetstrappan as Sveriges Kommuner och Regioner has it, after Arnstein,
"A Ladder of Citizen Participation", Journal of the American Institute of Planners 35:4 (1969).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from labapp.domain import text
from labapp.domain.errors import DateMissing, NumberOutOfRange, TooManyCards

MOST_CARDS = 12
MOST_GOALS = 12
BULLETS = "-–—•* "


class Influence(StrEnum):
    """The steps of the ladder, the lowest first."""

    INFORMATION = "information"
    CONSULTATION = "consultation"
    DIALOGUE = "dialogue"
    INVOLVEMENT = "involvement"
    CO_DECISION = "co_decision"


class Evidence(StrEnum):
    """Where what is known comes from."""

    SURVEY = "survey"
    DIALOGUE = "dialogue"
    STATISTICS = "statistics"
    EARLIER_EFFORT = "earlier_effort"
    SEMINAR = "seminar"
    LAB = "lab"
    INTERVIEW = "interview"
    YOUTH_COUNCIL = "youth_council"


@dataclass(frozen=True, kw_only=True)
class Mandate:
    """What a lab may lead to. What can and cannot be influenced is one point a line.

    `goals` are the municipality's own, one a line, of which a proposal says which it serves.
    """

    influence: Influence | None = None
    can_influence: str = ""
    cannot_influence: str = ""
    promise: str = ""
    commissioner: str = ""
    goals: str = ""

    @property
    def told(self) -> bool:
        """Whether residents are told how much they can influence, or what."""
        return bool(self.influence or self.can_influence or self.cannot_influence or self.promise)


@dataclass(frozen=True, kw_only=True)
class EvidenceCard:
    """Something that is known already, from a source and of a day. `figure` is shown big."""

    kind: Evidence = Evidence.SURVEY
    title: str
    text: str = ""
    figure: str = ""
    source: str
    day: date | None


@dataclass(frozen=True, kw_only=True)
class MandateSummary:
    """What residents were told that they could influence: a step of the ladder, and points."""

    influence: Influence | None = None
    can_influence: tuple[str, ...] = ()
    cannot_influence: tuple[str, ...] = ()
    promise: str = ""
    commissioner: str = ""
    goals: tuple[str, ...] = ()


def points(lines: str) -> tuple[str, ...]:
    """The points of a text with one a line, without the signs that people write before them."""
    kept = (line.lstrip(BULLETS) for line in lines.split("\n"))
    return tuple(line for line in kept if line)


def check_mandate(mandate: Mandate) -> Mandate:
    """The mandate as it will be stored.

    Raises the refusals of `domain.text.clean`, and `NumberOutOfRange`.
    """
    return Mandate(
        influence=mandate.influence,
        can_influence=_points(mandate.can_influence, text.CAN_INFLUENCE),
        cannot_influence=_points(mandate.cannot_influence, text.CANNOT_INFLUENCE),
        promise=text.clean(mandate.promise, text.PROMISE),
        commissioner=text.clean(mandate.commissioner, text.COMMISSIONER),
        goals=_goals(mandate.goals),
    )


def _goals(lines: str) -> str:
    listed = points(text.clean(lines, text.GOALS))
    if len(listed) > MOST_GOALS:
        raise NumberOutOfRange(field="goals", least=0, most=MOST_GOALS)
    return "\n".join(dict.fromkeys(text.clean(goal, text.GOAL) for goal in listed))


def _points(lines: str, limit: text.Limit) -> str:
    return "\n".join(points(text.clean(lines, limit)))


def check_cards(cards: Sequence[EvidenceCard]) -> tuple[EvidenceCard, ...]:
    """The cards as they will be stored.

    Raises the refusals of `domain.text.clean`, `TooManyCards`, and `DateMissing` for a card that
    does not say of when it is.
    """
    if len(cards) > MOST_CARDS:
        raise TooManyCards(limit=MOST_CARDS, field="cards")
    return tuple(_check_card(card) for card in cards)


def _check_card(card: EvidenceCard) -> EvidenceCard:
    checked = EvidenceCard(
        kind=card.kind,
        title=text.clean(card.title, text.CARD_TITLE),
        text=text.clean(card.text, text.CARD_TEXT),
        figure=text.clean(card.figure, text.CARD_FIGURE),
        source=text.clean(card.source, text.CARD_SOURCE),
        day=card.day,
    )
    if checked.day is None:
        raise DateMissing(field="card_day")
    return checked
