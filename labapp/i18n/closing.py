"""Words of a lab's end: offers and handshakes, and the exit questions with their steps."""

from labapp.i18n import locale
from labapp.i18n.locale import Say


def commitment(kind: str, gettext: Say = locale.gettext) -> str:
    """How an offer or a handshake begins."""
    return {
        "offer": gettext("We can contribute with"),
        "handshake": gettext("We promise each other"),
    }[kind]


def question(key: str, gettext: Say = locale.gettext) -> str:
    """What an exit question says; it is answered by how true it is."""
    return {
        "said": gettext("I could say what I wanted to say"),
        "worth": gettext("It was worth my time"),
    }[key]


def step(number: int, gettext: Say = locale.gettext) -> str:
    """How true it is, from 1 to 4."""
    return {
        1: gettext("not true"),
        2: gettext("partly true"),
        3: gettext("mostly true"),
        4: gettext("entirely true"),
    }[number]
