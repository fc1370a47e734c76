"""Words for what a ballot, or a vote that is planned, is refused for."""

from collections.abc import Callable, Mapping
from typing import Any

from labapp.i18n.locale import gettext as _
from labapp.i18n.locale import ngettext, number

Facts = Mapping[str, Any]


def _of_dots(facts: Facts, dots: str, others: str) -> str:
    return dots if facts.get("method", "dots") == "dots" else others


REFUSALS: dict[str, Callable[[Facts], str]] = {
    "too_many_points": lambda f: _of_dots(
        f,
        ngettext(
            "You have %(num)s dot. Take one away before you place a new one.",
            "You have %(num)s dots. Take one away before you place a new one.",
            int(f.get("limit", 3)),
        ),
        _("You have %(most)s to give, and gave more. Take some away.", most=f.get("limit")),
    ),
    "too_many_on_one": lambda f: _("At most %(most)s on each choice.", most=f.get("limit")),
    "not_in_order": lambda _f: _(
        "Two have the same place, or a place is left out. Choose from place 1 on, each once."
    ),
    "over_budget": lambda f: _(
        "It costs %(over)s kronor more than there is. Take something away.",
        over=number(int(f.get("over", 0))),
    ),
    "without_cost": lambda f: ngettext(
        "%(num)s choice has no cost yet. Say what it costs before the vote opens.",
        "%(num)s choices have no cost yet. Say what they cost before the vote opens.",
        int(f.get("missing", 0)),
    ),
    "proposal_in_vote": lambda _f: _(
        "The proposal is being voted on. It can be changed when the vote is closed."
    ),
    "vote_begun": lambda _f: _("The vote is open. Its rule stands until it is closed."),
    "unknown_choice": lambda _f: _(
        "Something you chose is no longer on offer. Look through your ballot and save again."
    ),
    "superseded": lambda _f: _(
        "You have saved a newer ballot, in another tab perhaps. That one counts."
    ),
}
