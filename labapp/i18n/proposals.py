"""Words for what a proposal says."""

from labapp.domain.proposals import Content
from labapp.i18n import locale
from labapp.i18n.locale import Say


def start(key: str, gettext: Say = locale.gettext) -> str:
    """Where a proposal starts from."""
    return {
        "existing": gettext("something that is done already"),
        "extension": gettext("an extension of what is done"),
        "new": gettext("something new"),
    }[key]


def cost_level(key: str, gettext: Say = locale.gettext) -> str:
    """What it costs, about: as far as a table can say."""
    return {
        "none": gettext("costs nothing"),
        "small": gettext("costs little"),
        "middle": gettext("costs something, within a budget that there is"),
        "large": gettext("costs much, and needs money of its own"),
        "unknown": gettext("we do not know"),
    }[key]


def size(key: str, gettext: Say = locale.gettext) -> str:
    """How much there is to do."""
    return {
        "small": gettext("small: done within weeks"),
        "middle": gettext("middle: done within a year"),
        "large": gettext("large: takes several years"),
    }[key]


def parts(content: Content, gettext: Say = locale.gettext) -> list[tuple[str, str]]:
    """What a proposal says besides its title: each part that is filled in, with its words."""
    said = (
        (gettext("What is to be done"), content.what),
        (gettext("Why"), content.why),
        (gettext("For whom"), content.for_whom),
        (gettext("The first step"), content.first_step),
        (gettext("Who can do it"), content.who),
        (
            gettext("Cost level"),
            cost_level(content.cost_level, gettext) if content.cost_level else "",
        ),
        (gettext("Cost, about"), content.cost),
        (gettext("Size"), size(content.size, gettext) if content.size else ""),
        (gettext("What can go wrong"), content.risk),
        (gettext("Starts from"), start(content.start, gettext) if content.start else ""),
        (gettext("What they do not agree on"), content.minority),
        (gettext("Goals that it serves"), "; ".join(content.goals)),
        (gettext("Ideas behind it"), ", ".join(map(str, content.ideas))),
        *_trial(content, gettext),
    )
    return [(label, value) for label, value in said if value]


def _trial(content: Content, gettext: Say) -> tuple[tuple[str, str], ...]:
    return (
        (gettext("To be tried: where"), content.trial_where),
        (gettext("To be tried: how long"), content.trial_time),
        (gettext("To be tried: how one sees whether it works"), content.trial_measure),
        (gettext("To be tried: when it is stopped"), content.trial_stop),
    )
