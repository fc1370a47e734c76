"""Casting ballots, and showing what they came to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from labapp.domain import phases
from labapp.domain import voting as rules
from labapp.domain.errors import LabError, NotFound, RoundClosed, RoundStillOpen
from labapp.domain.ideas import Channel
from labapp.domain.phases import Action
from labapp.domain.rules import Rule
from labapp.domain.screens import Mode
from labapp.domain.values import Effect, Helper, Op, Phone, Verdict
from labapp.domain.voting import Ballot, RoundStatus
from labapp.live.audience import News
from labapp.live.news import BallotCounted, ResultsShown
from labapp.services import clock
from labapp.services.change import change_lab, change_together
from labapp.services.joining import Arrivals, proxy
from labapp.store import audit, keys
from labapp.store import ballot as store
from labapp.store.ballotbox import BallotBox, ballot_box, lay, numbers
from labapp.store.lab import Lab
from labapp.store.offer import as_open_round
from labapp.store.participant import take_in
from labapp.store.work import Outcome


def cast_ballot(lab_id: int, phone: Phone, op: Op, ballot: Ballot) -> Verdict[News]:
    """Take a phone's whole ballot in place of its earlier one.

    Its verdict says nothing of the ballot, not even how many points are left: it outlives the tie.
    """
    now = clock.now()
    cast = Cast(phone, ballot, now, Arrivals(lab_id, now))
    return change_together(lab_id, op, phone.votes_as, (lay_all, cast), cast.arrivals.tell)


@dataclass(frozen=True)
class Cast:
    """One phone's ballot on its way into the box."""

    phone: Phone
    ballot: Ballot
    at: datetime
    arrivals: Arrivals


def lay_all(lab_id: int, casts: Sequence[Cast]) -> Sequence[Outcome]:
    """Lay the ballots that wait for a lab, each whole in place of its phone's earlier one.

    Inside a piece of work. Each is taken or refused by itself, in the order sent; the effect of
    the last one carries the news of them all.
    """
    box = ballot_box(lab_id, casts[0].at)
    if box is None:
        return [NotFound() for _ in casts]
    if box.round is not None:
        casts = [replace(cast, ballot=_said(cast.ballot, box.round.rule)) for cast in casts]
    round_id = box.round.id if box.round else 0
    tags = [keys.voter_tag(round_id, cast.phone.participant) for cast in casts]
    earlier = numbers(round_id, filter(None, tags))
    taken, outcomes = _sort(box, casts, tags, earlier)
    laid = [at for at, outcome in enumerate(outcomes) if isinstance(outcome, Effect)]
    if laid:
        _lay(box, taken, earlier.keys() & taken.keys(), box.seq + len(laid))
        counted = BallotCounted(lab=lab_id, seq=box.seq, ballots=box.ballots)
        outcomes[laid[-1]] = Effect(seq=box.seq, news=(counted,))
    return outcomes


def _sort(
    box: BallotBox,
    casts: Sequence[Cast],
    tags: Sequence[bytes | None],
    earlier: Mapping[bytes, int],
) -> tuple[dict[bytes, Cast], list[Outcome]]:
    """The newest valid ballot of each voter tag, and what each cast is answered."""
    newest = dict(earlier)
    taken: dict[bytes, Cast] = {}
    outcomes: list[Outcome] = []
    seq = box.seq
    for cast, tag in zip(casts, tags, strict=True):
        try:
            voter = _check(box, cast, tag, newest)
        except LabError as refusal:
            outcomes.append(refusal)
        else:
            taken[voter], newest[voter], seq = cast, cast.ballot.n, seq + 1
            outcomes.append(Effect(seq=seq))
    return taken, outcomes


def _check(box: BallotBox, cast: Cast, tag: bytes | None, newest: Mapping[bytes, int]) -> bytes:
    phases.require(replace(box.moment, now=cast.at), Action.CAST_BALLOT)
    if box.round is None or tag is None:
        raise RoundClosed(round=cast.ballot.round)
    rules.check_ballot(cast.ballot, box.round)
    rules.check_order(cast.ballot.n, newest.get(tag))
    return tag


