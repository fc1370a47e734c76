"""What one phone may see besides what everybody sees: its own ideas and its own ballot."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from labapp.domain.commitments import CommitmentStatus
from labapp.domain.ideas import IdeaStatus
from labapp.domain.reflections import Answer
from labapp.domain.rules import left
from labapp.domain.values import Phone
from labapp.domain.voting import shuffled
from labapp.store import keys
from labapp.store.agreement import agreed_by
from labapp.store.ballot import ballot_of
from labapp.store.commitment import Commitment, commitments_by
from labapp.store.idea import Idea, ideas_by, read_as
from labapp.store.lab import Lab
from labapp.store.offer import Offer
from labapp.store.participant import Participant, all_behind, how_many, participant_by_key
from labapp.store.proposal import Proposal
from labapp.store.reflection import reflection_by
from labapp.web.views import LabView


@dataclass(frozen=True, kw_only=True)
class Mine:
    """`agrees` are the numbers of others' ideas, as they are read now, that this phone agrees with.

    `marks` are choice id to mark; `n` is the next ballot's number; `seed` orders choices.
    Where `people` share the phone, nobody is shown the marks of the one before.
    """

    view: LabView
    joined: bool
    table: int | None
    participant: int | None
    people: int
    ideas: tuple[Idea, ...]
    agrees: frozenset[int]
    commitments: tuple[Commitment, ...]
    reflection: Answer | None
    marks: Mapping[int, int]
    n: int
    has_ballot: bool
    left: int | None
    seed: bytes

    @property
    def proposals(self) -> list[Proposal]:
        """What this phone may write on."""
        return self.view.room.own(self.table, self.participant)

    @property
    def offers(self) -> list[Offer]:
        """The choices in this phone's own order."""
        offers = {offer.id: offer for offer in self.view.offers}
        return [offers[choice] for choice in shuffled(list(offers), self.seed)]

    def is_mine(self, idea_number: int | None) -> bool:
        return any(idea.number == idea_number for idea in self.ideas)

    def is_counted(self, idea: Idea) -> bool:
        """Whether something that this phone wrote is read under an idea."""
        under = (own.merged_into_id for own in self.ideas if own.status is IdeaStatus.MERGED)
        return idea.id in under

    @property
    def _rule(self) -> dict[str, object] | None:
        """How the latest round votes, and what its choices cost where that matters."""
        if self.view.round is None:
            return None
        costs = {str(choice): cost for choice, cost in self.view.costs.items()}
        return {**asdict(self.view.round.rule), "costs": costs}

    def as_facts(self) -> dict[str, object]:
        """The personal part of the protocol, as JSON."""
        return {
            "seq": self.view.lab.seq,
            "ideas": [_as_facts(idea) for idea in self.ideas],
            "agrees": sorted(self.agrees),
            "commitments": [_as_promised(each) for each in self.commitments],
            "reflection": asdict(self.reflection) if self.reflection else None,
            "table": self.table,
            "round": self.view.round.id if self.view.round else None,
            "marks": {str(choice): points for choice, points in self.marks.items()},
            "n": self.n,
            "has_ballot": self.has_ballot,
            "left": self.left,
            "rule": self._rule,
            "order": [offer.id for offer in self.offers],
            "choices": {str(offer.id): offer.number or offer.text for offer in self.view.offers},
        }


def _as_facts(idea: Idea) -> dict[str, object]:
    return {
        "id": idea.id,
        "number": idea.number,
        "text": idea.text,
        "detail": idea.detail,
        "status": idea.status.value,
        "late": idea.late,
        "hidden": idea.status is IdeaStatus.HIDDEN,
    }


def _as_promised(commitment: Commitment) -> dict[str, object]:
    return {
        "id": commitment.id,
        "number": commitment.number,
        "kind": commitment.kind.value,
        "what": commitment.what,
        "when": commitment.by_when,
        "party": commitment.party,
        "public": commitment.public,
        "hidden": commitment.status is CommitmentStatus.HIDDEN,
    }


def of(lab: Lab, phone: Phone) -> Mine:
    """What this phone may see of its own."""
    view = LabView(lab)
    participant = participant_by_key(lab.id, phone.participant)
    tag = keys.voter_tag(view.round.id, phone.participant) if view.round else None
    cast = ballot_of(view.round.id, tag) if view.round and tag else None
    people = how_many(participant)
    offered = {offer.id for offer in view.offers} if cast and people == 1 else set()
    marks = {c: p for c, p in cast.marks.items() if c in offered} if cast else {}
    return Mine(
        view=view,
        joined=participant is not None,
        table=participant.table_id if participant else None,
        participant=participant.id if participant else None,
        people=people,
        ideas=_written(participant) if participant else (),
        agrees=read_as(lab.id, agreed_by(participant.id)) if participant else frozenset(),
        commitments=tuple(commitments_by(participant.id)) if participant else (),
        reflection=_answered(participant.id) if participant else None,
        marks=marks,
        n=cast.n + 1 if cast else 1,
        has_ballot=cast is not None,
        left=left(view.round.rule if view.round else lab.rule, marks, view.costs),
        seed=phone.participant,
    )


def _written(phone: Participant) -> tuple[Idea, ...]:
    """What was written on the phone by whoever shares it, the newest first."""
    written = [idea for person in all_behind(phone) for idea in ideas_by(person)]
    return tuple(sorted(written, key=lambda idea: -idea.number))


def _answered(participant_id: int) -> Answer | None:
    row = reflection_by(participant_id)
    return row.content if row else None
