"""The ballot box of a lab while it votes: many ballots laid at once, by plain statements.

It is the one hot path of the house. What the rules need to know of the lab is kept in memory, and
is good for exactly the `seq` it was read at, since whoever changes the lab takes the next one.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, delete, insert, select, update

from labapp.domain.ideas import Channel
from labapp.domain.phases import Moment
from labapp.domain.voting import Ballot, OpenRound
from labapp.store.ballot import BallotRow, Mark, count_ballots, latest_round
from labapp.store.db import session, table_of
from labapp.store.lab import Lab, lab_by_id
from labapp.store.offer import as_open_round

_BALLOTS, _MARKED, _LABS = table_of(BallotRow), table_of(Mark), table_of(Lab)
_OF_THESE: BindParameter[list[bytes]] = bindparam("tags", expanding=True)

# made once: to build a statement costs as much as to run it
_SEQ = select(_LABS.c.seq).where(_LABS.c.id == bindparam("lab"))
_NUMBERS = select(_BALLOTS.c.voter_tag, _BALLOTS.c.n).where(
    _BALLOTS.c.round_id == bindparam("round"), _BALLOTS.c.voter_tag.in_(_OF_THESE)
)
_NO_BALLOTS, _NO_MARKS = (
    delete(table).where(table.c.round_id == bindparam("round"), table.c.voter_tag.in_(_OF_THESE))
    for table in (_BALLOTS, _MARKED)
)
_LAY_BALLOTS, _LAY_MARKS = insert(_BALLOTS), insert(_MARKED)
_MOVE_ON = update(_LABS).where(_LABS.c.id == bindparam("lab")).values(seq=bindparam("to"))


@dataclass
class BallotBox:
    """What a ballot meets: where the lab stands, and its latest round."""

    lab_id: int
    seq: int
    moment: Moment
    round: OpenRound | None
    ballots: int  # in the round


def ballot_box(lab_id: int, now: datetime) -> BallotBox | None:
    """The lab's ballot box as it is now, inside a piece of work; None when there is no lab."""
    seq = session().connection().scalar(_SEQ, {"lab": lab_id})
    boxes: dict[int, BallotBox] = session().info.setdefault("ballot boxes", {})
    box = boxes.get(lab_id)
    if box is None or box.seq != seq:
        boxes.pop(lab_id, None)
        box = _read(lab_id, now)
        if box is not None:
            boxes[lab_id] = box
    return box


def _read(lab_id: int, now: datetime) -> BallotBox | None:
    lab = lab_by_id(lab_id)
    if lab is None:
        return None
    round_ = latest_round(lab_id)
    return BallotBox(
        lab_id=lab_id,
        seq=lab.seq,
        moment=lab.moment(now),
        round=as_open_round(round_) if round_ else None,
        ballots=count_ballots(round_.id) if round_ else 0,
    )


def numbers(round_id: int, tags: Iterable[bytes]) -> dict[bytes, int]:
    """The running number of the ballot that each of these voters has in the round, if any."""
    found = session().connection().execute(_NUMBERS, {"round": round_id, "tags": list(tags)})
    return {row.voter_tag: row.n for row in found}


def lay(box: BallotBox, ballots: Mapping[bytes, Ballot], old: Collection[bytes], seq: int) -> None:
    """Lay these whole ballots, by voter tag, and bring the lab to `seq`.

    `old` are the tags of those whose earlier ballot goes. In the order of the tags, so that no row
    tells who came when.
    """
    tags, plain = sorted(ballots), session().connection()
    if old:
        gone = {"round": ballots[tags[0]].round, "tags": sorted(old)}
        plain.execute(_NO_MARKS, gone)
        plain.execute(_NO_BALLOTS, gone)
    plain.execute(_LAY_BALLOTS, [_row(tag, ballots[tag]) for tag in tags])
    marks = [mark for tag in tags for mark in _marks(tag, ballots[tag])]
    if marks:
        plain.execute(_LAY_MARKS, marks)
    plain.execute(_MOVE_ON, {"lab": box.lab_id, "to": seq})
    box.seq, box.ballots = seq, box.ballots + len(tags) - len(old)


def _row(tag: bytes, ballot: Ballot) -> dict[str, object]:
    return {
        "round_id": ballot.round,
        "voter_tag": tag,
        "n": ballot.n,
        "channel": Channel.PHONE,
        "entered_by": None,
    }


def _marks(tag: bytes, ballot: Ballot) -> list[dict[str, object]]:
    return [
        {"round_id": ballot.round, "voter_tag": tag, "choice_id": choice, "points": points}
        for choice, points in sorted(ballot.marks.items())
    ]
