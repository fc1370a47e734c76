"""The paper ballot: what one is to do, and what stands beside each choice to be marked."""

from typing import Any

from labapp.domain.rules import ASKED_EACH, Method, Rule
from labapp.exports.labels import direction
from labapp.exports.orders import Kit, PaperChoice
from labapp.i18n.locale import Words
from labapp.i18n.votes import levels

WRITTEN = {Method.SPREAD: "box", Method.POINTS: "box", Method.RANKING: "line"}


def ballot(kit: Kit, words: Words) -> dict[str, Any]:
    """The ballot in words.

    `kind` is how one marks: `ring`s to fill, as many as `most`; a `box` or a `line` to write a
    number on; or `each` of `answers` with a ring of its own.
    """
    each = kit.rule.method in ASKED_EACH
    return {
        "title": words.gettext("Ballot"),
        "rule": _to_do(kit.rule, words),
        "page": words.gettext("Page %(page)s of %(pages)s"),
        "kind": "each" if each else WRITTEN.get(kit.rule.method, "ring"),
        "most": kit.rule.max_per_choice,
        "answers": list(levels(kit.rule, words).values()) if each else [],
        "choices": [_choice(choice, words) for choice in kit.choices],
    }


def _choice(choice: PaperChoice, words: Words) -> dict[str, Any]:
    cost = "" if choice.cost is None else words.number(choice.cost)
    return {
        "label": str(choice.number or ""),
        "text": choice.text,
        "lang": choice.lang,
        "direction": direction(choice.text),
        "beside": choice.beside,
        "beside_direction": direction(choice.beside),
        "cost": words.gettext("%(sum)s kronor", sum=cost) if cost else "",
    }


def _to_do(rule: Rule, words: Words) -> str:
    n = rule.points
    return {
        Method.SUPPORT: words.gettext("Fill the ring at everything that you support."),
        Method.SINGLE: words.gettext("Fill one ring: at what matters most to you."),
        Method.DOTS: _dots(rule, words),
        Method.SPREAD: words.ngettext(
            "You have %(num)s vote. Write it in the box.",
            "You have %(num)s votes. Write in the boxes how many you give, all to one if you like.",
            n,
        ),
        Method.POINTS: words.gettext(
            "You have a hundred points. Write in the boxes how many you give: at most a hundred"
            " together."
        ),
        Method.SCORE: words.gettext(
            "Fill one ring for each: 1 is bad, 5 is very good. Leave out what you like."
        ),
        Method.STANCE: words.gettext("Fill one ring for each. Leave out what you like."),
        Method.RANKING: words.ngettext(
            "Write 1 on the line at what matters most to you.",
            "Write 1 on the line at what matters most to you, 2 at the next, and so on to %(num)s.",
            n,
        ),
        Method.BUDGET: words.gettext(
            "You have %(sum)s kronor. Fill the ring at what they should go to. Together it may"
            " cost at most that.",
            sum=words.number(n),
        ),
    }[rule.method]


def _dots(rule: Rule, words: Words) -> str:
    dots = words.ngettext(
        "You have one dot. Fill one ring.",
        "You have %(num)s dots. Fill at most %(num)s rings.",
        rule.points,
    )
    most = words.ngettext(
        "At most %(num)s ring on the same choice.",
        "At most %(num)s rings on the same choice.",
        rule.max_per_choice,
    )
    return f"{dots} {most}"
