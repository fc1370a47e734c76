"""Reading a lab's tables into the one summary that every export draws."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from labapp.domain import agreeing as agreement
from labapp.domain import summary as made
from labapp.domain.agreeing import Said
from labapp.domain.errors import NotFound
from labapp.domain.ideas import READABLE, SHOWN, Channel, IdeaStatus
from labapp.domain.mandate import Mandate, MandateSummary, points
from labapp.domain.phases import LabStatus
from labapp.domain.summary import LabSummary, RoundSummary
from labapp.domain.translations import Translation, Translator
from labapp.domain.voting import RoundStatus
from labapp.services import clock, ending, gallery
from labapp.services.counting import count_round
from labapp.services.merging import original
from labapp.store.account import Body, the_body
from labapp.store.agreement import agreements_in
from labapp.store.audit import chain_head
from labapp.store.ballot import rounds_of
from labapp.store.commitment import Commitment, kept_commitments
from labapp.store.idea import Idea, Theme, all_ideas, themes_of
from labapp.store.lab import Lab, lab_by_id
from labapp.store.participant import count_joined
from labapp.store.proposal import Proposal, all_proposals
from labapp.store.table import tables_of


@dataclass(frozen=True)
class _Record:
    """What is in the tables of one lab, as of one `seq`. Withdrawn ideas are a number only.

    `own` of the `ideas` were written here, `carried` in an earlier lab; `labs` are the codes of
    the labs that it shows or carried from, by id.
    """

    lab: Lab
    body: Body
    ideas: Sequence[Idea]
    said: Said
    withdrawn: int
    labs: Mapping[int, str]
    themes: Sequence[Theme]
    joined: Counter[Channel]
    rounds: tuple[RoundSummary, ...]
    proposals: Sequence[Proposal]
    commitments: Sequence[Commitment]

    @property
    def own(self) -> list[Idea]:
        return [idea for idea in self.ideas if idea.is_own]

    @property
    def carried(self) -> list[Idea]:
        return [idea for idea in self.ideas if not idea.is_own]

    def count(self, status: IdeaStatus) -> int:
        return sum(1 for idea in self.own if idea.status is status)

    @cached_property
    def _merged(self) -> dict[int | None, list[Idea]]:
        found: dict[int | None, list[Idea]] = {}
        for idea in self.ideas:
            if idea.status is IdeaStatus.MERGED:
                found.setdefault(idea.merged_into_id, []).append(idea)
        return found

    def under(self, kept: Idea) -> list[Idea]:
        """What was merged into an idea, and may be read there."""
        return self._merged.get(kept.id, [])

    def agreeing(self, together: Sequence[Idea]) -> frozenset[int]:
        return agreement.agreeing([original(idea) for idea in together], self.said)

    @property
    def agreed(self) -> int:
        """How many people agree with something that may be read, and that they did not write."""
        shown = (idea for idea in self.ideas if idea.status in SHOWN)
        return len({who for idea in shown for who in self.agreeing([idea, *self.under(idea)])})


def summarise_lab(lab_id: int) -> LabSummary:
    """One lab, read in one transaction. Rounds that are open have no counts yet, and are left out.

    Raises `NotFound`.
    """
    record = _read(lab_id)
    lab = record.lab
    standing = [r for r in record.rounds if not r.superseded][-1:]
    return LabSummary(
        body=record.body.name,
        body_phone=record.body.phone,
        code=lab.code,
        question=lab.question,
        background=lab.background,
        place=lab.place,
        held_at=lab.starts_at or lab.opened_at,
        recipient=lab.recipient,
        answer_by=lab.answer_by,
        language=lab.language,
        published_at=lab.published_at,
        seq=lab.seq,
        made_at=clock.now(),
        audit_head=chain_head(),
        mandate=_mandate(lab.mandate),
        cards=tuple(made.CardLine(**vars(card.content)) for card in lab.cards),
        continues=_earlier(lab),
        gallery_of=gallery.shown_labs(lab, record.ideas),
        carried=sum(idea.status in READABLE for idea in record.carried),
        carried_hidden=sum(map(_is_hidden, record.carried)),
        proposals=tuple(_proposals(record)),
        proposals_hidden=sum(1 for each in record.proposals if each.hide_reason),
        phases=tuple(_phase_lines(lab)),
        joined=record.joined.total(),
        agreed=record.agreed,
        contributed=len({idea.participant_id for idea in record.ideas} - {None}),
        voted=sum(r.voted for r in standing),
        blank=sum(r.blank for r in standing),
        channels=_channels(record, standing),
        submitted=len(record.own),
        pending=record.count(IdeaStatus.PENDING),
        shown=sum(idea.status in READABLE for idea in record.own),
        unique=len(record.own) - record.count(IdeaStatus.MERGED),
        merged=record.count(IdeaStatus.MERGED),
        withdrawn=record.withdrawn,
        late=sum(1 for idea in record.ideas if idea.late),
        hidden=ending.by_reason(idea.hide_reason for idea in record.own if _is_hidden(idea)),
        themes=tuple(_theme(theme, record) for theme in record.themes),
        unthemed=_lines(record, None),
        rounds=record.rounds,
        commitments=ending.commitments(record.commitments),
        commitments_hidden=ending.by_reason(row.hide_reason for row in record.commitments),
        reflection=ending.reflection(lab.id, closed=lab.status is LabStatus.CLOSED),
    )


def _read(lab_id: int) -> _Record:
    lab, body = lab_by_id(lab_id), the_body()
    if lab is None or body is None:
        raise NotFound
    received = all_ideas(lab.id)
    kept = [idea for idea in received if idea.status is not IdeaStatus.WITHDRAWN]
    return _Record(
        lab=lab,
        body=body,
        ideas=kept,
        said=agreements_in(lab.id),
        withdrawn=sum(idea.is_own for idea in received) - sum(idea.is_own for idea in kept),
        labs=gallery.codes(kept),
        themes=themes_of(lab.id),
        joined=count_joined(lab.id),
        rounds=_rounds(lab, kept),
        proposals=all_proposals(lab.id),
        commitments=kept_commitments(lab.id),
    )


def _rounds(lab: Lab, ideas: Sequence[Idea]) -> tuple[RoundSummary, ...]:
    """The rounds that are over, as may be told of what was voted on."""
    untold = {idea.number for idea in ideas if lab.sensitive or not idea.is_own}
    counted = [count_round(r) for r in rounds_of(lab.id) if r.status is not RoundStatus.OPEN]
    return tuple(
        replace(vote, rows=tuple(_row(row, untold) for row in vote.rows)) for vote in counted
    )


def _row(row: made.ResultRow, untold: Collection[int]) -> made.ResultRow:
    return replace(row, translation=_unsaid(row.translation)) if row.idea_number in untold else row


def _mandate(told: Mandate) -> MandateSummary:
    return MandateSummary(
        influence=told.influence,
        can_influence=points(told.can_influence),
        cannot_influence=points(told.cannot_influence),
        promise=told.promise,
        commissioner=told.commissioner,
        goals=points(told.goals),
    )


def _earlier(lab: Lab) -> str:
    """The question of the lab that this one continues."""
    earlier = lab_by_id(lab.continues_id) if lab.continues_id is not None else None
    return earlier.question if earlier else ""


def _proposals(record: _Record) -> Iterator[made.ProposalLine]:
    tables = {table.id: table.name for table in tables_of(record.lab.id)}
    for each in record.proposals:
        if each.hide_reason is None:
            yield made.ProposalLine(
                number=each.number,
                table=tables.get(each.table_id or 0, ""),
                version=each.version,
                says=each.says,
                came_from=each.came_from,
            )


def _phase_lines(lab: Lab) -> list[made.PhaseLine]:
    return [
        made.PhaseLine(name=phase.name, activity=phase.plan.activity.value, minutes=phase.minutes)
        for phase in lab.phases
    ]


def _channels(record: _Record, standing: Sequence[RoundSummary]) -> tuple[made.ChannelCount, ...]:
    """Every channel that somebody came by, with what they handed in by it."""
    ideas = Counter(idea.channel for idea in record.own)
    ballots = Counter[str]()
    for round_ in standing:
        ballots.update({line.channel: line.ballots for line in round_.channels})
    return tuple(
        made.ChannelCount(
            channel=channel.value,
            joined=record.joined[channel],
            ideas=ideas[channel],
            ballots=ballots[channel.value],
        )
        for channel in Channel
        if record.joined[channel] or ideas[channel] or ballots[channel.value]
    )


def _is_hidden(idea: Idea) -> bool:
    return idea.status is IdeaStatus.HIDDEN


def _theme(theme: Theme, record: _Record) -> made.ThemeSummary:
    return made.ThemeSummary(
        id=theme.id,
        name=theme.name,
        description=theme.description,
        ideas=_lines(record, theme.id),
    )


def _lines(record: _Record, theme_id: int | None) -> tuple[made.IdeaLine, ...]:
    """The ideas of a theme that may be read, each with those that were merged into it."""
    return tuple(
        _kept(idea, record)
        for idea in record.ideas
        if idea.status in SHOWN and idea.theme_id == theme_id
    )


def _kept(idea: Idea, record: _Record) -> made.IdeaLine:
    under = record.under(idea)
    merged = tuple(_line(other, record) for other in under)
    return replace(_line(idea, record, under), merged=merged)


def _line(idea: Idea, record: _Record, under: Sequence[Idea] = ()) -> made.IdeaLine:
    """What may be read of an idea; from a lab on a hard subject, or another, not how it came in."""
    untold = record.lab.sensitive or not idea.is_own
    return made.IdeaLine(
        number=idea.number,
        text=idea.shown_text,
        lang=idea.lang,
        channel="" if untold else idea.channel.value,
        late=idea.late,
        masked=idea.masked,
        agreeing=len(record.agreeing([idea, *under])),
        came_from=idea.came_from,
        from_lab=record.labs.get(idea.from_lab_id or 0, ""),
        for_lab=record.labs.get(idea.for_lab_id or 0, ""),
        translation=_unsaid(idea.translation) if untold else idea.translation,
    )


def _unsaid(translation: Translation | None) -> Translation | None:
    """A translation without who made it: a host translates what came in at her table."""
    return replace(translation, by=Translator.PERSON) if translation else None