def _said(ballot: Ballot, rule: Rule) -> Ballot:
    """The ballot without the zeros of a form's numbers, where one marks by numbers."""
    return replace(ballot, marks=rules.given(rule, ballot.marks)) if rule.many else ballot


def _lay(box: BallotBox, taken: Mapping[bytes, Cast], old: Collection[bytes], seq: int) -> None:
    came = take_in(box.lab_id, {cast.phone.participant: cast.at for cast in taken.values()})
    for cast in taken.values():
        cast.arrivals.came = cast.phone.participant in came
    lay(box, {tag: cast.ballot for tag, cast in taken.items()}, old, seq)


def enter_ballot(
    lab_id: int, helper: Helper, op: Op, ballot: Ballot, person: tuple[int | None, Channel]
) -> Verdict[News]:
    """Take a ballot that the facilitator enters for a person without a phone, marked as such.

    It counts anew each time it is entered, so `n` is set here. What is remembered of the op is
    sealed with the round's key, and goes with it.
    """
    now = clock.now()
    arrivals = Arrivals(lab_id, now)

    def change(lab: Lab) -> Effect[News]:
        phases.require(lab.moment(now), Action.CAST_BALLOT)
        voter = arrivals.note(proxy(lab, *person, helper, now))
        effect = lay_entered(lab, (voter.key, voter.channel), ballot, helper)
        audit.record(lab, helper.who, "ballot.entered", {"person": voter.number}, now)
        return Effect(seq=effect.seq, facts={"person": voter.number}, news=effect.news)

    return change_lab(lab_id, sealed(op, ballot.round), helper.who, change, arrivals.tell)


def sealed(op: Op, round_id: int) -> Op:
    """An op that is remembered under the round's key: what was entered goes with it."""
    seal = keys.voter_tag(round_id, b"entered")
    if seal is None:
        raise RoundClosed(round=round_id)
    return Op(op.id, op.content, seal)


def lay_entered(
    lab: Lab, whose: tuple[bytes, Channel], ballot: Ballot, helper: Helper
) -> Effect[News]:
    """Lay a ballot in place of the earlier one of the same key; inside a piece of work.

    `whose` is the key that its tag is made of, and the channel it came by. Raises `RoundClosed`,
    and what a ballot is refused for.
    """
    round_ = store.round_in(lab.id, ballot.round)
    tag = keys.voter_tag(ballot.round, whose[0])
    if round_ is None or tag is None:
        raise RoundClosed(round=ballot.round)
    ballot = _said(ballot, round_.rule)
    rules.check_ballot(ballot, as_open_round(round_))
    before = store.ballot_of(round_.id, tag)
    newest = replace(ballot, n=before.n + 1 if before else 1)
    store.replace_ballot(tag, newest, whose[1], helper.account)
    seq = lab.next_seq()
    counted = BallotCounted(lab=lab.id, seq=seq, ballots=store.count_ballots(round_.id))
    return Effect(seq=seq, news=(counted,))


def show_results(lab_id: int, account_id: int, op: Op) -> Verdict[News]:
    """Show the latest round's result on phones and projector. Raises `RoundStillOpen`."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        round_ = store.latest_round(lab.id)
        if round_ is None:
            raise NotFound
        if round_.status is RoundStatus.OPEN:
            raise RoundStillOpen
        round_.shown_at = round_.shown_at or now
        lab.screen_mode = Mode.AUTO
        seq = lab.next_seq()
        audit.record(lab, f"u:{account_id}", "results.shown", {"round": round_.number}, now)
        return Effect(seq=seq, news=(ResultsShown(lab=lab.id, seq=seq, round=round_.id),))

    return change_lab(lab_id, op, f"u:{account_id}", change)
