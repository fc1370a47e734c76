"""What was answered to each action, so that a repeated one is answered and not done again."""

import hmac
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import JSON, String, bindparam, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.errors import LabError, OpReused
from labapp.domain.values import Op, Verdict
from labapp.store.db import Base, Octets, session, table_of

Key = tuple[str, str]  # who, and the op's id


class VerdictRow(Base):
    """The answer an action got. That of a ballot holds no marks, and no row has a time."""

    __tablename__ = "verdict"
    __table_args__ = ({"sqlite_with_rowid": False},)

    who: Mapped[str] = mapped_column(String(80), primary_key=True)
    op_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    fingerprint: Mapped[bytes] = mapped_column(Octets(32))
    seq: Mapped[int]
    error: Mapped[str | None] = mapped_column(String(40))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


Answer = Verdict[Any] | LabError
_TABLE = table_of(VerdictRow)
_FIND = select(_TABLE).where(
    _TABLE.c.who.in_(bindparam("whos", expanding=True)),
    _TABLE.c.op_id.in_(bindparam("ops", expanding=True)),
)
_KEEP = insert(_TABLE)


def remembered(keys: Iterable[Key]) -> dict[Key, dict[str, Any]]:
    """The records of those of these ops that were answered before."""
    wanted = list(keys)
    these = {"whos": [who for who, _ in wanted], "ops": [op for _, op in wanted]}
    found = session().connection().execute(_FIND, these).mappings()
    rows = {(row["who"], row["op_id"]): dict(row) for row in found}
    return {key: rows[key] for key in wanted if key in rows}


def record(key: Key, op: Op, answer: Answer) -> dict[str, Any]:
    """What is kept of an answer."""
    refusal = answer if isinstance(answer, LabError) else None
    return {
        "who": key[0],
        "op_id": key[1],
        "fingerprint": op.fingerprint(),
        "seq": 0 if isinstance(answer, LabError) else answer.seq,
        "error": refusal.code if refusal else None,
        "facts": dict(answer.facts),
    }


def remember(records: Sequence[dict[str, Any]]) -> None:
    """Keep these records; inside a piece of work."""
    if records:
        session().connection().execute(_KEEP, list(records))


def again(kept: dict[str, Any], op: Op) -> Answer:
    """The answer that a repeated op gets: the first one; `OpReused` when it says something else."""
    if not hmac.compare_digest(kept["fingerprint"], op.fingerprint()):
        return OpReused()
    if kept["error"] is None:
        return Verdict(op_id=kept["op_id"], seq=kept["seq"], facts=kept["facts"])
    return _refusal(kept["error"])(**kept["facts"])


def _refusal(code: str) -> type[LabError]:
    """The refusal with this code, wherever in the domain it is at home."""
    kinds = LabError.__subclasses__()
    while (kind := kinds.pop()).code != code:
        kinds += kind.__subclasses__()
    return kind
