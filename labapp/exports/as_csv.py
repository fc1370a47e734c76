"""The summary as CSV: one tidy table, opened by Swedish spreadsheets as it is.

Each row says by `section` and `key` what it is; `label` says the same in words. Only the columns
that a row needs are filled. The shape is told in docs/decisions/csv-shape.md.
"""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from labapp.domain.mandate import MandateSummary
from labapp.domain.rules import Method
from labapp.domain.summary import (
    CardLine,
    ChannelCount,
    IdeaLine,
    LabSummary,
    ProposalLine,
    ResultRow,
    RoundSummary,
    asked,
    checksum,
    current_round,
    ideas,
    percent,
)
from labapp.domain.translations import Translation
from labapp.domain.wilson import DECIMALS
from labapp.exports import ending, gallery
from labapp.exports.labels import channel_name, figure_name, reason_name, whole
from labapp.i18n.locale import Words
from labapp.i18n.mandate import evidence, influence
from labapp.i18n.proposals import parts

COLUMNS = (
    *(
        "section",
        "key",
        "label",
        "value",
        "text",
        "language",
        "translation",
        "translation_language",
    ),
    *("translated_by", "theme", "channel", "late", "masked", "merged_into", "agreeing"),
    *("round", "rank", "tied", "dots", "voters", "of", "percent", "percent_low", "percent_high"),
    *("came_from", "from_lab", "for_lab"),
    *("method", "supporters", "answered", "cost", "levels"),
)
BOM = "\ufeff"
FORMULA = tuple("=+-@\t\r\uff1d\uff0b\uff0d\uff20'")  # the four in full width as well
UNSEEN = " \n\u00a0\u061c\u200b\u200c\u200d\u200e\u200f\ufeff"

Row = dict[str, object]


def render(summary: LabSummary, words: Words) -> bytes:
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for row in rows(summary, words):
        writer.writerow({column: guarded(value) for column, value in row.items()})
    return (BOM + out.getvalue()).encode()


