"""Slips to take home: where the result is read, what it was about, and when there is an answer."""

from typing import Any

from labapp.exports.orders import Kit, TakeHome
from labapp.i18n.locale import LANGUAGES, Words
from labapp.i18n.locale import words as speak


def slip(kit: Kit, words: Words) -> dict[str, Any]:
    """A slip in words; a line of it once more in each other language that the lab speaks."""
    told = kit.take_home
    others = [speak(tag) for tag in LANGUAGES if tag != words.language.tag]
    return {
        "kind": words.gettext("To take home"),
        "day": words.date(told.held_on) if told.held_on else "",
        "line": _line(told, words),
        "go_to": words.gettext("Go to"),
        "enter": words.gettext("and enter the code"),
        "qr_said": words.gettext(
            "QR code that leads to what the lab came to: %(address)s, code %(code)s",
            address=kit.poster.address,
            code=kit.poster.code,
        ),
        "others": [
            {
                "text": _line(told, other),
                "lang": other.language.tag,
                "direction": other.language.direction,
            }
            for other in others
        ],
    }


def _line(told: TakeHome, words: Words) -> str:
    here = words.gettext("Here you read what the lab came to, when the summary is ready.")
    if told.answer_by is None:
        return here
    day = words.date(told.answer_by)
    if not told.recipient:
        return f"{here} {words.gettext('You get an answer by %(date)s at the latest.', date=day)}"
    answer = words.gettext(
        "%(recipient)s answers by %(date)s at the latest.", recipient=told.recipient, date=day
    )
    return f"{here} {answer}"
