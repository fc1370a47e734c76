"""Lay a LabSummary out on paper: section by section, in reading order."""

from labapp.domain.summary import IdeaLine, LabSummary, RoundSummary, standing
from labapp.domain.voting import VoteOn
from labapp.exports import challenge, counted, ending, gallery, method, opening, proposals
from labapp.exports.labels import channel_name, language_name
from labapp.exports.paper import Group, Headings, Paper, Saying
from labapp.exports.results import results
from labapp.exports.translated import worded
from labapp.i18n.locale import Words


def lay_out(summary: LabSummary, words: Words) -> Paper:
    """Put a summary into words. Same summary, same language: same paper."""
    held = standing(summary)
    return Paper(
        language=words.language.tag,
        direction=words.language.direction,
        body=summary.body,
        kind=words.gettext("Summary of a democracy lab"),
        draft="" if summary.published_at else words.gettext("DRAFT"),
        status=_status(summary, words),
        recipient=_recipient(summary, words),
        question=summary.question,
        where=_where(summary, words),
        lead=opening.lead(summary, words),
        ask=opening.ask(summary, words),
        figures=opening.figures(summary, words),
        results=tuple(results(vote, words, many=len(held) > 1) for vote in reversed(held)),
        proposals=proposals.sections(summary, words),
        words=_headings(summary, words),
        before=(*challenge.mandate(summary, words), *challenge.challenge(summary, words)),
        groups=groups(summary, words),
        sections=(
            *ending.commitments(summary, words),
            *ending.reflection(summary, words),
            method.people(summary, words),
            method.method(summary, words),
            method.hidden(summary, words),
        ),
        foot=method.foot(summary, words),
        stamp=method.stamp(summary, words),
        seal=method.seal(summary, words),
    )


def _status(summary: LabSummary, words: Words) -> str:
    if summary.published_at is None:
        return words.gettext(
            "Draft of %(when)s. It may change.", when=words.datetime(summary.made_at)
        )
    return words.gettext("Finished %(date)s", date=words.date(summary.published_at))


def _recipient(summary: LabSummary, words: Words) -> str:
    if not summary.recipient:
        return ""
    return words.gettext("To %(recipient)s", recipient=summary.recipient)


def _where(summary: LabSummary, words: Words) -> tuple[str, ...]:
    when = words.datetime(summary.held_at) if summary.held_at else ""
    return tuple(text for text in (when, summary.place) if text)


def groups(summary: LabSummary, words: Words) -> tuple[Group, ...]:
    """The themes with their ideas, and last the ideas that stand in none."""
    found = [
        Group(
            title=theme.name,
            description=theme.description,
            anchor=f"theme-{theme.id}",
            count=words.ngettext("%(num)s idea", "%(num)s ideas", len(theme.ideas)),
            ideas=_ideas(theme.ideas, summary, words),
        )
        for theme in summary.themes
    ]
    return (*found, *_unthemed(summary, words))


def _unthemed(summary: LabSummary, words: Words) -> list[Group]:
    if not summary.unthemed:
        return []
    loose = words.gettext("Not in a theme") if summary.themes else words.gettext("No themes made")
    return [
        Group(
            title=loose,
            description="",
            anchor="theme-none",
            count=words.ngettext("%(num)s idea", "%(num)s ideas", len(summary.unthemed)),
            ideas=_ideas(summary.unthemed, summary, words),
        )
    ]


def _ideas(ideas: tuple[IdeaLine, ...], summary: LabSummary, words: Words) -> tuple[Saying, ...]:
    voters = _voters_by_idea(summary, words)
    return tuple(_saying(idea, voters.get(idea.number, ""), summary, words) for idea in ideas)


def _voters_by_idea(summary: LabSummary, words: Words) -> dict[int, str]:
    """What each idea received in the last vote on ideas that counts."""
    vote = _on_ideas(summary)
    if vote is None:
        return {}
    return {
        row.idea_number: counted.short(vote, row, words)
        for row in vote.rows
        if row.idea_number is not None
    }


def _on_ideas(summary: LabSummary) -> RoundSummary | None:
    return next((v for v in reversed(standing(summary)) if v.on is VoteOn.IDEAS), None)


def _saying(idea: IdeaLine, voters: str, summary: LabSummary, words: Words) -> Saying:
    return Saying(
        label=words.gettext("Idea %(number)s", number=idea.number),
        **worded(idea.text, idea.lang, idea.translation, words),
        anchor=f"idea-{idea.number}",
        notes=_notes(idea, summary, words),
        voters=voters,
        merged=tuple(_saying(other, "", summary, words) for other in idea.merged),
    )


def _notes(idea: IdeaLine, summary: LabSummary, words: Words) -> tuple[str, ...]:
    language = "" if idea.translation else language_name(idea.lang, summary.language, words)
    notes = (
        words.gettext("in %(language)s", language=language) if language else "",
        "" if idea.channel in {"phone", ""} else channel_name(idea.channel, words),
        words.gettext("came after the time was out") if idea.late else "",
        gallery.came_from(idea, summary, words),
        gallery.meant_for(idea, summary, words),
        words.gettext("partly masked by the facilitator") if idea.masked else "",
        words.ngettext("%(num)s person agrees", "%(num)s people agree", idea.agreeing)
        if idea.agreeing
        else "",
    )
    return tuple(note for note in notes if note)


def _headings(summary: LabSummary, words: Words) -> Headings:
    vote = _on_ideas(summary)
    return Headings(
        rank=words.gettext("Place"),
        counted=counted.head(vote, words) if vote else "",
        none=words.gettext("none"),
        everyone=words.gettext("all"),
        share=words.gettext("Share"),
        interval=words.gettext("Uncertainty"),
        themes=words.gettext("What the ideas are about"),
        ideas=words.gettext("All ideas, theme by theme"),
        idea=words.gettext("In the participant's words"),
        number=words.gettext("Idea"),
        seal=words.gettext("To check this summary"),
        merged=words.gettext("Merged with it:"),
        page=words.gettext("Page %(page)s of %(pages)s"),
    )
