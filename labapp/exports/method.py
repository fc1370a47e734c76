"""The back of the paper: how it was done, who took part, what was hidden, how to check it."""

from labapp.domain.rules import Method
from labapp.domain.summary import LabSummary, RoundSummary, checksum, current_round, standing
from labapp.exports import counted, gallery, howvoted
from labapp.exports.labels import (
    SHORT,
    channel_name,
    groups_of_four,
    level_text,
    reason_name,
)
from labapp.exports.paper import Section, Table
from labapp.i18n.locale import Words


def method(summary: LabSummary, words: Words) -> Section:
    """How the lab went: its phases, the rule of the vote, and what the level means."""
    held = standing(summary)
    replaced = [vote for vote in summary.rounds if vote.superseded]
    sentences = [_rule(vote, words, many=len(held) > 1) for vote in held]
    if held:
        sentences.append(level_text(summary.level, words))
    if any(counted.drawn(vote) for vote in held):
        sentences.append(_interval(words))
    sentences += [_replaced(vote, words) for vote in replaced]
    sentences += _agreed(summary, words)
    return Section(
        title=words.gettext("How the lab was done"),
        anchor="method",
        sentences=tuple(sentences),
        tables=(_phases(summary, words), *(_ballots(vote, words) for vote in held)),
    )


def _rule(vote: RoundSummary, words: Words, *, many: bool) -> str:
    rule = howvoted.rule(vote, words)
    return f"{howvoted.which(vote, words)} {rule}" if many else rule


def _interval(words: Words) -> str:
    return words.gettext(
        "The uncertainty is a 95 percent Wilson interval. If all in the room voted, the numbers"
        " are the room's own; the interval is about people like them."
    )


def _replaced(vote: RoundSummary, words: Words) -> str:
    return words.ngettext(
        "An earlier vote (number %(number)s, closed %(when)s, %(num)s ballot) was replaced by"
        " a new one and does not count.",
        "An earlier vote (number %(number)s, closed %(when)s, %(num)s ballots) was replaced by"
        " a new one and does not count.",
        vote.ballots,
        number=words.number(vote.number),
        when=words.datetime(vote.closed_at),
    )


def _agreed(summary: LabSummary, words: Words) -> list[str]:
    """What stands beside ideas as the number of those who agree is no vote, and counted so."""
    if not summary.agreed:
        return []
    return [
        words.ngettext(
            "While ideas were written, %(num)s person said that they agree with ideas of others.",
            "While ideas were written, %(num)s people said that they agree with ideas of others.",
            summary.agreed,
        ),
        words.gettext(
            "Beside an idea stands how many agree who did not write it. Where ideas were put"
            " together, each person is counted once. It is no vote: anybody could agree with as"
            " many as they liked, and not all read all ideas. The numbers were not shown to the"
            " participants meanwhile."
        ),
    ]


def _phases(summary: LabSummary, words: Words) -> Table:
    return Table(
        title=words.gettext("The phases"),
        anchor="phases",
        head=(words.gettext("Phase"), words.gettext("Minutes")),
        rows=tuple(
            (phase.name, "–" if phase.minutes is None else words.number(phase.minutes))
            for phase in summary.phases
        ),
    )


def _ballots(vote: RoundSummary, words: Words) -> Table:
    counts = (
        (words.gettext("Ballots handed in"), vote.ballots),
        (_marked(vote, words), vote.voted),
        (words.gettext("of them blank"), vote.blank),
        counted.added(vote, words),
    )
    ways = tuple(
        (words.gettext("Ballots %(way)s", way=channel_name(way.channel, words)), way.ballots)
        for way in vote.channels
    )
    return Table(
        title=words.gettext("The vote, closed %(when)s", when=words.datetime(vote.closed_at)),
        anchor=f"ballots-{vote.number}",
        head=(words.gettext("Counted"), words.gettext("Number")),
        rows=tuple((label, words.number(count)) for label, count in (*counts, *ways)),
    )


def _marked(vote: RoundSummary, words: Words) -> str:
    if vote.method is Method.DOTS:
        return words.gettext("of them with at least one dot")
    return words.gettext("of them with at least one mark")


