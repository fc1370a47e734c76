"""How a vote was held, in a sentence or two for each way to vote, and which vote it was."""

from labapp.domain.rules import Method
from labapp.domain.summary import RoundSummary
from labapp.domain.voting import VoteOn
from labapp.i18n.locale import Words
from labapp.i18n.votes import in_short, on_what


def which(vote: RoundSummary, words: Words) -> str:
    """Which of several votes it was."""
    return words.gettext(
        "Vote %(number)s was %(on)s.",
        number=words.number(vote.number),
        on=on_what(vote.on, words),
    )


def about(vote: RoundSummary, words: Words, *, many: bool) -> str:
    """Which vote it was and how one voted; "" of dots alone, which need no more than their name."""
    how = in_short(vote.rule, words)
    on = on_what(vote.on, words)
    if many:
        return words.gettext(
            "Vote %(number)s, %(on)s: %(how)s.", number=words.number(vote.number), on=on, how=how
        )
    if vote.method is Method.DOTS:
        return ""
    return words.gettext("The vote, %(on)s: %(how)s.", on=on, how=how)


def rule(vote: RoundSummary, words: Words) -> str:
    """What each person could do, and how the order came about."""
    return _dots(vote, words) if vote.method is Method.DOTS else _others(vote, words)


def _dots(vote: RoundSummary, words: Words) -> str:
    told = {
        "dots": words.ngettext("one dot", "%(num)s dots", vote.points),
        "most": words.ngettext("one", "%(num)s", vote.max_per_choice),
    }
    if vote.on is VoteOn.IDEAS:
        return words.gettext(
            "Each person had %(dots)s and could put at most %(most)s on an idea. Dots could be"
            " left over. The counts were hidden from all until the vote was closed.",
            **told,
        )
    if vote.on is VoteOn.THEMES:
        return words.gettext(
            "Each person had %(dots)s and could put at most %(most)s on a theme. Dots could be"
            " left over. The counts were hidden from all until the vote was closed.",
            **told,
        )
    return words.gettext(
        "Each person had %(dots)s and could put at most %(most)s on a proposal. Dots could be"
        " left over. The counts were hidden from all until the vote was closed.",
        **told,
    )


def _others(vote: RoundSummary, words: Words) -> str:
    hidden = words.gettext("The counts were hidden from all until the vote was closed.")
    how = {
        Method.SUPPORT: _support,
        Method.SINGLE: _single,
        Method.SPREAD: _spread,
        Method.POINTS: _points,
        Method.SCORE: _score,
        Method.STANCE: _stance,
        Method.RANKING: _ranking,
        Method.BUDGET: _budget,
    }[vote.method]
    return f"{how(vote, words)} {hidden}"


def _support(_vote: RoundSummary, words: Words) -> str:
    return words.gettext("Each person could give a thumb to as many choices as they liked.")


def _single(_vote: RoundSummary, words: Words) -> str:
    return words.gettext("Each person had one vote, for one choice.")


def _spread(vote: RoundSummary, words: Words) -> str:
    return words.ngettext(
        "Each person had %(num)s vote. It could be left over.",
        "Each person had %(num)s votes, and could put several or all of them on the same choice."
        " Votes could be left over.",
        vote.points,
    )


def _points(_vote: RoundSummary, words: Words) -> str:
    return words.gettext(
        "Each person had a hundred points, and could put several or all of them on the same"
        " choice. Points could be left over."
    )


def _score(_vote: RoundSummary, words: Words) -> str:
    return words.gettext(
        "Each person could give each choice a score from 1 to 5, say that they do not know, or"
        " leave it out. The order is by the mean of the scores that a choice was given: those who"
        " do not know, or left it out, are not in it. A score of 4 or 5 is counted as support."
    )


def _stance(_vote: RoundSummary, words: Words) -> str:
    return words.gettext(
        "Each person could agree with a choice, not agree, or pass, and could leave choices out."
        " The order is by (those who agree + 1/2) / (those who answered + 1): one of one does not"
        " come before nineteen of twenty. Those who passed have answered."
    )


def _ranking(vote: RoundSummary, words: Words) -> str:
    return words.ngettext(
        "Each person could choose %(num)s choice. It is worth one point.",
        "Each person could put up to %(num)s choices in order. The first place is worth %(num)s"
        " points, each place after it one point less, and what was left out gets none. The order"
        " is by points.",
        vote.points,
    )


def _budget(vote: RoundSummary, words: Words) -> str:
    return words.gettext(
        "Each person could choose what fits within %(sum)s kronor. Money could be left over. The"
        " order is by how many people chose each, whatever it costs.",
        sum=words.number(vote.points),
    )
