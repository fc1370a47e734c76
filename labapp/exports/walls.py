"""Wall sheets: what the room said, in letters that are read from three metres.

Every number is one of the summary's, laid out by `results`, as in the summary itself.
"""

from dataclasses import asdict
from typing import Any

from labapp.domain.rules import Method
from labapp.domain.summary import (
    LabSummary,
    ProposalLine,
    ResultRow,
    RoundSummary,
    backed,
    standing,
    tiers,
)
from labapp.exports import counted
from labapp.exports.labels import direction
from labapp.exports.layout import groups
from labapp.exports.opening import advice
from labapp.exports.paper import Tier
from labapp.exports.results import results
from labapp.i18n.locale import Words
from labapp.i18n.proposals import parts


def walls(shown: LabSummary | None, words: Words) -> dict[str, Any]:
    """The sheets in words: of the votes; of the themes, where there was no vote; of proposals.

    `shown` has the votes that the room has seen the result of, and no other; None for no sheets.
    """
    if shown is None:
        return {"votes": [], "themes": [], "proposals": []}
    votes = standing(shown)
    return {
        "page": words.gettext("Page %(page)s of %(pages)s"),
        "advice": advice(shown, words),
        "nobody": words.gettext("nobody"),
        "votes": [_vote(vote, shown, words, many=len(votes) > 1) for vote in votes],
        "themes_title": words.gettext("What the ideas are about"),
        "themes": [] if votes else [asdict(group) for group in groups(shown, words)],
        "proposals": [_proposal(each, words) for each in shown.proposals],
    }


def _vote(vote: RoundSummary, shown: LabSummary, words: Words, *, many: bool) -> dict[str, Any]:
    """One vote: the few in front in large letters, then the others that were given dots."""
    paper = results(vote, words, many=many)
    front = len(paper.leading)
    drawn = [
        _tier(tier, row, vote, words)
        for (row, *_), tier in zip(tiers(vote.rows), paper.all, strict=True)
        if backed(vote, row)
    ]
    return {
        "anchor": paper.anchor,
        "title": words.gettext("How the room voted"),
        "which": words.gettext("Vote %(number)s", number=vote.number) if many else "",
        "about": paper.about,
        "voted": _voted(vote, shown, words),
        "everybody": _everybody(vote, words),
        "front": drawn[:front],
        "rest_title": _rest(vote, words),
        "rest": drawn[front:],
        "without": _without(vote, words),
        "notes": list(paper.notes[:-1] if front else paper.notes),
    }


def _without(vote: RoundSummary, words: Words) -> str:
    """How many choices nobody backed; "" where that is said of all, or is true of none."""
    none = sum(1 for row in vote.rows if not backed(vote, row))
    if none in {0, len(vote.rows)}:
        return ""
    return {
        Method.DOTS: words.ngettext(
            "%(num)s choice was given no dot.", "%(num)s choices were given no dots.", none
        ),
        Method.STANCE: words.ngettext(
            "Nobody agreed with %(num)s choice.", "Nobody agreed with %(num)s choices.", none
        ),
        Method.SCORE: words.ngettext(
            "%(num)s choice was given no score.", "%(num)s choices were given no score.", none
        ),
    }.get(
        vote.method,
        words.ngettext(
            "Nobody voted for %(num)s choice.", "Nobody voted for %(num)s choices.", none
        ),
    )


def _rest(vote: RoundSummary, words: Words) -> str:
    if vote.method is Method.DOTS:
        return words.gettext("The others that were given dots")
    return words.gettext("The others")


def _everybody(vote: RoundSummary, words: Words) -> str:
    """The end of the scale: of stances those who answered about each choice."""
    if vote.method is Method.STANCE:
        return words.gettext("all who answered")
    return words.gettext("all %(num)s", num=words.number(vote.voted))


def _voted(vote: RoundSummary, shown: LabSummary, words: Words) -> str:
    voted = words.gettext(
        "%(voted)s of %(joined)s voted.",
        voted=words.number(vote.voted),
        joined=words.number(shown.joined),
    )
    if not vote.blank:
        return voted
    blank = words.ngettext("%(num)s ballot was blank.", "%(num)s ballots were blank.", vote.blank)
    return f"{voted} {blank}"


def _tier(tier: Tier, row: ResultRow, vote: RoundSummary, words: Words) -> dict[str, Any]:
    """Choices with one number: of people, or of what they gave where one could give several."""
    shown = counted.figure(vote, row, words)
    return {
        **asdict(tier),
        "number": shown.number,
        "unit": shown.unit,
        "people": shown.note,
    }


def _proposal(proposal: ProposalLine, words: Words) -> dict[str, Any]:
    by = words.gettext("Worked out at: %(table)s", table=proposal.table) if proposal.table else ""
    return {
        "anchor": f"proposal-{proposal.number}",
        "label": words.gettext("Proposal %(number)s", number=proposal.number),
        "title": proposal.says.title,
        "direction": direction(proposal.says.title),
        "by": by,
        "parts": [
            {"label": label, "text": text, "direction": direction(text)}
            for label, text in parts(proposal.says, words.gettext)
        ],
    }
