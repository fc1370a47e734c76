"""The top of the paper: the first sentences, what is asked of the politicians, the key figures."""

from labapp.domain.rules import Method
from labapp.domain.summary import (
    ChannelCount,
    LabSummary,
    RoundSummary,
    current_round,
    standing,
)
from labapp.exports import first, howvoted
from labapp.exports.labels import channel_name, listed
from labapp.exports.paper import Figure, Section
from labapp.i18n import votes
from labapp.i18n.locale import Words


def lead(summary: LabSummary, words: Words) -> str:
    held = standing(summary)
    sentences = [_held(summary, words), _people(summary, len(held), words)]
    if held:
        sentences += [*_came_first(held, words), advice(summary, words)]
    else:
        sentences.append(words.gettext("No vote was held."))
    return " ".join(sentences)


def _came_first(held: tuple[RoundSummary, ...], words: Words) -> list[str]:
    """What came first in each vote, in the order that they were held."""
    if len(held) == 1:
        return [first.most(held[0], words)]
    return [f"{howvoted.which(vote, words)} {first.most(vote, words)}" for vote in held]


def _held(summary: LabSummary, words: Words) -> str:
    if summary.held_at is None:
        return words.gettext("%(body)s held a democracy lab.", body=summary.body)
    day = words.date(summary.held_at)
    return words.gettext("On %(date)s %(body)s held a democracy lab.", date=day, body=summary.body)


def _people(summary: LabSummary, votes: int, words: Words) -> str:
    people = words.ngettext("%(num)s person", "%(num)s people", summary.joined)
    voted = words.number(summary.voted)
    if votes > 1:
        return words.gettext(
            "%(people)s took part and %(voted)s voted in the last of %(votes)s votes.",
            people=people,
            voted=voted,
            votes=words.number(votes),
        )
    return words.gettext("%(people)s took part and %(voted)s voted.", people=people, voted=voted)


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
    label = _voted_how(vote, words, many=len(standing(summary)) > 1)
    if not summary.blank:
        return label
    blank = words.ngettext("%(num)s blank ballot", "%(num)s blank ballots", summary.blank)
    return words.gettext("%(label)s; beside them %(blank)s", label=label, blank=blank)


def _voted_how(vote: RoundSummary, words: Words, *, many: bool) -> str:
    how = votes.in_short(vote.rule, words)
    if many:
        return words.gettext("voted in the last vote: %(how)s", how=how)
    if vote.method is not Method.DOTS:
        return words.gettext("voted: %(how)s", how=how)
    return words.ngettext(
        "voted, with one dot each", "voted, with up to %(num)s dots each", vote.points
    )


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
