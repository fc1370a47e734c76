"""Words for the log of moderation."""

from labapp.i18n import locale
from labapp.i18n.locale import Say
from labapp.i18n.locale import gettext as _


def deed(action: str, gettext: Say = locale.gettext) -> str:
    """What was done."""
    return {
        **_with_one(gettext),
        "ideas.merged": gettext("merged"),
        "ideas.split": gettext("taken apart again"),
        "moderation.before": gettext("ideas wait from now on"),
        "moderation.after": gettext("ideas are shown at once from now on"),
    }[action]


def _with_one(gettext: Say) -> dict[str, str]:
    hidden, shown = gettext("hidden"), gettext("shown")
    return {
        "idea.held": gettext("held back, to be read"),
        "idea.masked": gettext("masked"),
        "idea.unmasked": gettext("mask taken away"),
        "idea.reported": gettext("reported"),
        "idea.kept": gettext("looked at, and stays"),
        **{f"{kind}.hidden": hidden for kind in ("idea", "proposal", "commitment", "sentence")},
        **{f"{kind}.shown": shown for kind in ("idea", "proposal", "commitment", "sentence")},
    }


def thing(kind: str, number: int | None) -> str:
    """What it was done with, as people call it."""
    if number is None:
        return _("a sentence") if kind == "sentence" else ""
    return {
        "idea": _("Idea %(number)s", number=number),
        "proposal": _("Proposal %(number)s", number=number),
        "commitment": _("Handshake or offer %(number)s", number=number),
    }[kind]


def doer(by: str, who: str, gettext: Say = locale.gettext) -> str:
    """Who did it: a participant is not told apart."""
    if who:
        return who
    return {
        "facilitator": gettext("facilitator"),
        "participant": gettext("participant"),
        "rule": gettext("by itself"),
    }[by]
