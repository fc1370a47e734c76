"""Processes that facilitators keep for the whole municipality."""

from labapp.domain.errors import NotFound
from labapp.domain.processes import Process, check_process
from labapp.domain.values import Effect, Op, Verdict
from labapp.live.audience import News
from labapp.services import clock
from labapp.services.processes.format import to_json
from labapp.store import audit
from labapp.store.account import account_by_id
from labapp.store.db import session
from labapp.store.process import KeptProcess, process_in
from labapp.store.writer import write


def keep_process(account_id: int, op: Op, process: Process) -> Verdict[News]:
    """Keep a process for all facilitators of the municipality; facts: its `process` id."""
    now = clock.now()

    def work() -> Effect[News]:
        account = account_by_id(account_id)
        if account is None:
            raise NotFound
        checked = check_process(process)
        kept = KeptProcess(
            body_id=account.body_id,
            created_by=account_id,
            created_at=now,
            name=checked.name,
            content=to_json(checked),
        )
        session().add(kept)
        session().flush()
        audit.record(None, f"u:{account_id}", "process.kept", {"name": kept.name}, now)
        return Effect(facts={"process": kept.id})

    return write(op, f"u:{account_id}", work)


def remove_process(account_id: int, op: Op, process_id: int) -> Verdict[News]:
    """Take a kept process away; labs that were made by it stay as they are.

    Raises `NotFound` for one that is not there or that somebody else keeps.
    """
    now = clock.now()

    def work() -> Effect[News]:
        account = account_by_id(account_id)
        kept = process_in(account.body_id, process_id) if account else None
        if kept is None or kept.created_by != account_id:
            raise NotFound
        audit.record(None, f"u:{account_id}", "process.removed", {"name": kept.name}, now)
        session().delete(kept)
        return Effect()

    return write(op, f"u:{account_id}", work)
