"""The top of the paper: the first sentences, what is asked of the politicians, the key figures."""

from labapp.domain.summary import (
    ChannelCount,
    LabSummary,
    ResultRow,
    RoundSummary,
    current_round,
    first_place,
)
from labapp.exports.labels import channel_name, listed, out_of
from labapp.exports.paper import Figure, Section
from labapp.i18n.locale import Words

MOST_NAMED = 6


def lead(summary: LabSummary, words: Words) -> str:
    vote = current_round(summary)
    sentences = [_held(summary, words), _people(summary, words), _most(vote, words)]
    if vote:
        sentences.append(advice(summary, words))
    return " ".join(sentences)


def _held(summary: LabSummary, words: Words) -> str:
    if summary.held_at is None:
        return words.gettext("%(body)s held a democracy lab.", body=summary.body)
    day = words.date(summary.held_at)
    return words.gettext("On %(date)s %(body)s held a democracy lab.", date=day, body=summary.body)


def _people(summary: LabSummary, words: Words) -> str:
    people = words.ngettext("%(num)s person", "%(num)s people", summary.joined)
    voted = words.number(summary.voted)
    return words.gettext("%(people)s took part and %(voted)s voted.", people=people, voted=voted)


def _most(vote: RoundSummary | None, words: Words) -> str:
    if vote is None:
        return words.gettext("No vote was held.")
    first = first_place(vote)
    if not first:
        return words.gettext("Nobody gave a dot to any choice.")
    return _one_most(first[0], vote, words) if len(first) == 1 else _tied_most(first, vote, words)


def _one_most(row: ResultRow, vote: RoundSummary, words: Words) -> str:
    facts = {
        "dots": words.ngettext("%(num)s dot", "%(num)s dots", row.dots),
        "voters": out_of(row.voters, vote.voted, words),
    }
    if vote.on == "ideas":
        return words.gettext(
            "Most dots went to idea %(number)s: %(dots)s, from %(voters)s voters.",
            number=row.idea_number,
            **facts,
        )
    return words.gettext(
        "Most dots went to the theme %(name)s: %(dots)s, from %(voters)s voters.",
        name=row.label,
        **facts,
    )


def _tied_most(first: tuple[ResultRow, ...], vote: RoundSummary, words: Words) -> str:
    dots = words.ngettext("%(num)s dot", "%(num)s dots", first[0].dots)
    if len(first) > MOST_NAMED:
        return words.gettext(
            "%(count)s choices got equally many dots, and the most: %(dots)s each.",
            count=words.number(len(first)),
            dots=dots,
        )
    if vote.on == "ideas":
        names = listed([str(row.idea_number) for row in first], words)
        return words.gettext(
            "Ideas %(numbers)s got equally many dots, and the most: %(dots)s each.",
            numbers=names,
            dots=dots,
        )
    names = listed([row.label for row in first], words)
    return words.gettext(
        "The themes %(names)s got equally many dots, and the most: %(dots)s each.",
        names=names,
        dots=dots,
    )


def advice(summary: LabSummary, words: Words) -> str:
    if not summary.recipient:
        return words.gettext("The votes are advice.")
    return words.gettext(
        "The votes are advice. %(recipient)s decides.", recipient=summary.recipient
    )


def ask(summary: LabSummary, words: Words) -> Section:
    """What participants expect: an answer, by whom and by when. Never what to decide."""
    title = words.gettext("What the participants are waiting for")
    if summary.recipient:
        title = words.gettext(
            "What the participants are waiting for from %(recipient)s",
            recipient=summary.recipient,
        )
    return Section(title=title, anchor="answer", sentences=_asks(summary, words))


def _asks(summary: LabSummary, words: Words) -> tuple[str, ...]:
    if summary.answer_by:
        day = words.date(summary.answer_by)
        answer = words.gettext("An answer with reasons, by %(date)s at the latest.", date=day)
    else:
        answer = words.gettext("An answer with reasons. No date has been set for it.")
    if not summary.body_phone:
        return (answer,)
    phone = words.gettext(
        "Those without internet can ask for the answer by phone: %(phone)s.",
        phone=summary.body_phone,
    )
    return answer, phone


def figures(summary: LabSummary, words: Words) -> tuple[Figure, ...]:
    vote = current_round(summary)
    ballots = f"ballots-{vote.number}" if vote else "method"
    numbers = (
        (summary.joined, joined_label(summary.channels, words), "channels"),
        (summary.contributed, words.gettext("handed in at least one idea"), "channels"),
        (summary.voted, voted_label(summary, words), ballots),
        (summary.submitted, ideas_label(summary, words), "stages"),
    )
    return tuple(
        Figure(value=words.number(value), label=label, anchor=anchor)
        for value, label, anchor in numbers
    )


def joined_label(channels: tuple[ChannelCount, ...], words: Words) -> str:
    ways = [
        f"{words.number(way.joined)} {channel_name(way.channel, words)}"
        for way in channels
        if way.joined
    ]
    if not ways:
        return words.gettext("took part")
    return words.gettext("took part: %(ways)s", ways=listed(ways, words))


def voted_label(summary: LabSummary, words: Words) -> str:
    vote = current_round(summary)
    if vote is None:
        return words.gettext("voted")
    label = words.ngettext(
        "voted, with one dot each", "voted, with up to %(num)s dots each", vote.points
    )
    if not summary.blank:
        return label
    blank = words.ngettext("%(num)s blank ballot", "%(num)s blank ballots", summary.blank)
    return words.gettext("%(label)s; beside them %(blank)s", label=label, blank=blank)


def ideas_label(summary: LabSummary, words: Words) -> str:
    if not summary.merged:
        return words.ngettext("idea came in", "ideas came in", summary.submitted)
    unique = words.number(summary.unique)
    return words.ngettext(
        "idea came in; %(unique)s when those alike are merged",
        "ideas came in; %(unique)s when those alike are merged",
        summary.submitted,
        unique=unique,
    )
