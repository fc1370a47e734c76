"""The one text model at the door: what may be written, so that it reads the same on every surface.

Normal form C (Unicode TR15); line feeds are the only control characters; no lone surrogates and no
characters that are not characters; no bidirectional overrides or embeddings (Unicode TR36), which
could make a text read otherwise than it is stored. Marks of direction (U+200E, U+200F, U+061C) and
joiners stay: Arabic, Persian and emoji need them.
"""

import unicodedata
from dataclasses import dataclass

from labapp.domain.errors import TextMissing, TextNotReadable, TextTooLong

MOST_MARKS = 6  # combining marks in a row; no living script needs more
NEVER = 0xFFFE  # the last two code points of every plane are no characters
OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Limit:
    """How long a text may be, in code points after NFC, and how many lines it may have."""

    field: str
    most: int
    lines: int = 1
    needed: bool = True


IDEA = Limit("text", 500, lines=20)
DETAIL = Limit("detail", 1000, lines=40, needed=False)
TRANSLATION = Limit("translation", 1000, lines=40)
QUESTION = Limit("question", 200)
BACKGROUND = Limit("background", 2000, lines=60, needed=False)
PLACE = Limit("place", 120, needed=False)
HELP_LINE = Limit("help_line", 200, lines=3, needed=False)
RECIPIENT = Limit("recipient", 120, needed=False)
COMMISSIONER = Limit("commissioner", 120, needed=False)
PROMISE = Limit("promise", 300, lines=4, needed=False)
CAN_INFLUENCE = Limit("can_influence", 800, lines=10, needed=False)
CANNOT_INFLUENCE = Limit("cannot_influence", 800, lines=10, needed=False)
GOALS = Limit("goals", 1400, lines=60, needed=False)
GOAL = Limit("goals", 100)
CARD_TITLE = Limit("card_title", 80)
CARD_TEXT = Limit("card_text", 300, lines=6, needed=False)
CARD_FIGURE = Limit("card_figure", 24, needed=False)
CARD_SOURCE = Limit("card_source", 120)
TABLE_NAME = Limit("name", 60)
TABLE_NOTE = Limit("note", 1000, lines=30)
PLEDGE = Limit("what", 300, lines=6)
PLEDGE_WHEN = Limit("when", 60, needed=False)
PLEDGE_PARTY = Limit("party", 80, needed=False)
SENTENCE = Limit("sentence", 200, lines=3, needed=False)
PHASE_NAME = Limit("phase", 60)
PROMPT = Limit("prompt", 200, needed=False)
SCRIPT = Limit("script", 600, lines=12, needed=False)
METHOD = Limit("method", 40, needed=False)
PROCESS_NAME = Limit("name", 80)
PROCESS_ABOUT = Limit("about", 300, lines=4, needed=False)
THEME_NAME = Limit("name", 80)
THEME_DESCRIPTION = Limit("description", 300, lines=6, needed=False)
MESSAGE = Limit("message", 200, lines=5)
REASON_NOTE = Limit("note", 300, lines=6, needed=False)
BODY_NAME = Limit("body", 80)
BODY_PHONE = Limit("phone", 40, needed=False)
ACCOUNT_NAME = Limit("name", 80)


def clean(text: str, limit: Limit) -> str:
    """The text as it will be stored and shown.

    Raises `TextMissing`, `TextTooLong` or `TextNotReadable`, each with the field's name.
    """
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "\n".join(line.rstrip(" \t") for line in lines.replace("\t", " ").split("\n")).strip()
    _refuse_unreadable(kept, limit.field)
    if not kept and limit.needed:
        raise TextMissing(field=limit.field)
    if not kept or any(_shows(sign) for sign in kept):
        return _fit(kept, limit)
    raise TextMissing(field=limit.field)


def _fit(text: str, limit: Limit) -> str:
    over = len(text) - limit.most
    if over > 0:
        raise TextTooLong(field=limit.field, limit=limit.most, over=over)
    lines = text.split("\n")
    if limit.lines == 1:
        return " ".join(line for line in lines if line)
    return "\n".join([*lines[: limit.lines - 1], " ".join(lines[limit.lines - 1 :])]).rstrip()


def _refuse_unreadable(text: str, field: str) -> None:
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks > MOST_MARKS or _unreadable(sign):
            raise TextNotReadable(field=field, sign=f"U+{ord(sign):04X}")


def _unreadable(sign: str) -> bool:
    if sign == "\n":
        return False
    if sign in OVERRIDES:
        return True
    never = ("\ufdd0" <= sign <= "\ufdef") or (ord(sign) & NEVER) == NEVER
    return never or unicodedata.category(sign) in {"Cc", "Cs", "Zl", "Zp"}


def _shows(sign: str) -> bool:
    """Whether a sign leaves anything to see: a text of joiners and marks alone is empty."""
    return unicodedata.category(sign) not in {"Cf", "Mn", "Me", "Zs", "Cc"}
