"""Words for the values of a summary: channels, reasons, languages."""

import unicodedata

from babel.lists import format_list

from labapp.domain.rules import Method
from labapp.domain.summary import percent
from labapp.i18n.locale import Words

SHORT = 16  # signs of a checksum that a person compares by eye


def channel_name(channel: str, words: Words) -> str:
    return {
        "phone": words.gettext("by phone"),
        "table_host": words.gettext("through a table host"),
        "paper": words.gettext("on paper"),
        "kiosk": words.gettext("at a shared screen"),
        "async": words.gettext("before or after the lab"),
    }[channel]


def reason_name(reason: str, words: Words) -> str:
    return {
        "threat": words.gettext("threat"),
        "hate": words.gettext("agitation against a group of people"),
        "insult": words.gettext("insult"),
        "personal_data": words.gettext("personal data"),
        "other_crime": words.gettext("another crime"),
        "spam": words.gettext("advertising or spam"),
    }[reason]


def level_text(level: str, words: Words) -> str:
    """What the level of a vote means, in one breath."""
    return {
        "open": words.gettext(
            "Level of the vote: open. One ballot per phone, or one"
            " for each of those who share it. Nobody can vote twice by mistake, but"
            " a person who uses several phones cannot be ruled out."
        ),
    }[level]


def language_name(tag: str, usual: str, words: Words) -> str:
    """The language's name where a reader needs it: not for the lab's own, nor for none."""
    if tag in {usual, "und", ""}:
        return ""
    return str(words.language.locale.languages.get(tag, tag))


def direction(text: str) -> str:
    """As a browser's `dir=auto`: the first letter with a direction decides."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in {"L", "R", "AL"}:
            return "ltr" if kind == "L" else "rtl"
    return "ltr"


def listed(items: list[str], words: Words) -> str:
    return format_list(items, locale=words.language.locale)


def out_of(part: int, of: int, words: Words) -> str:
    return words.gettext("%(part)s of %(of)s", part=words.number(part), of=words.number(of))


def share(part: int, of: int, words: Words) -> str:
    return words.percent(percent(part, of) / 100)


def whole(part: float) -> int:
    """A share between 0 and 1 in whole percent, halves up."""
    return int(100 * part + 0.5)


def groups_of_four(digits: str) -> str:
    return " ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def figure_name(key: str, words: Words, method: Method = Method.DOTS) -> str:
    """What a number of the summary counts; those of a vote by how one voted."""
    other = {} if method is Method.DOTS else _of_any_vote(words)
    return other.get(key) or _figure_names(words)[key]


def _of_any_vote(words: Words) -> dict[str, str]:
    return {
        "voted": words.gettext("Voted with at least one mark"),
        "dots": words.gettext("What the marks of all add up to"),
        "points": words.gettext("What each person had; 0 without a bound"),
        "max_per_choice": words.gettext("The highest mark of one choice"),
    }


def _figure_names(words: Words) -> dict[str, str]:
    return {
        "joined": words.gettext("Took part"),
        "agreed": words.gettext("Agreed with an idea of others (no vote)"),
        "contributed": words.gettext("Handed in at least one idea"),
        "voted": words.gettext("Voted with at least one dot"),
        "blank": words.gettext("Blank ballots"),
        "submitted": words.gettext("Ideas that came in"),
        "shown": words.gettext("Ideas that are shown"),
        "pending": words.gettext("Ideas that wait, and nobody has read"),
        "unique": words.gettext("Ideas that remain when those alike are merged"),
        "merged": words.gettext("Ideas merged into one alike"),
        "withdrawn": words.gettext("Ideas withdrawn by their writers"),
        "late": words.gettext("Ideas that came after the time was out, and count"),
        "carried": words.gettext("Ideas carried here from earlier labs, in no other number"),
        "carried_hidden": words.gettext("Ideas carried here from earlier labs, and hidden"),
        "gallery_meant": words.gettext("Ideas meant for an earlier lab"),
        "gallery_joined": words.gettext("Ideas put together with an earlier lab’s"),
        "ideas": words.gettext("Ideas"),
        "ballots": words.gettext("Ballots"),
        "dots": words.gettext("Dots"),
        "points": words.gettext("Dots for each person"),
        "max_per_choice": words.gettext("Dots at most on one choice"),
    }
