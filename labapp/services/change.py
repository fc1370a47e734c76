"""How every change is made: one write, then the news, never before the commit."""

from collections.abc import Callable

from labapp.domain.errors import NotFound
from labapp.domain.values import Effect, Op, Verdict
from labapp.live import hub
from labapp.live.news import News
from labapp.store.lab import Lab, lab_by_id
from labapp.store.writer import write

Change = Callable[[Lab], Effect[News]]


def change_lab(
    lab_id: int, op: Op, who: str, change: Change, then: Callable[[Verdict[News]], object] = bool
) -> Verdict[News]:
    """Run `change` on the lab in the writer; tell its news, and do `then`, once it is on disk.

    Both happen also when the one who asked has given up waiting.

    Raises what `change` raises, and what `store.writer.write` does.
    """

    def work() -> Effect[News]:
        lab = lab_by_id(lab_id)
        if lab is None:
            raise NotFound
        return change(lab)

    def tell(verdict: Verdict[News]) -> None:
        hub.tell(*verdict.news)
        then(verdict)

    return write(op, who, work, tell)
