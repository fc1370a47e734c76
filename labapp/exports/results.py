"""The votes on the paper: the few in front and the whole table, ties drawn as ties."""

from labapp.domain.rules import Method
from labapp.domain.summary import ResultRow, RoundSummary, asked, leading, percent, tiers
from labapp.domain.voting import VoteOn
from labapp.exports import counted, howvoted
from labapp.exports.labels import out_of, share, whole
from labapp.exports.paper import Results, Saying, Tier
from labapp.exports.translated import Worded, worded
from labapp.i18n.locale import Words
from labapp.i18n.votes import named

IN_FRONT = 5


def results(vote: RoundSummary, words: Words, *, many: bool = False) -> Results:
    """One vote; `many` where another stands beside it, so that each must say which it is."""
    front = leading(vote, IN_FRONT)
    number = vote.number if many else None
    return Results(
        title=_of(number, _title(vote, words), words),
        title_all=_of(number, _title_all(vote, words), words),
        about=howvoted.about(vote, words, many=many),
        anchor=f"vote-{vote.number}",
        number=counted.head(vote, words),
        heads=counted.heads(vote, words),
        drawn=counted.drawn(vote),
        choice=_choice(vote, words),
        leading=tuple(_tier(tier, vote, words) for tier in tiers(front)),
        all=tuple(_tier(tier, vote, words) for tier in tiers(vote.rows)),
        notes=_notes(vote, front, words),
    )


def _of(number: int | None, title: str, words: Words) -> str:
    if number is None:
        return title
    return words.gettext("%(title)s (vote %(number)s)", title=title, number=words.number(number))


def _title(vote: RoundSummary, words: Words) -> str:
    if vote.method is Method.SCORE:
        return {
            VoteOn.IDEAS: words.gettext("The ideas with the highest scores"),
            VoteOn.THEMES: words.gettext("The themes with the highest scores"),
            VoteOn.PROPOSALS: words.gettext("The proposals with the highest scores"),
        }[vote.on]
    return {
        VoteOn.IDEAS: words.gettext("The ideas with most support"),
        VoteOn.THEMES: words.gettext("The themes with most support"),
        VoteOn.PROPOSALS: words.gettext("The proposals with most support"),
    }[vote.on]


def _title_all(vote: RoundSummary, words: Words) -> str:
    return {
        VoteOn.IDEAS: words.gettext("All votes, idea by idea"),
        VoteOn.THEMES: words.gettext("All votes, theme by theme"),
        VoteOn.PROPOSALS: words.gettext("All votes, proposal by proposal"),
    }[vote.on]


def _choice(vote: RoundSummary, words: Words) -> str:
    return {
        VoteOn.IDEAS: words.gettext("In the participant's words"),
        VoteOn.THEMES: words.gettext("The theme"),
        VoteOn.PROPOSALS: words.gettext("The proposal"),
    }[vote.on]


def _tier(rows: tuple[ResultRow, ...], vote: RoundSummary, words: Words) -> Tier:
    first, drawn = rows[0], counted.drawn(vote)
    low, high = whole(first.share_low), whole(first.share_high)
    of = asked(vote, first)
    part = share(first.supporters, of, words)
    spoken = words.gettext(
        "%(share)s, between %(low)s and %(high)s", share=part, low=low, high=high
    )
    return Tier(
        rank=words.number(first.rank),
        tied=words.gettext("equal") if first.tied else "",
        dots=words.number(first.dots),
        voters=out_of(first.voters, vote.voted, words),
        number=counted.number(vote, first, words),
        note=counted.note(vote, first, words),
        cells=counted.cells(vote, first, words),
        drawn=drawn,
        share=part if drawn else "",
        interval=counted.interval(first) if drawn else "",
        spoken=spoken if drawn else "",
        percent=percent(first.supporters, of),
        low=low,
        high=high,
        sayings=tuple(_saying(row, vote, words) for row in rows),
    )


def _saying(row: ResultRow, vote: RoundSummary, words: Words) -> Saying:
    number = row.idea_number or row.proposal_number
    cost = "" if row.cost is None else words.number(row.cost)
    return Saying(
        label=named(vote.on, number, words) if number else "",
        **_worded(row, words),
        anchor=_anchor(row),
        notes=(words.gettext("costs %(sum)s kronor", sum=cost),) if cost else (),
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
    if row.proposal_number:
        return f"proposal-{row.proposal_number}"
    return f"idea-{row.idea_number}" if row.idea_number else f"theme-{row.theme_id}"


def _notes(vote: RoundSummary, front: tuple[ResultRow, ...], words: Words) -> tuple[str, ...]:
    if not front:
        return (counted.nobody(vote, words),)
    notes = [_line(vote, words)] if counted.drawn(vote) else []
    if vote.method is Method.SCORE:
        notes.append(words.gettext("The fewer have given a score, the less its mean says."))
    if any(row.tied for row in front):
        notes.append(_tied(vote, words))
    count = words.ngettext(
        "The vote had %(num)s choice.", "The vote had %(num)s choices.", len(vote.rows)
    )
    return (*notes, count)


def _line(vote: RoundSummary, words: Words) -> str:
    if vote.method is Method.STANCE:
        return words.gettext(
            "The line shows how large a share agree of those who answered about the choice, the"
            " wide field how uncertain it is (95 percent). Where fields overlap, the order may be"
            " chance."
        )
    return words.gettext(
        "The line shows the share of those who voted, the wide field how uncertain it is"
        " (95 percent). Where fields overlap, the order may be chance."
    )


def _tied(vote: RoundSummary, words: Words) -> str:
    if vote.method is Method.DOTS:
        return words.gettext("Choices with equally many dots share a place: equal.")
    return words.gettext("Choices that come out alike share a place: equal.")
