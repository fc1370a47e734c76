"""Writing proposals together, and hiding one."""

from dataclasses import asdict, dataclass
from datetime import datetime

from labapp.domain import ideas as idea_rules
from labapp.domain import phases
from labapp.domain import proposals as rules
from labapp.domain.errors import NotFound
from labapp.domain.ideas import Channel
from labapp.domain.mandate import points
from labapp.domain.phases import Action
from labapp.domain.proposals import Content
from labapp.domain.values import Effect, Helper, Op, Phone, Verdict
from labapp.domain.vote_errors import ProposalInVote
from labapp.domain.voting import VoteOn
from labapp.live.audience import News
from labapp.live.tables import ProposalChanged, ProposalsRead
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.services.joining import Arrivals, participant_of
from labapp.store import audit
from labapp.store.db import session
from labapp.store.idea import readable_among
from labapp.store.lab import Lab
from labapp.store.offer import is_voted_on_now
from labapp.store.proposal import (
    Proposal,
    ProposalVersion,
    all_proposals,
    next_proposal_number,
    proposal_in,
)


@dataclass(frozen=True)
class Writing:
    """What is saved: of which proposal (None: a new one), and the version that was read."""

    content: Content
    number: int | None = None
    version: int = 0


@dataclass(frozen=True)
class _Author:
    """On whose behalf it is written: a table's, or where there is none a participant's own."""

    table: int | None
    participant: int | None
    channel: Channel | None
    leads: bool = False

    def may_write(self, proposal: Proposal) -> bool:
        if self.leads:
            return True
        if proposal.table_id is not None:
            return self.table == proposal.table_id
        return self.participant is not None and self.participant == proposal.participant_id


def write_proposal(lab_id: int, by: Phone | Helper, op: Op, writing: Writing) -> Verdict[News]:
    """Save a proposal: a phone while proposals are worked out, others as long as the lab is open.

    Facts: `proposal` with its `number` and `version`. Raises `LabClosed`, `PhaseClosed`,
    `NotFound` for another table's, `ProposalChanged`, `ProposalInVote`, and what its
    content is refused for.
    """
    now = clock.now()
    arrivals = Arrivals(lab_id, now)

    def change(lab: Lab) -> Effect[News]:
        author = _author(lab, by, arrivals)
        known = readable_among(lab.id, writing.content.ideas)
        content = rules.check_content(writing.content, known, points(lab.goals))
        proposal = _proposal(lab, author, writing, now)
        save(proposal, content, author.channel, now)
        if isinstance(by, Helper):
            facts = {"proposal": proposal.number, "version": proposal.version}
            audit.record(lab, by.who, "proposal.written", facts, now)
        return _changed(lab, proposal)

    return change_lab(lab_id, op, by.who, change, arrivals.tell)


def _author(lab: Lab, by: Phone | Helper, arrivals: Arrivals) -> _Author:
    if isinstance(by, Phone):
        phases.require(lab.moment(arrivals.now), Action.WRITE_PROPOSAL)
        person = arrivals.note(participant_of(lab, by, arrivals.now))
        return _Author(person.table_id, person.id, Channel.PHONE)
    phases.require_unclosed(lab.status)
    channel = Channel.TABLE_HOST if by.table is not None else None
    return _Author(by.table, None, channel, leads=by.account is not None)


def _proposal(lab: Lab, author: _Author, writing: Writing, now: datetime) -> Proposal:
    """The proposal that is changed, or a new one."""
    if writing.number is None:
        rules.check_count(sum(author.may_write(each) for each in all_proposals(lab.id)))
        return _begin(lab, author, now)
    proposal = proposal_in(lab.id, writing.number)
    if proposal is None or not author.may_write(proposal):
        raise NotFound
    if is_voted_on_now(VoteOn.PROPOSALS, proposal.id):
        raise ProposalInVote
    rules.check_version(writing.version, proposal.version)
    return proposal


def _begin(lab: Lab, author: _Author, now: datetime) -> Proposal:
    proposal = Proposal(
        lab_id=lab.id,
        number=next_proposal_number(lab.id),
        table_id=author.table,
        participant_id=None if author.table is not None else author.participant,
        version=0,
        begun_at=now,
    )
    session().add(proposal)
    return proposal


def save(proposal: Proposal, content: Content, channel: Channel | None, now: datetime) -> None:
    """Lay a new version, and keep it; inside a piece of work."""
    proposal.version += 1
    proposal.title, proposal.content, proposal.changed_at = content.title, asdict(content), now
    session().flush()
    session().add(
        ProposalVersion(
            proposal_id=proposal.id,
            version=proposal.version,
            channel=channel,
            content=proposal.content,
            saved_at=now,
        )
    )
    session().flush()


def _changed(lab: Lab, proposal: Proposal) -> Effect[News]:
    seq = lab.next_seq()
    told = ProposalChanged(lab=lab.id, seq=seq, proposal=proposal.number, table=proposal.table_id)
    facts = {"proposal": {"number": proposal.number, "version": proposal.version}}
    return Effect(seq=seq, facts=facts, news=(told, ProposalsRead(lab=lab.id, seq=seq)))


def hide_proposal(lab_id: int, account_id: int, op: Op, number: int, reason: str) -> Verdict[News]:
    """Take a proposal from every screen at once; an empty `reason` shows it again."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        proposal = proposal_in(lab.id, number)
        if proposal is None:
            raise NotFound
        proposal.hide_reason = idea_rules.check_reason(reason) if reason else None
        action = "proposal.hidden" if reason else "proposal.shown"
        audit.record(lab, f"u:{account_id}", action, {"proposal": number, "reason": reason}, now)
        return _changed(lab, proposal)

    return change_lab(lab_id, op, f"u:{account_id}", change)
