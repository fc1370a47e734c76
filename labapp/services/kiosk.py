"""A shared screen takes ballots of whoever passes by.

Nobody says there who they are: each ballot lies under a tag of its own, and no participant leads
to it. Whoever writes and votes there is not counted as two, so the people of shared screens are as
many as wrote on them, or as many as voted on them, whichever is more.
"""

from labapp.domain import phases
from labapp.domain.ideas import Channel
from labapp.domain.phases import Action
from labapp.domain.values import Effect, Helper, Op, Verdict
from labapp.domain.voting import Ballot
from labapp.live.audience import News
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.services.joining import Arrivals, somebody
from labapp.services.voting import lay_entered, sealed
from labapp.store import audit
from labapp.store.lab import Lab
from labapp.store.participant import count_joined
from labapp.store.slip import ballots_by_channel


def cast_at_kiosk(lab_id: int, helper: Helper, op: Op, ballot: Ballot) -> Verdict[News]:
    """Take the ballot of whoever stands at the screen; it cannot be changed.

    What is remembered of the op is sealed with the round's key, and goes with it. Raises
    `LabClosed`, `PhaseClosed`, `RoundClosed`, and what a ballot is refused for.
    """
    arrivals = Arrivals(lab_id, clock.now())

    def change(lab: Lab) -> Effect[News]:
        phases.require(lab.moment(arrivals.now), Action.CAST_BALLOT)
        whose = (f"kiosk:{op.id}".encode(), Channel.KIOSK)
        effect = lay_entered(lab, whose, ballot, helper)
        cast = ballots_by_channel(ballot.round)[Channel.KIOSK]
        if cast > count_joined(lab.id)[Channel.KIOSK]:
            arrivals.note(somebody(lab, Channel.KIOSK, helper, arrivals.now))
        audit.record(lab, helper.who, "ballot.at_kiosk", {}, arrivals.now)
        return effect

    return change_lab(lab_id, sealed(op, ballot.round), helper.who, change, arrivals.tell)
