"""The proposals on the paper: each with its parts, leading back to the ideas behind it."""

from labapp.domain.summary import LabSummary, ProposalLine
from labapp.exports.paper import Section
from labapp.i18n.locale import Words
from labapp.i18n.proposals import parts


def sections(summary: LabSummary, words: Words) -> tuple[Section, ...]:
    """A section a proposal; how many were hidden is said after the last."""
    found = tuple(_section(each, words) for each in summary.proposals)
    if not summary.proposals_hidden:
        return found
    hidden = words.ngettext(
        "%(num)s proposal was hidden by the facilitator.",
        "%(num)s proposals were hidden by the facilitator.",
        summary.proposals_hidden,
    )
    title = words.gettext("Hidden proposals")
    return (*found, Section(title=title, anchor="proposals-hidden", sentences=(hidden,)))


def _section(proposal: ProposalLine, words: Words) -> Section:
    said = (
        words.gettext("%(part)s: %(text)s", part=part, text=text)
        for part, text in parts(proposal.says, words.gettext)
    )
    by = words.gettext("Worked out at: %(table)s", table=proposal.table) if proposal.table else ""
    if proposal.came_from:
        by = words.gettext("Proposal %(number)s in the earlier lab", number=proposal.came_from)
    return Section(
        title=words.gettext(
            "Proposal %(number)s: %(title)s", number=proposal.number, title=proposal.says.title
        ),
        anchor=f"proposal-{proposal.number}",
        sentences=(*said, *([by] if by else [])),
    )
