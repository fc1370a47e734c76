"""A rehearsal inside the house: a copy of a lab in which pretend phones write, vote and work.

It is a lab of its own, so that nothing of the real one is touched, and it goes altogether when it
is wiped. The phones act while somebody watches the lab in this process.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from labapp.domain.errors import LabError, NotFound
from labapp.domain.ideas import Draft
from labapp.domain.labs import LabPlan
from labapp.domain.phases import Activity
from labapp.domain.proposals import Content
from labapp.domain.rules import liked
from labapp.domain.values import Effect, Op, Phone, Verdict
from labapp.domain.voting import Ballot
from labapp.i18n import locale
from labapp.i18n.pretending import pretend_ideas
from labapp.live import hub
from labapp.live.audience import News
from labapp.services import clock, ideas, proposals, tables, voting
from labapp.services.joining import join
from labapp.services.labs import new_lab, plan_of
from labapp.services.proposals import Writing
from labapp.store import audit, keys
from labapp.store.account import account_by_id
from labapp.store.ballot import count_ballots, latest_round, rounds_of
from labapp.store.db import session
from labapp.store.idea import numbers_of
from labapp.store.lab import Lab, erase, lab_by_id, open_rehearsals
from labapp.store.offer import as_open_round, offers_of
from labapp.store.participant import count_joined
from labapp.store.proposal import all_proposals
from labapp.store.table import Table, tables_of
from labapp.store.writer import write

PEOPLE = 24
IDEAS_EACH = 2
AT_A_TIME = 3  # who do something in one turn


def open_rehearsal(account_id: int, op: Op, lab_id: int) -> Verdict[News]:
    """Open a copy of a lab to rehearse in, with its tables; facts: its `code`."""
    now = clock.now()

    def work() -> Effect[News]:
        lab, account = lab_by_id(lab_id), account_by_id(account_id)
        if lab is None or account is None:
            raise NotFound
        copy = new_lab(account.body_id, account_id, _copied(lab), now)
        copy.rehearsal = True
        session().add_all(_laid(lab, copy))
        audit.record(copy, f"u:{account_id}", "rehearsal.opened", {"of": lab.code}, now)
        return Effect(seq=copy.seq, facts={"code": copy.code})

    return write(op, f"u:{account_id}", work)


def _copied(lab: Lab) -> LabPlan:
    plan = plan_of(lab)
    return replace(plan, phases=tuple(replace(phase, id=None) for phase in plan.phases))


def _laid(lab: Lab, copy: Lab) -> list[Table]:
    return [
        Table(lab_id=copy.id, position=table.position, name=table.name)
        for table in tables_of(lab.id)
    ]


def wipe_rehearsal(lab_id: int, account_id: int, op: Op) -> Verdict[News]:
    """Take a rehearsal away with all that was written and voted in it; never a real lab."""
    now = clock.now()
    rounds: list[int] = []

    def work() -> Effect[News]:
        lab = lab_by_id(lab_id)
        if lab is None or not lab.rehearsal:
            raise NotFound
        rounds.extend(round_.id for round_ in rounds_of(lab_id))
        audit.record(lab, f"u:{account_id}", "rehearsal.wiped", {"question": lab.question}, now)
        session().flush()
        erase(lab_id)
        return Effect(scrub=True)

    def gone(_verdict: Verdict[News]) -> None:
        for round_id in rounds:
            keys.destroy_round_key(round_id)
        hub.cut_lab(lab_id)

    return write(op, f"u:{account_id}", work, gone)


def take_turns() -> None:
    """Let some of the pretend phones do something, in every rehearsal that is watched here."""
    for lab_id in open_rehearsals(hub.watched()):
        lab = lab_by_id(lab_id)
        if lab is not None:
            act(lab)


def act(lab: Lab) -> None:
    """One turn: some come in, and some do what the phase asks for."""
    activity, there = lab.activity, count_joined(lab.id).total()  # before a write lets go of it
    for n in range(there, min(there + AT_A_TIME, PEOPLE)):
        join(lab.id, a_phone(lab, n))
    turns: dict[Activity | None, Callable[[Lab], None]] = {
        Activity.COLLECT: _write,
        Activity.GALLERY: _write,
        Activity.VOTE: _vote,
        Activity.DEEPEN: _propose,
    }
    try:
        turns.get(activity, _wait)(lab)
    except LabError:  # the facilitator went on meanwhile
        return


def a_phone(lab: Lab, n: int) -> Phone:
    """The n-th pretend phone of a lab, the same at every turn."""
    names = (f"{part}:{lab.join_token}:{n}" for part in ("phone", "seal"))
    return Phone(*(hashlib.sha256(name.encode()).digest() for name in names))


def _op(lab: Lab, *what: object) -> Op:
    """The same action has the same name, so that a turn that is taken twice does nothing twice."""
    name = ":".join(map(str, (lab.join_token, *what)))
    return Op(hashlib.sha256(name.encode()).hexdigest()[:32], {"turn": list(map(str, what))})


def _wait(_lab: Lab) -> None:
    """Nothing is done in the phones now."""


def _write(lab: Lab) -> None:
    written = len(numbers_of(lab.id))
    with locale.speaking(lab.language):
        texts = pretend_ideas()
    for n in range(written, min(written + AT_A_TIME, PEOPLE * IDEAS_EACH)):
        draft = Draft(_said(texts, n), lang=lab.language)
        ideas.submit_idea(lab.id, a_phone(lab, n % PEOPLE), _op(lab, "idea", n), draft)


def _said(texts: Sequence[str], n: int) -> str:
    """One of the ideas; after the first round in nearly the same words, as in a real room."""
    text = texts[n * 7 % len(texts)]
    return text if n < len(texts) else f"{text[:-1]}!"


def _vote(lab: Lab) -> None:
    round_ = latest_round(lab.id)
    offers = [offer.id for offer in offers_of(round_)] if round_ else []
    if round_ is None or not offers:
        return
    voted = count_ballots(round_.id)
    for n in range(voted, min(voted + AT_A_TIME, PEOPLE)):
        few = range(min(round_.points or len(offers), len(offers)))
        order = sorted({offers[(n * (k + 1) + k) % len(offers)] for k in few})
        marks = liked(round_.rule, order, as_open_round(round_).costs)
        ballot = Ballot(round=round_.id, n=1, marks=marks)
        voting.cast_ballot(lab.id, a_phone(lab, n), _op(lab, "ballot", round_.id, n), ballot)


def _propose(lab: Lab) -> None:
    """Each table begins one, one table a turn."""
    begun = {proposal.table_id for proposal in all_proposals(lab.id)}
    waiting = [table for table in tables_of(lab.id) if table.id not in begun]
    if not waiting:
        return
    table, phone = waiting[0], a_phone(lab, len(begun))
    with locale.speaking(lab.language):
        title = pretend_ideas()[len(begun) % len(pretend_ideas())]
    tables.sit_down(lab.id, phone, _op(lab, "seat", table.id), table.id)
    content = Content(title=title)
    proposals.write_proposal(lab.id, phone, _op(lab, "proposal", table.id), Writing(content))
