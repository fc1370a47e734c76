"""What a valid idea is, who may change it, and who sees it."""

from dataclasses import dataclass
from enum import StrEnum

from labapp.domain import text
from labapp.domain.errors import IdeaGone, ReasonMissing, TooManyIdeas
from labapp.domain.personal import Sign, signs_in
from labapp.domain.rate import Rate

RATE = Rate(per_minute=10, per_lab=200, refusal=TooManyIdeas)


class IdeaStatus(StrEnum):
    VISIBLE = "visible"
    PENDING = "pending"
    HIDDEN = "hidden"
    MASKED = "masked"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class HideReason(StrEnum):
    THREAT = "threat"
    HATE = "hate"
    INSULT = "insult"
    PERSONAL_DATA = "personal_data"
    OTHER_CRIME = "other_crime"
    SPAM = "spam"


class Channel(StrEnum):
    """How a contribution came in."""

    PHONE = "phone"
    TABLE_HOST = "table_host"
    PAPER = "paper"
    KIOSK = "kiosk"
    ASYNC = "async"


class Moderation(StrEnum):
    """Whether the facilitator reads an idea after it is shown, or before."""

    AFTER = "after"
    BEFORE = "before"


class IdeasShown(StrEnum):
    """When others' ideas appear: at once, or when the collect phase is over."""

    AT_ONCE = "at_once"
    AFTER_PHASE = "after_phase"


SHOWN = frozenset({IdeaStatus.VISIBLE, IdeaStatus.MASKED})
"""What stands by itself for the room to read: a masked idea by its mask."""

READABLE = SHOWN | {IdeaStatus.MERGED}
"""What the room may read: also an idea that was merged, under the one that is kept."""


@dataclass(frozen=True)
class Draft:
    """An idea as it comes in. `detail` is more about it, and may be empty."""

    text: str
    detail: str = ""
    lang: str = "und"


def check_draft(draft: Draft) -> Draft:
    """The draft as it will be stored; raises the refusals of `domain.text.clean`."""
    return Draft(
        text.clean(draft.text, text.IDEA), text.clean(draft.detail, text.DETAIL), draft.lang
    )


def status_on_arrival(moderation: Moderation, text: str) -> IdeaStatus:
    """Whether an idea waits for a person: where the lab says so, and with a personal number."""
    held = moderation is Moderation.BEFORE or Sign.PERSONAL_NUMBER in signs_in(text)
    return IdeaStatus.PENDING if held else IdeaStatus.VISIBLE


def check_own(status: IdeaStatus) -> None:
    """Raise `IdeaGone` when its author can change an idea no more."""
    if status not in {IdeaStatus.VISIBLE, IdeaStatus.PENDING}:
        raise IdeaGone(status=status.value)


def check_reason(reason: str) -> HideReason:
    """Hiding needs one of the six reasons, kept in the record; raises `ReasonMissing`."""
    try:
        return HideReason(reason)
    except ValueError:
        raise ReasonMissing from None
