"""What the choices of a vote received, in the words of its rule, as `results` lays them out."""

from labapp.domain.rules import DISAGREE, PASS, Method
from labapp.domain.summary import ResultRow, RoundSummary, asked
from labapp.exports.labels import out_of, share, whole
from labapp.i18n import votes
from labapp.i18n.locale import Words
from labapp.i18n.votes import Figure, Given

POINTS_ONLY = frozenset({Method.SPREAD, Method.POINTS, Method.RANKING})


def figure(vote: RoundSummary, row: ResultRow, words: Words) -> Figure:
    """What one choice received, as the projector shows it."""
    given = Given(
        points=row.dots,
        voters=row.voters,
        supporters=row.supporters,
        levels={int(mark): people for mark, people in row.levels.items()},
        value=row.value,
        asked=asked(vote, row),
    )
    return votes.figure(vote.rule, given, words)


def drawn(vote: RoundSummary) -> bool:
    """Whether a share of people says something: a bar is drawn then, and an interval told.

    Of dots always, also where one choice can get several: the share is of who gave it any.
    """
    return vote.method not in POINTS_ONLY | {Method.SCORE}


def number(vote: RoundSummary, row: ResultRow, words: Words) -> str:
    """What one choice received, in one line."""
    if vote.method is Method.DOTS:
        return out_of(row.supporters, vote.voted, words)
    shown = figure(vote, row, words)
    return f"{shown.number} {shown.unit}"


def note(vote: RoundSummary, row: ResultRow, words: Words) -> str:
    """What is said beside that number; of dots it has all been said."""
    return "" if vote.method is Method.DOTS else figure(vote, row, words).note


def head(vote: RoundSummary, words: Words) -> str:
    """What heads the number of a choice."""
    return {
        Method.SPREAD: words.gettext("Votes"),
        Method.POINTS: words.gettext("Points"),
        Method.SCORE: words.gettext("Mean score"),
        Method.STANCE: words.gettext("Agreeing"),
        Method.RANKING: words.gettext("Points"),
    }.get(vote.method, words.gettext("Voters"))


def short(vote: RoundSummary, row: ResultRow, words: Words) -> str:
    """What a choice received, under that head."""
    if vote.method in POINTS_ONLY | {Method.SCORE}:
        return figure(vote, row, words).number
    return out_of(row.supporters, asked(vote, row), words)


def heads(vote: RoundSummary, words: Words) -> tuple[str, ...]:
    """What heads the numbers of the whole table."""
    first = (head(vote, words),)
    if vote.method in POINTS_ONLY:
        return (*first, words.gettext("Voters"))
    if vote.method is Method.SCORE:
        scored, good = words.gettext("Gave a score"), words.gettext("4 or 5")
        return (*first, scored, good, words.gettext("Do not know"))
    sure = (words.gettext("Share"), words.gettext("Uncertainty"))
    if vote.method is Method.STANCE:
        return (*first, words.gettext("Not agreeing"), words.gettext("Passing"), *sure)
    dots = (words.gettext("Dots"),) if vote.method is Method.DOTS else ()
    return (*dots, *first, *sure)


def cells(vote: RoundSummary, row: ResultRow, words: Words) -> tuple[str, ...]:
    """The numbers of a choice under `heads`."""
    first = (short(vote, row, words),)
    if vote.method in POINTS_ONLY:
        return (*first, out_of(row.voters, vote.voted, words))
    if vote.method is Method.SCORE:
        scored = out_of(row.voters, vote.voted, words)
        good = out_of(row.supporters, row.voters, words)
        return (*first, scored, good, _people(row, PASS, words))
    of = asked(vote, row)
    sure = (share(row.supporters, of, words), interval(row))
    if vote.method is Method.STANCE:
        sure = sure if of else ("–", "–")
        return (*first, _people(row, DISAGREE, words), _people(row, PASS, words), *sure)
    dots = (words.number(row.dots),) if vote.method is Method.DOTS else ()
    return (*dots, *first, *sure)


def interval(row: ResultRow) -> str:
    return f"{whole(row.share_low)}–{whole(row.share_high)}"


def _people(row: ResultRow, mark: int, words: Words) -> str:
    return words.number(row.levels.get(str(mark), 0))


def added(vote: RoundSummary, words: Words) -> tuple[str, int]:
    """What a whole vote added up to: what was counted, and how many."""
    counted = {
        Method.SUPPORT: words.gettext("Thumbs"),
        Method.SINGLE: words.gettext("Votes"),
        Method.DOTS: words.gettext("Dots"),
        Method.SPREAD: words.gettext("Votes"),
        Method.POINTS: words.gettext("Points"),
        Method.SCORE: words.gettext("Scores given"),
        Method.STANCE: words.gettext("Answers given"),
        Method.RANKING: words.gettext("Points"),
        Method.BUDGET: words.gettext("Choices made"),
    }[vote.method]
    if vote.method is Method.SCORE:
        return counted, sum(row.voters for row in vote.rows)
    if vote.method is Method.STANCE:
        return counted, sum(row.answered for row in vote.rows)
    return counted, vote.dots


def nobody(vote: RoundSummary, words: Words) -> str:
    """Said where no choice got anything."""
    return {
        Method.DOTS: words.gettext("Nobody gave a dot to any choice."),
        Method.SCORE: words.gettext("Nobody gave a score to any choice."),
        Method.STANCE: words.gettext("Nobody agreed with any choice."),
    }.get(vote.method, words.gettext("Nobody voted for any choice."))
