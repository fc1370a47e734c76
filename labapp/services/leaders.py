"""Leading a lab together, and handing it on."""

from datetime import datetime

from labapp.domain import leaders as rules
from labapp.domain.errors import NotFound
from labapp.domain.values import Effect, Op, Verdict
from labapp.live.audience import News
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.store import audit
from labapp.store.account import Account, account_by_id
from labapp.store.db import session
from labapp.store.lab import Lab
from labapp.store.leader import Leader, colleagues_in, leader_in


def add_leader(lab_id: int, account_id: int, op: Op, colleague: int) -> Verdict[News]:
    """Have a colleague lead the lab too. Raises `NotFound`, `NotTheirs` or `TooManyLeaders`."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        rules.check_may_choose(account_id, lab.created_by)
        account = _colleague(lab, colleague)
        if account.id == lab.created_by or leader_in(lab.id, account.id):
            return Effect(seq=lab.seq)
        rules.check_room(len(colleagues_in(lab.id)) + 1)
        session().add(Leader(lab_id=lab.id, account_id=account.id, since=now))
        return _noted(lab, account_id, "leader.added", account, now)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def remove_leader(lab_id: int, account_id: int, op: Op, colleague: int) -> Verdict[News]:
    """Have a colleague lead the lab no more; their desk closes within two seconds."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        rules.check_may_remove(account_id, colleague, lab.created_by)
        row, account = leader_in(lab.id, colleague), account_by_id(colleague)
        if row is None or account is None:
            raise NotFound
        session().delete(row)
        _noted(lab, account_id, "leader.removed", account, now)
        return Effect(seq=lab.seq, facts={"left": colleague})

    return change_lab(lab_id, op, f"u:{account_id}", change)


def hand_over(lab_id: int, account_id: int, op: Op, colleague: int) -> Verdict[News]:
    """Have a colleague who leads the lab answer for it; who did so leads it still."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        rules.check_may_choose(account_id, lab.created_by)
        account, row = _colleague(lab, colleague), leader_in(lab.id, colleague)
        if row is None:
            raise NotFound
        session().delete(row)
        session().add(Leader(lab_id=lab.id, account_id=lab.created_by, since=now))
        lab.created_by = account.id
        return _noted(lab, account_id, "lab.handed_over", account, now)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def _colleague(lab: Lab, colleague: int) -> Account:
    account = account_by_id(colleague)
    if account is None or account.body_id != lab.body_id or account.disabled_at:
        raise NotFound
    return account


def _noted(
    lab: Lab, account_id: int, action: str, colleague: Account, now: datetime
) -> Effect[News]:
    audit.record(lab, f"u:{account_id}", action, {"account": colleague.id}, now)
    return Effect(seq=lab.seq)
