"""What a valid idea is, who may change it, and who sees it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from labapp.domain import text
from labapp.domain.errors import IdeaGone, LabError, ReasonMissing, TooManyIdeas
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
    """An idea as it comes in. `detail` is more about it, and may be empty.

    `translation` is its version in the room's language, where a host wrote both down; `for_lab`
    the earlier lab that it is meant for, by id, in a lab that shows several.
    """

    text: str
    detail: str = ""
    lang: str = "und"
    translation: str = ""
    for_lab: int | None = None


def check_draft(draft: Draft) -> Draft:
    """The draft as it will be stored; raises the refusals of `domain.text.clean`."""
    beside = draft.translation.strip()
    return Draft(
        text.clean(draft.text, text.IDEA),
        text.clean(draft.detail, text.DETAIL),
        draft.lang,
        text.clean(beside, text.TRANSLATION) if beside else "",
        draft.for_lab,
    )


class SensitiveLab(LabError):
    """In a lab on a hard subject every idea waits for a person; nothing lifts that."""

    code = "sensitive_lab"


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What is said of when ideas are read: the gravest decides, then the latest.

    `sensitive` is the lab on a hard subject; `said` what the desk chose for the rest of this step,
    `step` what the step says by its plan, `lab` what holds where neither says anything.
    """

    lab: Moderation
    step: Moderation | None = None
    said: Moderation | None = None
    sensitive: bool = False

    @property
    def now(self) -> Moderation:
        return Moderation.BEFORE if self.sensitive else self.said or self.step or self.lab


def check_moderation(when: Moderation, *, sensitive: bool) -> None:
    """Raise `SensitiveLab` when ideas would be shown unread there."""
    if sensitive and when is Moderation.AFTER:
        raise SensitiveLab


def status_on_arrival(moderation: Moderation, text: str) -> IdeaStatus:
    """Whether an idea waits for a person: where the lab says so, and with a personal number."""
    held = moderation is Moderation.BEFORE or Sign.PERSONAL_NUMBER in signs_in(text)
    return IdeaStatus.PENDING if held else IdeaStatus.VISIBLE


def status_shown(*, joined: bool = False, masked: bool) -> IdeaStatus:
    """How an idea stands when it may be read: under another, by its mask, or as it was written."""
    if joined:
        return IdeaStatus.MERGED
    return IdeaStatus.MASKED if masked else IdeaStatus.VISIBLE


CHANGED = frozenset({IdeaStatus.VISIBLE, IdeaStatus.PENDING})
"""What its author may write anew: not what is masked, since the mask is of other words."""

TAKEN_BACK = CHANGED | {IdeaStatus.MASKED}
"""What its author may take back."""


def check_own(status: IdeaStatus, among: Collection[IdeaStatus] = CHANGED) -> None:
    """Raise `IdeaGone` when its author can do this with an idea no more."""
    if status not in among:
        raise IdeaGone(status=status.value)


def check_reason(reason: str) -> HideReason:
    """Hiding needs one of the six reasons, kept in the record; raises `ReasonMissing`."""
    try:
        return HideReason(reason)
    except ValueError:
        raise ReasonMissing from None
