"""How every change is made: one write, then the news, never before the commit."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from labapp.domain.errors import NotFound
from labapp.domain.values import Effect, Op, Verdict
from labapp.live import hub
from labapp.live.audience import News
from labapp.services import others
from labapp.store import memory
from labapp.store.lab import Lab, lab_by_id
from labapp.store.news import Logged, log
from labapp.store.work import Outcome, Together
from labapp.store.writer import write

Change = Callable[[Lab], Effect[News]]
Then = Callable[[Verdict[News]], object]
Piece = TypeVar("Piece")


def change_lab(lab_id: int, op: Op, who: str, change: Change, then: Then = bool) -> Verdict[News]:
    """Run `change` on the lab in the writer; tell its news, and do `then`, once it is on disk.

    Both happen also when the one who asked has given up waiting.

    Raises what `change` raises, and what `store.writer.write` does.
    """

    def work() -> Effect[News]:
        lab = lab_by_id(lab_id)
        if lab is None:
            raise NotFound
        effect = change(lab)
        log(lab_id, [Logged(n.seq, n.name, n.facts()) for n in effect.news if not n.counted])
        return effect

    def changed(verdict: Verdict[News]) -> None:
        memory.forget()
        if verdict.news:
            _tell(lab_id, then, verdict)
        else:
            then(verdict)

    return write(op, who, work, changed)


def change_together(
    lab_id: int,
    op: Op,
    who: str,
    piece: tuple[Callable[[int, Sequence[Piece]], Sequence[Outcome]], Piece],
    then: Then = bool,
) -> Verdict[News]:
    """As `change_lab`, for work that is done for all who wait at once.

    `piece` is the function that does it, called with the lab's id and the pieces of those who
    wait, and this one's own piece.
    """
    work, own = piece
    together = Together((work, lab_id), own, partial(work, lab_id))
    return write(op, who, together, partial(_tell, lab_id, then))


def _tell(lab_id: int, then: Then, verdict: Verdict[News]) -> None:
    if verdict.news:
        hub.tell(*verdict.news)
    if verdict.seq:
        others.changed(lab_id, verdict.seq)
    then(verdict)
