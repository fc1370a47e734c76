"""LabSummary: what the politicians get. All numbers in it belong to one moment, its `seq`."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby
from typing import Literal

from labapp.domain.ending import CommitmentLine, HiddenCount, ReflectionSummary
from labapp.domain.mandate import Evidence, MandateSummary
from labapp.domain.plain import stamp, whole
from labapp.domain.proposals import Content
from labapp.domain.rules import Method, Rule
from labapp.domain.translations import Translation
from labapp.domain.voting import VoteOn, of

Channel = Literal["phone", "table_host", "paper", "kiosk", "async"]


@dataclass(frozen=True, kw_only=True)
class CardLine:
    """What was known already, as the room was shown it."""

    kind: Evidence
    title: str
    text: str
    figure: str
    source: str
    day: date


@dataclass(frozen=True, kw_only=True)
class ProposalLine:
    """A proposal as it read last, worked out at a table; `version` says how often it was saved."""

    number: int
    table: str
    version: int
    says: Content
    came_from: int | None = None


@dataclass(frozen=True, kw_only=True)
class PhaseLine:
    """A phase as it was planned; `minutes` is None where it had no end of its own."""

    name: str
    activity: str
    minutes: int | None


@dataclass(frozen=True, kw_only=True)
class ChannelCount:
    """One way into the lab: who came by it, and what they handed in by it."""

    channel: Channel
    joined: int
    ideas: int
    ballots: int


@dataclass(frozen=True, kw_only=True)
class IdeaLine:
    """An idea as it may be read: `text` is the masked text where `masked` is true.

    `lang` is "und" for none, `channel` "" where it is not told. `came_from` is the number of a
    carried idea in the lab of the code `from_lab`; `for_lab` the code of that it was meant for.
    `agreeing` is how many people have said that they agree, beside those who wrote it: of an idea
    that is kept also with what was merged into it, each person once. It is no vote.
    """

    number: int
    text: str
    lang: str
    channel: Channel | Literal[""]
    late: bool = False
    masked: bool = False
    agreeing: int = 0
    came_from: int | None = None
    from_lab: str = ""
    for_lab: str = ""
    translation: Translation | None = None
    merged: tuple["IdeaLine", ...] = ()


@dataclass(frozen=True, kw_only=True)
class EarlierLab:
    """A lab that was shown here: `meant` ideas were for it, `joined` were put under its own."""

    code: str
    question: str
    held_at: datetime | None
    meant: int
    joined: int


@dataclass(frozen=True, kw_only=True)
class ThemeSummary:
    id: int
    name: str
    description: str
    ideas: tuple[IdeaLine, ...]


@dataclass(frozen=True, kw_only=True)
class ResultRow:
    """What one choice received. Equal dots share a `rank` (1, 2, 2, 4) and are `tied`.

    A choice is an idea (`idea_number`, its words in `label`, in `lang`), a theme (`theme_id`) or a
    proposal (`proposal_number`, where it is this lab's). `label` is empty where the choice was
    hidden later: its votes stand, its words do not. `dots` are points by the rule, and `value` is
    what ranks; `voters`, `supporters`, `answered` and `levels` as in `domain.voting.Counted`. The
    interval is of supporters among those who were asked, see `of`.
    """

    rank: int
    tied: bool
    label: str
    lang: str
    idea_number: int | None = None
    theme_id: int | None = None
    proposal_number: int | None = None
    dots: int
    voters: int
    supporters: int = 0
    answered: int = 0
    value: float = 0.0
    levels: Mapping[str, int] = field(default_factory=dict)
    cost: int | None = None
    share_low: float
    share_high: float
    translation: Translation | None = None


@dataclass(frozen=True, kw_only=True)
class RoundSummary:
    """One closed vote. `voted` are ballots with at least one mark, `blank` the others."""

    number: int
    on: VoteOn
    method: Method = Method.DOTS
    points: int
    max_per_choice: int
    opened_at: datetime
    closed_at: datetime
    superseded: bool
    ballots: int
    voted: int
    blank: int
    dots: int
    channels: tuple[ChannelCount, ...]
    rows: tuple[ResultRow, ...]

    @property
    def rule(self) -> Rule:
        return Rule(self.points, self.max_per_choice, self.method)


@dataclass(frozen=True, kw_only=True)
class LabSummary:
    """One lab, from question to result.

    `joined`, `contributed`, `voted` and `blank` as counted in the record: joined on a device,
    entered by a host or on paper; at least one idea; a ballot with at least one mark in the round
    that counts; a ballot without any. `shown` is neither hidden nor pending, `unique` what is
    left after merging. Withdrawn ideas are in `withdrawn` alone, never in `hidden`. `agreed` people
    have said that they agree with an idea of somebody else's.

    What earlier labs' ideas stand here is in `carried` (may be read) and `carried_hidden` alone.
    """

    body: str
    body_phone: str
    code: str
    question: str
    background: str
    place: str
    held_at: datetime | None
    recipient: str
    answer_by: date | None
    language: str
    published_at: datetime | None
    seq: int
    made_at: datetime
    audit_head: str
    level: Literal["open"] = "open"
    mandate: MandateSummary = field(default_factory=MandateSummary)
    cards: tuple[CardLine, ...] = ()
    proposals: tuple[ProposalLine, ...] = ()
    proposals_hidden: int = 0
    pending: int = 0
    agreed: int = 0
    continues: str = ""
    gallery_of: tuple[EarlierLab, ...] = ()
    carried: int = 0
    carried_hidden: int = 0
    phases: tuple[PhaseLine, ...]
    joined: int
    contributed: int
    voted: int
    blank: int
    channels: tuple[ChannelCount, ...]
    submitted: int
    shown: int
    unique: int
    merged: int
    withdrawn: int
    late: int
    hidden: tuple[HiddenCount, ...]
    themes: tuple[ThemeSummary, ...]
    unthemed: tuple[IdeaLine, ...]
    rounds: tuple[RoundSummary, ...]
    commitments: tuple[CommitmentLine, ...] = ()
    commitments_hidden: tuple[HiddenCount, ...] = ()
    reflection: ReflectionSummary = field(default_factory=ReflectionSummary)


def canonical(summary: LabSummary) -> str:
    """The one way to write a summary down: JSON, keys sorted, no spaces, times in UTC.

    Without `made_at`, so that the same content made twice has the same checksum. A number without
    a fraction is written without one, so that a reader in any language writes it back alike.
    """
    content = {key: value for key, value in asdict(summary).items() if key != "made_at"}
    return json.dumps(
        whole(content),
        default=stamp,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def checksum(summary: LabSummary) -> str:
    """SHA-256 of the canonical JSON, in hex."""
    return sha256(canonical(summary).encode()).hexdigest()


def standing(summary: LabSummary) -> tuple[RoundSummary, ...]:
    """The votes that no other has taken the place of, in the order that they were held."""
    return tuple(vote for vote in summary.rounds if not vote.superseded)


def current_round(summary: LabSummary) -> RoundSummary | None:
    """The last of the votes that stand: `voted` and `blank` of the summary are of it."""
    return next(reversed(standing(summary)), None)


def asked(vote: RoundSummary, row: ResultRow) -> int:
    """Of how many people the supporters of a choice are a share."""
    return of(vote.rule, row, vote.voted)


def backed(vote: RoundSummary, row: ResultRow) -> bool:
    """Whether anybody gave a choice something that speaks for it, or a score."""
    return bool(row.supporters if vote.method is Method.STANCE else row.dots)


def tiers(rows: tuple[ResultRow, ...]) -> tuple[tuple[ResultRow, ...], ...]:
    """The rows in groups that share one rank and the same people counted: drawn as one."""
    return tuple(
        tuple(group)
        for _, group in groupby(
            rows, key=lambda row: (row.rank, row.voters, row.supporters, row.answered)
        )
    )


def first_place(vote: RoundSummary) -> tuple[ResultRow, ...]:
    """The choices that come first of those that are backed; more than one in a tie."""
    return leading(vote, 1)


def leading(vote: RoundSummary, at_least: int) -> tuple[ResultRow, ...]:
    """The first `at_least` choices that are backed, and those that equal the last of them."""
    rows = [row for row in vote.rows if backed(vote, row)]
    last = rows[min(at_least, len(rows)) - 1].rank if rows else 0
    return tuple(row for row in rows if row.rank <= last)


def percent(part: int, of: int) -> int:
    """Whole percent, halves up; none of none is none."""
    return (200 * part + of) // (2 * of) if of else 0


def ideas(summary: LabSummary) -> Iterator[tuple[IdeaLine, ThemeSummary | None]]:
    """Every idea that may be read, with its theme; merged ones stand under the one that is kept."""
    for theme in summary.themes:
        for idea in theme.ideas:
            yield idea, theme
    for idea in summary.unthemed:
        yield idea, None
