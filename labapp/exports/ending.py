"""At the end of the paper: what people promised, and what they thought of the lab."""

from collections.abc import Iterator

from labapp.domain.ending import CommitmentLine, HiddenCount, QuestionSummary, ReflectionSummary
from labapp.domain.reflections import FEWEST, STEPS
from labapp.domain.summary import LabSummary
from labapp.exports.labels import reason_name
from labapp.exports.paper import Section, Table
from labapp.i18n.closing import commitment, question, step
from labapp.i18n.locale import Words

Row = dict[str, object]


def commitments(summary: LabSummary, words: Words) -> tuple[Section, ...]:
    """Offers and handshakes in the words of those who made them; none where nobody made any."""
    hidden = _count(summary.commitments_hidden)
    if not summary.commitments and not hidden:
        return ()
    sentences = [
        words.gettext("They name only those who said yes to it."),
        *(_said(line, words) for line in summary.commitments),
    ]
    if hidden:
        sentences.append(
            words.ngettext(
                "%(num)s more was hidden by the facilitator.",
                "%(num)s more were hidden by the facilitator.",
                hidden,
            )
        )
    title = words.gettext("Handshakes and offers")
    return (Section(title=title, anchor="commitments", sentences=tuple(sentences)),)


def _said(line: CommitmentLine, words: Words) -> str:
    beside = "; ".join(part for part in (line.when, line.party) if part)
    return words.gettext(
        "%(number)s. %(kind)s: “%(what)s”%(beside)s",
        number=line.number,
        kind=commitment(line.kind, words.gettext),
        what=line.what,
        beside=f" ({beside})" if beside else "",
    )


def reflection(summary: LabSummary, words: Words) -> tuple[Section, ...]:
    """How true two statements were, and sentences verbatim; none where nobody answered."""
    told = summary.reflection
    if not told.answered:
        return ()
    title = words.gettext("What the participants thought of the lab")
    return (
        Section(
            title=title,
            anchor="reflection",
            sentences=tuple(_sentences(summary, words)),
            tables=_table(told, words),
        ),
    )


def _sentences(summary: LabSummary, words: Words) -> Iterator[str]:
    told = summary.reflection
    yield words.gettext(
        "%(answered)s of %(joined)s answered, each at most once.",
        answered=words.number(told.answered),
        joined=words.number(summary.joined),
    )
    yield from (_too_few(line, words) for line in told.questions if not line.steps)
    if told.sentences:
        yield words.gettext(
            "A sentence about the lab, in the writers’ own words. The order is that of the"
            " alphabet, so it does not show who wrote what."
        )
    yield from (words.gettext("“%(words)s”", words=each) for each in told.sentences)
    hidden = _count(told.hidden)
    if hidden:
        yield words.ngettext(
            "%(num)s sentence was hidden by the facilitator.",
            "%(num)s sentences were hidden by the facilitator.",
            hidden,
        )


def _too_few(line: QuestionSummary, words: Words) -> str:
    if line.answered >= FEWEST:
        return words.gettext(
            "“%(question)s”: how it was answered is shown when the lab is closed.",
            question=question(line.key, words.gettext),
        )
    return words.gettext(
        "“%(question)s”: fewer than %(fewest)s answered, so it is not shown how.",
        question=question(line.key, words.gettext),
        fewest=words.number(FEWEST),
    )


def _table(told: ReflectionSummary, words: Words) -> tuple[Table, ...]:
    lines = [line for line in told.questions if line.steps]
    if not lines:
        return ()
    title = words.gettext(
        "How true it was, from 1 (%(lowest)s) to 4 (%(highest)s)",
        lowest=step(STEPS[0], words.gettext),
        highest=step(STEPS[-1], words.gettext),
    )
    head = (words.gettext("Statement"), *map(str, STEPS), words.gettext("Answers"))
    rows = tuple(
        (
            question(line.key, words.gettext),
            *map(words.number, line.steps),
            words.number(line.answered),
        )
        for line in lines
    )
    return (Table(title=title, anchor="statements", head=head, rows=rows),)


def _count(hidden: tuple[HiddenCount, ...]) -> int:
    return sum(line.count for line in hidden)


def rows(summary: LabSummary, words: Words) -> Iterator[Row]:
    """The same for the table of the CSV."""
    for line in summary.commitments:
        label = commitment(line.kind, words.gettext)
        parts = {"what": line.what, "when": line.when, "party": line.party}
        for part, text in parts.items():
            if text:
                section = f"{line.kind.value}_{part}"
                yield {"section": section, "key": line.number, "label": label, "text": text}
    yield from _hidden("commitment_hidden", summary.commitments_hidden, words)
    yield from _reflected(summary.reflection, words)


def _hidden(section: str, hidden: tuple[HiddenCount, ...], words: Words) -> Iterator[Row]:
    for line in hidden:
        label = reason_name(line.reason, words)
        yield {"section": section, "key": line.reason, "label": label, "value": line.count}


def _reflected(told: ReflectionSummary, words: Words) -> Iterator[Row]:
    if told.answered:
        label = words.gettext("Answered the questions at the end")
        row: Row = {"section": "reflection", "key": "answered", "label": label}
        yield row | {"value": told.answered}
    for line in told.questions:
        label = question(line.key, words.gettext)
        row = {"section": "reflection", "key": line.key.value, "label": label}
        yield row | {"value": line.answered}
        for number, count in zip(STEPS, line.steps, strict=False):
            key = f"{line.key.value}_{number}"
            yield row | {"key": key, "label": step(number, words.gettext), "value": count}
    for at, sentence in enumerate(told.sentences, start=1):
        yield {"section": "sentence", "key": at, "text": sentence}
    yield from _hidden("sentence_hidden", told.hidden, words)
