"""The print kit: all that a room needs on paper, in one file, part by part."""

from typing import Any

from pydantic import TypeAdapter

from labapp.exports.ballots import ballot
from labapp.exports.methodcards import cards
from labapp.exports.orders import Kit, TableCard
from labapp.exports.poster import sheet
from labapp.exports.takehome import slip
from labapp.exports.typesetting import typeset
from labapp.exports.walls import walls
from labapp.i18n.locale import Words

SHEETS = TypeAdapter(dict[str, Any])


def render_kit(kit: Kit, words: Words) -> bytes:
    return typeset("kit", SHEETS.dump_json(sheets(kit, words)), words, kit.poster.made_at)


def sheets(kit: Kit, words: Words) -> dict[str, Any]:
    """The kit in words."""
    return {
        "title": words.gettext("Print kit: %(question)s", question=kit.poster.question),
        "parts": [part.value for part in kit.parts],
        "poster": sheet(kit.poster, words),
        "tables": [_card(card, words) for card in kit.tables],
        "fold": words.gettext("Fold here, and it stands on the table."),
        "secret": words.gettext("For the host alone: whoever has the code writes for the table."),
        "briefing": _briefing(words),
        "idea_card": {
            "title": words.gettext("Card for an idea"),
            "one": words.gettext("One idea on each card. No names."),
            "public": words.gettext("What you write becomes a public record."),
            "table": words.gettext("Table"),
        },
        "ballot": ballot(kit, words),
        "slip": slip(kit, words),
        "methods": cards(kit.methods, words),
        "walls": walls(kit.shown, words),
    }


def _card(card: TableCard, words: Words) -> dict[str, str]:
    return {
        "name": card.name,
        "host": words.gettext("To the host of %(table)s", table=card.name),
        "code": card.code,
        "qr": card.qr_svg,
        "qr_said": words.gettext(
            "QR code for the host of %(table)s. The code is %(code)s.",
            table=card.name,
            code=card.code,
        ),
    }


def _briefing(words: Words) -> list[str]:
    return [
        words.gettext("Scan the code with your own phone. You need no account."),
        words.gettext("Help those with a phone to join. Nobody has to give a name."),
        words.gettext("Write for those without one, in their own words, and read it back."),
        words.gettext("See that everybody gets to speak. Note what you agree on and what not."),
        words.gettext("Ask for help or more time with one tap."),
    ]
