"""What came first in a vote, in one sentence and in the words of its rule."""

from labapp.domain.rules import Method
from labapp.domain.summary import ResultRow, RoundSummary, first_place
from labapp.domain.voting import VoteOn
from labapp.exports import counted
from labapp.exports.labels import listed, out_of
from labapp.i18n import votes
from labapp.i18n.locale import Words

MOST_NAMED = 6


def most(vote: RoundSummary, words: Words) -> str:
    first = first_place(vote)
    if not first:
        return counted.nobody(vote, words)
    if len(first) == 1:
        return _one(first[0], vote, words)
    return (
        _tied_dots(first, vote, words) if vote.method is Method.DOTS else _tied(first, vote, words)
    )


def name(row: ResultRow, vote: RoundSummary, words: Words) -> str:
    """A choice in the middle of a sentence: by its number, else by its name."""
    if row.idea_number:
        return words.gettext("idea %(number)s", number=row.idea_number)
    if row.proposal_number:
        return words.gettext("proposal %(number)s", number=row.proposal_number)
    return _by_name(row, vote, words)


def _by_name(row: ResultRow, vote: RoundSummary, words: Words) -> str:
    if not row.label:
        return words.gettext("a choice that was hidden later")
    if vote.on is VoteOn.THEMES:
        return words.gettext("the theme %(name)s", name=row.label)
    return words.gettext("the proposal “%(name)s”", name=row.label)


def _one(row: ResultRow, vote: RoundSummary, words: Words) -> str:
    """The sentence of the rule; the facts that it does not need are given all the same."""
    facts = {
        "choice": name(row, vote, words),
        "voters": out_of(row.voters, vote.voted, words),
        "points": _points(row, vote, words),
        "mean": counted.short(vote, row, words),
        "agree": words.number(row.supporters),
        "answered": words.number(row.answered),
        "scored": words.number(row.voters),
    }
    return {
        Method.SUPPORT: words.gettext(
            "Most thumbs went to %(choice)s: from %(voters)s voters.", **facts
        ),
        Method.SINGLE: words.gettext(
            "Most votes went to %(choice)s: from %(voters)s voters.", **facts
        ),
        Method.DOTS: words.gettext(
            "Most dots went to %(choice)s: %(points)s, from %(voters)s voters.", **facts
        ),
        Method.SPREAD: words.gettext(
            "Most votes went to %(choice)s: %(points)s, from %(voters)s voters.", **facts
        ),
        Method.POINTS: words.gettext(
            "Most points went to %(choice)s: %(points)s, from %(voters)s voters.", **facts
        ),
        Method.SCORE: words.gettext(
            "The highest score went to %(choice)s: %(mean)s of 5 on average, from %(scored)s who"
            " gave it one.",
            **facts,
        ),
        Method.STANCE: words.gettext(
            "First came %(choice)s: %(agree)s agree of the %(answered)s who answered about it.",
            **facts,
        ),
        Method.RANKING: words.gettext(
            "Most points in the ranking went to %(choice)s: %(points)s, from %(voters)s voters.",
            **facts,
        ),
        Method.BUDGET: words.gettext(
            "More voters chose %(choice)s than any other: %(voters)s.", **facts
        ),
    }[vote.method]


def _points(row: ResultRow, vote: RoundSummary, words: Words) -> str:
    if vote.method is Method.DOTS:
        return words.ngettext("%(num)s dot", "%(num)s dots", row.dots)
    return f"{words.number(row.dots)} {votes.unit(vote.rule, row.dots, words)}"


def _tied(first: tuple[ResultRow, ...], vote: RoundSummary, words: Words) -> str:
    """Of stances no number: what is equal is the share, of as many as answered about each."""
    if len(first) > MOST_NAMED:
        return words.gettext(
            "%(count)s choices share the first place.", count=words.number(len(first))
        )
    names = listed([name(row, vote, words) for row in first], words)
    if vote.method is Method.STANCE:
        return words.gettext("These share the first place: %(names)s.", names=names)
    return words.gettext(
        "These share the first place: %(names)s, with %(got)s each.",
        names=names,
        got=counted.number(vote, first[0], words),
    )


def _tied_dots(first: tuple[ResultRow, ...], vote: RoundSummary, words: Words) -> str:
    dots = words.ngettext("%(num)s dot", "%(num)s dots", first[0].dots)
    if len(first) > MOST_NAMED:
        return words.gettext(
            "%(count)s choices got equally many dots, and the most: %(dots)s each.",
            count=words.number(len(first)),
            dots=dots,
        )
    if vote.on is VoteOn.IDEAS and all(row.idea_number for row in first):
        return words.gettext(
            "Ideas %(numbers)s got equally many dots, and the most: %(dots)s each.",
            numbers=listed([str(row.idea_number) for row in first], words),
            dots=dots,
        )
    if vote.on is VoteOn.THEMES and all(row.label for row in first):
        return words.gettext(
            "The themes %(names)s got equally many dots, and the most: %(dots)s each.",
            names=listed([row.label for row in first], words),
            dots=dots,
        )
    return words.gettext(
        "These got equally many dots, and the most: %(names)s, with %(dots)s each.",
        names=listed([name(row, vote, words) for row in first], words),
        dots=dots,
    )