def guarded(value: object) -> object:
    """A text that a spreadsheet could take for a formula gets an apostrophe in front.

    So does one that begins with an apostrophe: who reads the file takes exactly one away.
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.lstrip(UNSEEN).startswith(FORMULA):
        return f"'{value}"
    return value


def rows(summary: LabSummary, words: Words) -> Iterator[Row]:
    yield from _about(summary)
    yield from _figures(summary, words)
    yield from gallery.rows(summary, words)
    yield from _mandate(summary.mandate, words)
    yield from _cards(summary.cards, words)
    for way in summary.channels:
        yield from _channel("lab_channel", way, words)
    for at, phase in enumerate(summary.phases, start=1):
        yield {"section": "phase", "key": at, "label": phase.name, "value": phase.minutes}
    for proposal in summary.proposals:
        yield from _proposal(proposal, words)
    for vote in summary.rounds:
        yield from _round(vote, words)
    yield from _ideas(summary)
    yield from ending.rows(summary, words)


def _about(summary: LabSummary) -> Iterator[Row]:
    held, answer, published = summary.held_at, summary.answer_by, summary.published_at
    facts = {
        "body": summary.body,
        "body_phone": summary.body_phone,
        "code": summary.code,
        "question": summary.question,
        "background": summary.background,
        "place": summary.place,
        "held_at": held and held.isoformat(),
        "recipient": summary.recipient,
        "answer_by": answer and answer.isoformat(),
        "language": summary.language,
        "status": "published" if published else "draft",
        "published_at": published and published.isoformat(),
        "level": summary.level,
        "seq": str(summary.seq),
        "made_at": summary.made_at.isoformat(),
        "checksum": checksum(summary),
        "audit_head": summary.audit_head,
    }
    for key, text in facts.items():
        yield {"section": "lab", "key": key, "text": text or ""}


def _mandate(told: MandateSummary, words: Words) -> Iterator[Row]:
    """What could be influenced, a point a row."""
    label = influence(told.influence, words.gettext)[0] if told.influence else ""
    parts = {
        "influence": (told.influence or "",),
        "can_influence": told.can_influence,
        "cannot_influence": told.cannot_influence,
        "promise": (told.promise,),
        "commissioner": (told.commissioner,),
        "goal": told.goals,
    }
    for key, texts in parts.items():
        for text in filter(None, texts):
            said = label if key == "influence" else ""
            yield {"section": "mandate", "key": key, "label": said, "text": text}


def _cards(cards: Sequence[CardLine], words: Words) -> Iterator[Row]:
    """What was known already, a part of a card a row."""
    for at, card in enumerate(cards, start=1):
        kind = evidence(card.kind, words.gettext)
        parts = {"title": card.title, "figure": card.figure, "text": card.text}
        parts |= {"source": card.source, "day": card.day.isoformat()}
        for part, text in parts.items():
            if text:
                yield {"section": f"card_{part}", "key": at, "label": kind, "text": text}


def _proposal(proposal: ProposalLine, words: Words) -> Iterator[Row]:
    """A proposal: its title and table, then a part of it a row."""
    about: Row = {"key": proposal.number, "value": proposal.version, "text": proposal.says.title}
    yield {"section": "proposal", "label": proposal.table, **about}
    for part, text in parts(proposal.says, words.gettext):
        yield {"section": "proposal_part", "key": proposal.number, "label": part, "text": text}


def _figures(summary: LabSummary, words: Words) -> Iterator[Row]:
    names = ("joined", "contributed", "agreed", "voted", "blank")
    stages = ("submitted", "shown", "pending", "unique", "merged", "withdrawn", "late")
    vote = current_round(summary)
    method = vote.method if vote else Method.DOTS
    for key in (*names, *stages):
        label = figure_name(key, words, method)
        yield {"section": "figure", "key": key, "label": label, "value": getattr(summary, key)}
    for line in summary.hidden:
        label = reason_name(line.reason, words)
        yield {"section": "hidden", "key": line.reason, "label": label, "value": line.count}


def _channel(section: str, way: ChannelCount, words: Words) -> Iterator[Row]:
    name = channel_name(way.channel, words)
    for key, count in (("joined", way.joined), ("ideas", way.ideas), ("ballots", way.ballots)):
        label = f"{figure_name(key, words)}, {name}"
        row: Row = {"section": section, "key": key, "label": label, "value": count}
        yield row | {"channel": way.channel}


def _round(vote: RoundSummary, words: Words) -> Iterator[Row]:
    facts: Row = {
        "on": vote.on,
        "method": vote.method,
        "opened_at": vote.opened_at.isoformat(),
        "closed_at": vote.closed_at.isoformat(),
        "superseded": vote.superseded,
    }
    for key, text in facts.items():
        yield {"section": "vote", "key": key, "text": text, "round": vote.number}
    for key in ("points", "max_per_choice", "ballots", "voted", "blank", "dots"):
        label = figure_name(key, words, vote.method)
        row: Row = {"section": "vote", "key": key, "label": label, "round": vote.number}
        yield row | {"value": getattr(vote, key)}
    for way in vote.channels:
        label = f"{figure_name('ballots', words)}, {channel_name(way.channel, words)}"
        row = {"section": "vote_channel", "key": "ballots", "label": label, "value": way.ballots}
        yield row | {"channel": way.channel, "round": vote.number}
    for row_ in vote.rows:
        yield _result(row_, vote)


def _result(row: ResultRow, vote: RoundSummary) -> Row:
    return {
        "section": "result",
        "key": row.idea_number or row.theme_id or row.proposal_number,
        "text": row.label,
        "language": row.lang,
        **_translated(row.translation),
        "round": vote.number,
        "rank": row.rank,
        "tied": row.tied,
        "dots": row.dots,
        "voters": row.voters,
        "of": asked(vote, row),
        "percent": percent(row.supporters, asked(vote, row)),
        "percent_low": whole(row.share_low),
        "percent_high": whole(row.share_high),
        "method": vote.method,
        "supporters": row.supporters,
        "answered": row.answered,
        "value": _decimal(row.value),
        "cost": row.cost,
        "levels": _levels(row),
    }


def _decimal(value: float) -> str:
    """With a comma, as the spreadsheets that take `;` read numbers."""
    return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".").replace(".", ",")


def _levels(row: ResultRow) -> str:
    """People by mark, the highest mark first: “5:3 4:2”."""
    marks = sorted(row.levels.items(), key=lambda level: -int(level[0]))
    return " ".join(f"{mark}:{people}" for mark, people in marks)


def _translated(made: Translation | None) -> Row:
    """What a person made of the words beside it; empty where nobody did."""
    return {
        "translation": made.text if made else "",
        "translation_language": made.lang if made else "",
        "translated_by": made.by.value if made else "",
    }


def _ideas(summary: LabSummary) -> Iterator[Row]:
    for theme in summary.themes:
        row: Row = {"section": "theme", "key": theme.id, "label": theme.name}
        yield row | {"text": theme.description, "value": len(theme.ideas)}
    for idea, home in ideas(summary):
        name = home.name if home else ""
        yield _idea(idea, name)
        for other in idea.merged:
            yield _idea(other, name) | {"merged_into": idea.number}


def _idea(idea: IdeaLine, theme: str) -> Row:
    return {
        "section": "idea",
        "key": idea.number,
        "text": idea.text,
        "language": idea.lang,
        **_translated(idea.translation),
        "theme": theme,
        "channel": idea.channel,
        "late": idea.late,
        "masked": idea.masked,
        "agreeing": idea.agreeing,
        "came_from": idea.came_from,
        "from_lab": idea.from_lab,
        "for_lab": idea.for_lab,
    }
