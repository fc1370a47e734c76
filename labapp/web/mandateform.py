"""The part of a lab's form that says what can be influenced, and what is known already."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Annotated, NamedTuple

from flask import request
from pydantic import TypeAdapter, ValidationError

from labapp.domain.errors import BadInput
from labapp.domain.labs import LabPlan
from labapp.domain.mandate import Evidence, EvidenceCard, Influence, Mandate
from labapp.web.forms import Day, Line, OpForm, Optional

CARD_FIELDS = ("card_kind", "card_title", "card_text", "card_figure", "card_source", "card_day")
DAY: TypeAdapter[Day] = TypeAdapter(Day)


class CardRow(NamedTuple):
    """One card on the form, as it is written there."""

    kind: str = Evidence.SURVEY.value
    title: str = ""
    text: str = ""
    figure: str = ""
    source: str = ""
    day: str = ""

    @property
    def written(self) -> bool:
        """Whether there is anything on it; what was not filled in is no card."""
        return any((self.title, self.text, self.figure, self.source, self.day))


class MandateForm(OpForm):
    """`CARD_FIELDS` are repeated, one of each a card."""

    influence: Annotated[Influence | None, Optional] = None
    can_influence: Line = ""
    cannot_influence: Line = ""
    promise: Line = ""
    commissioner: Line = ""
    goals: Line = ""
    card_kind: tuple[Evidence, ...] = ()
    card_title: tuple[Line, ...] = ()
    card_text: tuple[Line, ...] = ()
    card_figure: tuple[Line, ...] = ()
    card_source: tuple[Line, ...] = ()
    card_day: tuple[Line, ...] = ()

    def mandate(self) -> Mandate:
        return Mandate(
            influence=self.influence,
            can_influence=self.can_influence,
            cannot_influence=self.cannot_influence,
            promise=self.promise,
            commissioner=self.commissioner,
            goals=self.goals,
        )

    def cards(self) -> tuple[EvidenceCard, ...]:
        """The cards that something is written on. Raises `BadInput` for a day that is none."""
        lists = (getattr(self, name) for name in CARD_FIELDS)
        return tuple(map(_card, _written(lists)))


def _written(lists: Iterable[Iterable[str]]) -> list[CardRow]:
    """The rows of a form that something is written on, from their fields in order."""
    rows = (CardRow(*line) for line in zip_longest(*lists, fillvalue=""))
    return [row for row in rows if row.written]


def _card(row: CardRow) -> EvidenceCard:
    try:
        day = DAY.validate_python(row.day)
    except ValidationError:
        raise BadInput(field="card_day") from None
    kind = Evidence(row.kind or Evidence.SURVEY)
    return EvidenceCard(
        kind=kind, title=row.title, text=row.text, figure=row.figure, source=row.source, day=day
    )


def fields(plan: LabPlan) -> Mapping[str, object]:
    """This part of the form, filled in from a plan."""
    mandate = plan.mandate
    return {
        "influence": mandate.influence.value if mandate.influence else "",
        "can_influence": mandate.can_influence,
        "cannot_influence": mandate.cannot_influence,
        "promise": mandate.promise,
        "commissioner": mandate.commissioner,
        "goals": mandate.goals,
        "cards": [_row(card) for card in plan.cards],
    }


def _row(card: EvidenceCard) -> CardRow:
    day = card.day.isoformat() if card.day else ""
    return CardRow(card.kind.value, card.title, card.text, card.figure, card.source, day)


def cards_as_sent() -> list[CardRow]:
    """The cards as they were written, whether they can be read or not."""
    lists = (request.form.getlist(name) for name in CARD_FIELDS)
    return _written(lists)
