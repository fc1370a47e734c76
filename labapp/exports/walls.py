"""Wall sheets: what the room said, in letters that are read from three metres.

Every number is one of the summary's, laid out by `results`, as in the summary itself.
"""

from dataclasses import asdict
from typing import Any

from labapp.domain.summary import LabSummary, ProposalLine, ResultRow, RoundSummary, tiers
from labapp.exports.labels import direction
from labapp.exports.layout import groups
from labapp.exports.opening import advice
from labapp.exports.paper import Tier
from labapp.exports.results import results
from labapp.i18n.locale import Words
from labapp.i18n.proposals import parts
from labapp.i18n.votes import unit


def walls(shown: LabSummary | None, words: Words) -> dict[str, Any]:
    """The sheets in words: of the votes; of the themes, where there was no vote; of proposals.

    `shown` has the votes that the room has seen the result of, and no other; None for no sheets.
    """
    if shown is None:
        return {"votes": [], "themes": [], "proposals": []}
    votes = [vote for vote in shown.rounds if not vote.superseded]
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
    paper = results(vote, words)
    front = len(paper.leading)
    drawn = [
        _tier(tier, row, vote, words)
        for (row, *_), tier in zip(tiers(vote.rows), paper.all, strict=True)
        if row.dots
    ]
    return {
        "anchor": paper.anchor,
        "title": words.gettext("How the room voted"),
        "which": words.gettext("Vote %(number)s", number=vote.number) if many else "",
        "voted": _voted(vote, shown, words),
        "everybody": words.gettext("all %(num)s", num=words.number(vote.voted)),
        "front": drawn[:front],
        "rest_title": words.gettext("The others that were given dots"),
        "rest": drawn[front:],
        "without": _without(vote, words),
        "notes": list(paper.notes[:-1] if front else paper.notes),
    }


def _without(vote: RoundSummary, words: Words) -> str:
    """How many choices nobody gave a dot; "" where that is said of all, or is true of none."""
    none = sum(1 for row in vote.rows if not row.dots)
    if none in {0, len(vote.rows)}:
        return ""
    return words.ngettext(
        "%(num)s choice was given no dot.", "%(num)s choices were given no dots.", none
    )


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
    """Choices with one number: of people, or of dots where one choice can be given several."""
    dots = vote.rule.many
    people = words.gettext(
        "%(voters)s of %(voted)s people",
        voters=words.number(row.voters),
        voted=words.number(vote.voted),
    )
    of = words.gettext("of %(voted)s", voted=words.number(vote.voted))
    return {
        **asdict(tier),
        "number": tier.dots if dots else words.number(row.voters),
        "unit": unit(vote.rule, row.dots, words) if dots else of,
        "people": people if dots else "",
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
