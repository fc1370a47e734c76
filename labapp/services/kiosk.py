"""A shared screen takes ballots of whoever passes by.

Nobody says there who they are: each ballot lies under a tag of its own, and no participant leads
to it. Whoever writes and votes there is not counted as two, so the people of shared screens are as
many as wrote on them, or as many as voted on them, whichever is more.
"""

from dataclasses import replace

from labapp.domain import phases
from labapp.domain import voting as rules
from labapp.domain.errors import RoundClosed
from labapp.domain.ideas import Channel
from labapp.domain.phases import Action
from labapp.domain.values import Effect, Helper, Op, Verdict
from labapp.domain.voting import Ballot
from labapp.live.audience import News
from labapp.live.news import BallotCounted
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.services.joining import Arrivals, somebody
from labapp.store import audit, keys
from labapp.store import ballot as store
from labapp.store.db import session
from labapp.store.lab import Lab
from labapp.store.participant import count_joined
from labapp.store.slip import ballots_by_channel


def cast_at_kiosk(lab_id: int, helper: Helper, op: Op, ballot: Ballot) -> Verdict[News]:
    """Take the ballot of whoever stands at the screen; it cannot be changed.

    What is remembered of the op is sealed with the round's key, and goes with it. Raises
    `LabClosed`, `PhaseClosed`, `RoundClosed`, and what a ballot is refused for.
    """
    arrivals = Arrivals(lab_id, clock.now())
    seal = keys.voter_tag(ballot.round, b"entered")
    if seal is None:
        raise RoundClosed(round=ballot.round)

    def change(lab: Lab) -> Effect[News]:
        phases.require(lab.moment(arrivals.now), Action.CAST_BALLOT)
        _lay(lab, helper, op.id, ballot)
        cast = ballots_by_channel(ballot.round)[Channel.KIOSK]
        if cast > count_joined(lab.id)[Channel.KIOSK]:
            arrivals.note(somebody(lab, Channel.KIOSK, helper, arrivals.now))
        audit.record(lab, helper.who, "ballot.at_kiosk", {}, arrivals.now)
        seq = lab.next_seq()
        count = store.count_ballots(ballot.round)
        return Effect(seq=seq, news=(BallotCounted(lab=lab.id, seq=seq, ballots=count),))

    sealed = Op(op.id, op.content, seal)
    return change_lab(lab_id, sealed, helper.who, change, arrivals.tell)


def _lay(lab: Lab, helper: Helper, ticket: str, ballot: Ballot) -> None:
    round_ = store.round_in(lab.id, ballot.round)
    tag = keys.voter_tag(ballot.round, f"kiosk:{ticket}".encode())
    if round_ is None or tag is None:
        raise RoundClosed(round=ballot.round)
    rules.check_ballot(ballot, store.as_open_round(round_))
    store.replace_ballot(tag, replace(ballot, n=1), Channel.KIOSK, helper.account)
    session().flush()
