"""Before the ideas on the paper: what residents could influence, and what was known already."""

from collections.abc import Iterator

from labapp.domain.mandate import MandateSummary
from labapp.domain.summary import CardLine, LabSummary
from labapp.exports import gallery
from labapp.exports.paper import Section
from labapp.i18n.locale import Words
from labapp.i18n.mandate import evidence, influence


def mandate(summary: LabSummary, words: Words) -> tuple[Section, ...]:
    """The step of the ladder, what could be influenced and what not; none where it was not told."""
    sentences = tuple(_mandate(summary.mandate, words))
    if not sentences:
        return ()
    title = words.gettext("What residents could influence")
    return (Section(title=title, anchor="mandate", sentences=sentences),)


def _mandate(told: MandateSummary, words: Words) -> list[str]:
    sentences = []
    if told.commissioner:
        by = told.commissioner
        sentences.append(words.gettext("%(commissioner)s asked for the lab.", commissioner=by))
    if told.influence:
        name, meaning = influence(told.influence, words.gettext)
        sentences.append(
            words.gettext(
                "Step: %(name)s. They were told: “%(meaning)s”", name=name, meaning=meaning
            )
        )
    sentences.extend(_points(told, words))
    if told.promise:
        sentences.append(words.gettext("What was promised: %(promise)s", promise=told.promise))
    return sentences


def _points(told: MandateSummary, words: Words) -> Iterator[str]:
    if told.can_influence:
        points = "; ".join(told.can_influence)
        yield words.gettext("This could be influenced: %(points)s.", points=points)
    if told.cannot_influence:
        points = "; ".join(told.cannot_influence)
        yield words.gettext("This could not: %(points)s.", points=points)
    if told.goals:
        goals = "; ".join(told.goals)
        yield words.gettext("The municipality’s goals: %(goals)s.", goals=goals)


def challenge(summary: LabSummary, words: Words) -> tuple[Section, ...]:
    """The challenge as it was told, with the background cards that the room was shown."""
    told = tuple(summary.background.split("\n")) if summary.background else ()
    told = (*told, *gallery.told(summary, words))
    cards = tuple(_card(card, words) for card in summary.cards)
    if not told and not cards:
        return ()
    return (
        Section(
            title=words.gettext("The challenge"), anchor="challenge", sentences=(*told, *cards)
        ),
    )


def _card(card: CardLine, words: Words) -> str:
    return words.gettext(
        "%(kind)s: %(said)s (%(source)s, %(date)s)",
        kind=evidence(card.kind, words.gettext),
        said=_said(card),
        source=card.source,
        date=words.date(card.day),
    )


def _said(card: CardLine) -> str:
    """The heading, its figure and the words, as one text."""
    parts = (card.title, card.figure, card.text)
    return " ".join(_ended(part) for part in parts if part)


def _ended(words: str) -> str:
    return words if words.endswith((".", "?", "!", ":")) else f"{words}."
