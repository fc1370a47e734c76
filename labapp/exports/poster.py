"""The poster: one A4 that brings people into the lab, by QR code or by typing eight digits."""

from pydantic import TypeAdapter

from labapp.exports.orders import Poster
from labapp.exports.typesetting import typeset
from labapp.i18n.locale import Words

SHEET = TypeAdapter(dict[str, str])


def render_poster(poster: Poster, words: Words) -> bytes:
    return typeset("poster", SHEET.dump_json(sheet(poster, words)), words, poster.made_at)


def sheet(poster: Poster, words: Words) -> dict[str, str]:
    """The poster in words."""
    when = words.datetime(poster.held_at) if poster.held_at else ""
    return {
        "language": words.language.tag,
        "direction": words.language.direction,
        "body": poster.body,
        "kind": words.gettext("Democracy lab"),
        "question": poster.question,
        "where": " · ".join(text for text in (when, poster.place) if text),
        "scan": words.gettext("Point your phone's camera at the code"),
        "easy": words.gettext("No name and no app needed."),
        "or": words.gettext("Or go to"),
        "address": poster.address,
        "enter": words.gettext("and enter the code"),
        "code": poster.code,
        "no_phone": words.gettext("No phone? Ask the host."),
        "qr": poster.qr_svg,
        "qr_said": words.gettext(
            "QR code that leads to %(address)s, code %(code)s",
            address=poster.address,
            code=poster.code,
        ),
        "warning": poster.warning or "",
    }
