"""Words for how much residents can influence, and for where what is known comes from."""

from labapp.domain.mandate import Evidence, Influence
from labapp.i18n import locale
from labapp.i18n.locale import Say


def influence(step: str, gettext: Say = locale.gettext) -> tuple[str, str]:
    """A step of the ladder: its name, and what it means for whoever takes part."""
    return {
        "information": (
            gettext("Information"),
            gettext("The municipality tells, and answers questions."),
        ),
        "consultation": (
            gettext("Consultation"),
            gettext("The municipality asks what you think before it decides."),
        ),
        "dialogue": (
            gettext("Dialogue"),
            gettext("You and the municipality reason together before it decides."),
        ),
        "involvement": (
            gettext("Involvement"),
            gettext("You work out the proposals that the politicians decide on."),
        ),
        "co_decision": (
            gettext("Co-decision"),
            gettext("You decide, within the limits that the politicians have set."),
        ),
    }[step]


def ladder() -> list[tuple[str, str, str]]:
    """All steps, the lowest first: key, name and meaning."""
    return [(step.value, *influence(step.value)) for step in Influence]


def evidence(kind: str, gettext: Say = locale.gettext) -> str:
    """Where what is known comes from."""
    return {
        "survey": gettext("Survey"),
        "dialogue": gettext("Earlier dialogue"),
        "statistics": gettext("Statistics"),
        "earlier_effort": gettext("Earlier effort"),
        "seminar": gettext("Seminar"),
        "lab": gettext("Earlier lab"),
        "interview": gettext("Interviews"),
        "youth_council": gettext("Youth council"),
    }[kind]


def kinds_of_evidence() -> list[tuple[str, str]]:
    """All kinds, with their words: to choose from."""
    return [(kind.value, evidence(kind.value)) for kind in Evidence]
