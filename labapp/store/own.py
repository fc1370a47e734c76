"""Whether a phone has anything of its own in a lab."""

from sqlalchemy import bindparam, exists, or_, select

from labapp.store.agreement import Agreement
from labapp.store.commitment import Commitment
from labapp.store.db import session
from labapp.store.idea import Idea
from labapp.store.participant import Participant
from labapp.store.proposal import Proposal
from labapp.store.reflection import Reflection


def has_own(lab_id: int, key: bytes) -> bool:
    """Whether the participant with this key sits at a table, shares a phone or has left anything.

    Ballots are not asked for: no participant leads to one.
    """
    return bool(session().scalar(_OWN, {"lab": lab_id, "key": key}))


_LEFT = (Idea, Proposal, Commitment, Reflection)
_OWN = select(
    exists().where(
        Participant.lab_id == bindparam("lab"),
        Participant.key == bindparam("key"),
        or_(
            Participant.table_id.is_not(None),
            Participant.people.is_not(None),
            *(exists().where(kind.participant_id == Participant.id) for kind in _LEFT),
            exists().where(Agreement.participant_id == Participant.id, Agreement.stands),
        ),
    )
)
