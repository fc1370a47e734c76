"""The votes on the paper: the few in front and the whole table, ties drawn as ties."""

from labapp.domain.summary import ResultRow, RoundSummary, leading, percent, tiers
from labapp.exports.labels import out_of, share, whole
from labapp.exports.paper import Results, Saying, Tier
from labapp.exports.translated import Worded, worded
from labapp.i18n.locale import Words

IN_FRONT = 5


def results(vote: RoundSummary, words: Words) -> Results:
    ideas = vote.on == "ideas"
    front = leading(vote, IN_FRONT)
    return Results(
        title=words.gettext("The ideas with most support")
        if ideas
        else words.gettext("The themes with most support"),
        title_all=words.gettext("All votes, idea by idea")
        if ideas
        else words.gettext("All votes, theme by theme"),
        anchor=f"vote-{vote.number}",
        choice=words.gettext("In the participant's words") if ideas else words.gettext("The theme"),
        leading=tuple(_tier(tier, vote, words) for tier in tiers(front)),
        all=tuple(_tier(tier, vote, words) for tier in tiers(vote.rows)),
        notes=_notes(vote, front, words),
    )


def _tier(rows: tuple[ResultRow, ...], vote: RoundSummary, words: Words) -> Tier:
    first = rows[0]
    low, high = whole(first.share_low), whole(first.share_high)
    part = share(first.voters, vote.voted, words)
    return Tier(
        rank=words.number(first.rank),
        tied=words.gettext("equal") if first.tied else "",
        dots=words.number(first.dots),
        voters=out_of(first.voters, vote.voted, words),
        share=part,
        interval=f"{low}–{high}",
        spoken=words.gettext(
            "%(share)s, between %(low)s and %(high)s", share=part, low=low, high=high
        ),
        percent=percent(first.voters, vote.voted),
        low=low,
        high=high,
        sayings=tuple(_saying(row, words) for row in rows),
    )


def _saying(row: ResultRow, words: Words) -> Saying:
    idea = row.idea_number
    return Saying(
        label=words.gettext("Idea %(number)s", number=idea) if idea else "",
        **_worded(row, words),
        anchor=_anchor(row),
    )


def _worded(row: ResultRow, words: Words) -> Worded:
    if row.label:
        found = worded(row.label, row.lang, row.translation, words)
        found["by_residents"] = found["by_residents"] and bool(row.idea_number)
        return found
    return {
        "text": words.gettext("hidden by the facilitator"),
        "lang": "",
        "direction": words.language.direction,
        "by_residents": False,
        "beside": None,
    }


def _anchor(row: ResultRow) -> str:
    if not row.label:
        return "hidden"
    return f"idea-{row.idea_number}" if row.idea_number else f"theme-{row.theme_id}"


def _notes(vote: RoundSummary, front: tuple[ResultRow, ...], words: Words) -> tuple[str, ...]:
    if not front:
        return (words.gettext("Nobody gave a dot to any choice."),)
    notes = [
        words.gettext(
            "The line shows the share of those who voted, the wide field how uncertain it is"
            " (95 percent). Where fields overlap, the order may be chance."
        )
    ]
    if any(row.tied for row in front):
        notes.append(words.gettext("Choices with equally many dots share a place: equal."))
    count = words.ngettext(
        "The vote had %(num)s choice.", "The vote had %(num)s choices.", len(vote.rows)
    )
    return (*notes, count)