def people(summary: LabSummary, words: Words) -> Section:
    """Who took part, by which way in."""
    rows = [
        (channel_name(way.channel, words), way.joined, way.ideas, way.ballots)
        for way in summary.channels
    ]
    cells = [(name, *map(words.number, counts)) for name, *counts in rows]
    return Section(
        title=words.gettext("Who took part"),
        anchor="people",
        sentences=(
            words.gettext("The result is not representative of all residents."),
            _took_part(summary, words),
        ),
        tables=(
            Table(
                title=words.gettext("Ways in"),
                anchor="channels",
                head=(
                    words.gettext("Way in"),
                    words.gettext("Took part"),
                    words.gettext("Ideas"),
                    words.gettext("Ballots"),
                ),
                rows=tuple(cells),
            ),
        ),
    )


def _took_part(summary: LabSummary, words: Words) -> str:
    votes = standing(summary)
    counts = {
        "joined": words.number(summary.joined),
        "contributed": words.number(summary.contributed),
        "voted": words.number(summary.voted),
    }
    if len(votes) > 1:
        return words.gettext(
            "%(joined)s took part, %(contributed)s handed in at least one idea, %(voted)s"
            " voted in the last vote with at least one mark.",
            **counts,
        )
    if votes and votes[0].method is not Method.DOTS:
        return words.gettext(
            "%(joined)s took part, %(contributed)s handed in at least one idea, %(voted)s"
            " voted with at least one mark.",
            **counts,
        )
    return words.gettext(
        "%(joined)s took part, %(contributed)s handed in at least one idea, %(voted)s"
        " voted with at least one dot.",
        **counts,
    )


def hidden(summary: LabSummary, words: Words) -> Section:
    """What is not shown, by reason, and the ideas counted in their stages."""
    count = sum(line.count for line in summary.hidden)
    sentence = (
        words.ngettext(
            "%(num)s idea was hidden by the facilitator.",
            "%(num)s ideas were hidden by the facilitator.",
            count,
        )
        if count
        else words.gettext("No idea was hidden.")
    )
    return Section(
        title=words.gettext("What was hidden"),
        anchor="hidden",
        sentences=(sentence,),
        tables=(*_reasons(summary, words), _stages(summary, words)),
    )


def _reasons(summary: LabSummary, words: Words) -> tuple[Table, ...]:
    if not summary.hidden:
        return ()
    rows = tuple(
        (reason_name(line.reason, words), words.number(line.count)) for line in summary.hidden
    )
    head = (words.gettext("Reason"), words.gettext("Ideas"))
    return (
        Table(title=words.gettext("Why ideas were hidden"), anchor="reasons", head=head, rows=rows),
    )


def _stages(summary: LabSummary, words: Words) -> Table:
    counts = (
        (words.gettext("came in"), summary.submitted),
        (words.gettext("are shown"), summary.shown),
        (words.gettext("are hidden"), sum(line.count for line in summary.hidden)),
        *(
            [(words.gettext("wait, and nobody has read them"), summary.pending)]
            if summary.pending
            else []
        ),
        (words.gettext("were merged into one alike"), summary.merged),
        (words.gettext("remain when those alike are merged"), summary.unique),
        (words.gettext("were withdrawn by their writers"), summary.withdrawn),
        (words.gettext("came after the time was out, and count"), summary.late),
        *gallery.stages(summary, words),
    )
    return Table(
        title=words.gettext("The ideas, counted"),
        anchor="stages",
        head=(words.gettext("Ideas that"), words.gettext("Number")),
        rows=tuple((label, words.number(count)) for label, count in counts),
    )


def foot(summary: LabSummary, words: Words) -> tuple[str, ...]:
    """What must be said once on page one."""
    lines = [
        words.gettext("The result is not representative of all residents."),
        words.gettext("Words in quotation marks are the participants' own."),
    ]
    if current_round(summary):
        lines.append(level_text(summary.level, words))
    return tuple(lines)


def stamp(summary: LabSummary, words: Words) -> str:
    """The line at the foot of each page: the moment, and what it can be checked against."""
    return words.gettext(
        "All numbers are of one moment: event %(seq)s, checksum %(sum)s, log %(head)s.",
        seq=summary.seq,
        sum=groups_of_four(checksum(summary)[:SHORT]),
        head=groups_of_four(summary.audit_head[:SHORT]) or "–",
    )


def seal(summary: LabSummary, words: Words) -> tuple[tuple[str, str], ...]:
    """The whole of what the stamp shortens."""
    return (
        (words.gettext("Event"), str(summary.seq)),
        (words.gettext("Checksum (SHA-256)"), checksum(summary)),
        (words.gettext("Head of the log"), summary.audit_head),
        (words.gettext("Made"), words.datetime(summary.made_at)),
    )
