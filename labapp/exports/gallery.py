"""What the paper says of earlier labs: those that were shown, and what was carried from them."""

from collections.abc import Iterator

from labapp.domain.summary import EarlierLab, IdeaLine, LabSummary
from labapp.exports.labels import figure_name
from labapp.i18n.locale import Words

Row = dict[str, object]


def told(summary: LabSummary, words: Words) -> Iterator[str]:
    """The earlier lab that this one continued, and those that it showed."""
    if summary.continues:
        yield words.gettext(
            "The lab continued an earlier one: %(question)s", question=summary.continues
        )
    for earlier in summary.gallery_of:
        yield " ".join(_shown(earlier, words))


def _shown(earlier: EarlierLab, words: Words) -> Iterator[str]:
    asked = earlier.question
    if earlier.held_at is None:
        yield words.gettext("The lab showed an earlier one: “%(question)s”.", question=asked)
    else:
        yield words.gettext(
            "The lab showed an earlier one: “%(question)s”, of %(date)s.",
            question=asked,
            date=words.date(earlier.held_at),
        )
    if earlier.meant:
        yield words.ngettext(
            "%(num)s idea here was meant for it.",
            "%(num)s ideas here were meant for it.",
            earlier.meant,
        )
    if earlier.joined:
        yield words.ngettext(
            "%(num)s idea here was put together with one of its ideas.",
            "%(num)s ideas here were put together with its ideas.",
            earlier.joined,
        )


def came_from(idea: IdeaLine, summary: LabSummary, words: Words) -> str:
    """Where a carried idea was first; "" for one that was written here."""
    if idea.came_from is None:
        return ""
    lab = _question(idea.from_lab, summary)
    if not lab:
        return words.gettext("idea %(number)s in the earlier lab", number=idea.came_from)
    return words.gettext("idea %(number)s in the lab “%(lab)s”", number=idea.came_from, lab=lab)


def meant_for(idea: IdeaLine, summary: LabSummary, words: Words) -> str:
    """The lab that its writer meant an idea for; "" where nothing was said."""
    lab = _question(idea.for_lab, summary)
    return words.gettext("for the lab “%(lab)s”", lab=lab) if lab else ""


def _question(code: str, summary: LabSummary) -> str:
    return next((each.question for each in summary.gallery_of if each.code == code), "")


def stages(summary: LabSummary, words: Words) -> list[tuple[str, int]]:
    """What was carried here, for the table of ideas in their stages: counted by itself."""
    counts = (
        (
            words.gettext("were carried here from earlier labs, and are not counted above"),
            "carried",
        ),
        (words.gettext("were carried here, and are hidden"), "carried_hidden"),
    )
    found = [(label, int(getattr(summary, key))) for label, key in counts]
    return [(label, count) for label, count in found if count]


def rows(summary: LabSummary, words: Words) -> Iterator[Row]:
    """The rows of the CSV: a lab that was shown is two of them."""
    for key in ("carried", "carried_hidden"):
        label = figure_name(key, words)
        yield {"section": "figure", "key": key, "label": label, "value": getattr(summary, key)}
    for earlier in summary.gallery_of:
        counts = {"gallery_meant": earlier.meant, "gallery_joined": earlier.joined}
        for section, count in counts.items():
            row: Row = {"section": section, "key": earlier.code, "text": earlier.question}
            yield row | {"label": figure_name(section, words), "value": count}
