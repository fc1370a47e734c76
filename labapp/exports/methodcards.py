"""Method cards on paper: A6, four on an A4 with lines to cut along."""

from typing import Any

from pydantic import TypeAdapter

from labapp.exports.orders import MethodCard, MethodCards
from labapp.exports.typesetting import typeset
from labapp.i18n.locale import Words, speaking
from labapp.i18n.phases import words_of

SHEETS = TypeAdapter(dict[str, Any])


def render_cards(order: MethodCards, words: Words) -> bytes:
    return typeset("methods", SHEETS.dump_json(sheets(order, words)), words, order.made_at)


def sheets(order: MethodCards, words: Words) -> dict[str, Any]:
    """A file of cards alone, in words."""
    return {
        "language": words.language.tag,
        "direction": words.language.direction,
        "title": words.gettext("Method cards"),
        "body": order.body,
        "cards": cards(order.cards, words),
    }


def cards(some: tuple[MethodCard, ...], words: Words) -> list[dict[str, Any]]:
    """Each card in words; what it says is in the language that it was read in."""
    return [_card(card, words) for card in some]


def _card(card: MethodCard, words: Words) -> dict[str, Any]:
    method = card.method
    minutes = words.ngettext("%(num)s min", "%(num)s min", method.minutes)
    with speaking(words.language.tag):
        fits = ", ".join(words_of(kind).name for kind in method.kinds)
    return {
        "kind": words.gettext("Method card"),
        "name": method.name,
        "facts": f"{minutes} · {method.people}",
        "purpose": method.purpose,
        "steps": list(method.steps),
        "use": words.gettext("For the step: %(step)s", step=card.step)
        if card.step
        else f"{words.gettext('Fits:')} {fits}",
        "source": f"{words.gettext('Source:')} {method.source}",
    }
