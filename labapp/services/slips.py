"""Paper ballots by the pile: typed in, typed again by somebody else, taken out again.

The second reading is compared and not kept. What is remembered of an op is sealed with the
round's key, and says nothing of the marks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from labapp.domain import phases
from labapp.domain import slips as rules
from labapp.domain import voting as ballots
from labapp.domain.errors import NotFound, RoundClosed
from labapp.domain.ideas import Channel
from labapp.domain.phases import Action
from labapp.domain.slip_errors import NoSuchSlip
from labapp.domain.slips import Reading
from labapp.domain.values import Effect, Helper, Op, Verdict
from labapp.domain.voting import Ballot
from labapp.live.audience import News
from labapp.live.news import BallotCounted
from labapp.live.tables import SlipRead
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.services.joining import Arrivals, somebody
from labapp.services.voting import sealed
from labapp.store import audit
from labapp.store import ballot as store
from labapp.store import slip as slips
from labapp.store.ballot import Round
from labapp.store.db import session
from labapp.store.lab import Lab
from labapp.store.offer import as_open_round
from labapp.store.participant import count_without_number, one_without_number
from labapp.store.slip import Slip


@dataclass(frozen=True)
class Typed:
    """What was typed of a slip: a line of numbers, and what was ticked besides."""

    round: int
    line: str
    ticked: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Again:
    """A second reading: of which slip, whether by `another` person, and after a second look."""

    slip: int
    typed: Typed
    another: bool = False
    sure: bool = False


@dataclass
class _Pile:
    """The open round's slips, and who is typing, inside a piece of work."""

    lab: Lab
    round: Round
    helper: Helper
    now: datetime

    def ballot(self, typed: Typed, n: int = 1) -> Ballot:
        numbered = slips.numbers_on(self.round)
        rule = self.round.rule
        marks = rules.read_marks(rule, typed.line, ballots.given(rule, typed.ticked), numbered)
        ballot = Ballot(round=typed.round, n=n, marks=marks)
        ballots.check_ballot(ballot, as_open_round(self.round))
        return ballot

    def tag(self, number: int) -> bytes:
        tag = slips.slip_tag(self.round.id, number)
        if tag is None:
            raise RoundClosed(round=self.round.id)
        return tag

    def slip(self, number: int) -> Slip:
        slip = slips.slip_in(self.round.id, number)
        if slip is None:
            raise NoSuchSlip(slip=number)
        return slip

    def lay(self, number: int, ballot: Ballot) -> None:
        store.replace_ballot(self.tag(number), ballot, Channel.PAPER, self.helper.account)

    def done(self, action: str, facts: Mapping[str, object]) -> Effect[News]:
        """Note what was done to a slip, and tell the desk."""
        seq = self.lab.next_seq()
        about = {"round": self.round.number, **facts}
        audit.record(self.lab, self.helper.who, action, about, self.now)
        session().flush()
        count = store.count_ballots(self.round.id)
        news = (
            BallotCounted(lab=self.lab.id, seq=seq, ballots=count),
            SlipRead(lab=self.lab.id, seq=seq, slip=int(str(facts["slip"]))),
        )
        return Effect(seq=seq, facts=facts, news=news)


def type_slip(lab_id: int, helper: Helper, op: Op, typed: Typed) -> Verdict[News]:
    """Take the next slip of the pile; facts: `slip`, the number to write on it.

    It counts at once. In the fullest pile so far it is of one more person on paper, of whom
    nothing else is known; in a later round the same people fill in slips again.
    """
    arrivals = Arrivals(lab_id, clock.now())

    def do(pile: _Pile) -> Effect[News]:
        ballot, number = pile.ballot(typed), slips.next_slip(pile.round.id)
        pile.lay(number, ballot)
        session().add(Slip(round_id=pile.round.id, number=number, typed_by=helper.account))
        session().flush()
        if slips.most_slips(lab_id) > count_without_number(lab_id, Channel.PAPER):
            arrivals.note(somebody(pile.lab, Channel.PAPER, helper, arrivals.now))
        return pile.done("slip.typed", {"slip": number})

    return _change(lab_id, helper, sealed(op, typed.round), do, arrivals)


def check_slip(lab_id: int, helper: Helper, op: Op, again: Again) -> Verdict[News]:
    """Compare a second reading with the first; facts: `slip` and `reading`.

    Equal: the slip is checked. Otherwise both are looked at, and the reading that was `sure`
    takes the place of the first.
    """

    def do(pile: _Pile) -> Effect[News]:
        slip, before = pile.slip(again.slip), _first(pile, again.slip)
        rules.check_reader(slip.reading, slip.typed_by, helper.account, another=again.another)
        ballot = pile.ballot(again.typed, before.n + 1)
        same = dict(before.marks) == dict(ballot.marks)
        slip.reading = rules.read_again(slip.reading, same=same, sure=again.sure)
        changed = slip.reading is Reading.CHECKED and not same
        if changed:
            pile.lay(again.slip, ballot)
        facts = {"slip": again.slip, "reading": slip.reading.value, "changed": changed}
        return pile.done("slip.checked", facts)

    return _change(lab_id, helper, sealed(op, again.typed.round), do)


def _first(pile: _Pile, number: int) -> store.CastBallot:
    ballot = store.ballot_of(pile.round.id, pile.tag(number))
    if ballot is None:
        raise NoSuchSlip(slip=number)
    return ballot


def remove_slip(lab_id: int, helper: Helper, op: Op, round_id: int, number: int) -> Verdict[News]:
    """Take a slip out of the pile of a round: it was typed twice, or is none."""

    def do(pile: _Pile) -> Effect[News]:
        if pile.round.id != round_id:
            raise RoundClosed(round=round_id)
        session().delete(pile.slip(number))
        store.remove_ballot(pile.round.id, pile.tag(number))
        session().flush()
        last = one_without_number(lab_id, Channel.PAPER)
        if last and count_without_number(lab_id, Channel.PAPER) > slips.most_slips(lab_id):
            session().delete(last)
        return pile.done("slip.removed", {"slip": number})

    return _change(lab_id, helper, op, do)


def first_reading(round_: Round, number: int) -> str | None:
    """What was typed at first, as it is typed; only where a second reading came to another."""
    slip, tag = slips.slip_in(round_.id, number), slips.slip_tag(round_.id, number)
    if slip is None or tag is None or slip.reading is not Reading.DIFFERS:
        return None
    ballot = store.ballot_of(round_.id, tag)
    return (
        rules.write_marks(round_.rule, ballot.marks, slips.numbers_on(round_)) if ballot else None
    )


def _change(
    lab_id: int,
    helper: Helper,
    op: Op,
    do: Callable[[_Pile], Effect[News]],
    arrivals: Arrivals | None = None,
) -> Verdict[News]:
    now = arrivals.now if arrivals else clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require(lab.moment(now), Action.CAST_BALLOT)
        round_ = store.latest_round(lab.id)
        if round_ is None:
            raise NotFound
        return do(_Pile(lab, round_, helper, now))

    return change_lab(lab_id, op, helper.who, change, arrivals.tell if arrivals else bool)
