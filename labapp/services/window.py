"""Taking written ideas before and after the meeting, and keeping watch over them."""

from datetime import datetime

from labapp.domain import phases
from labapp.domain import window as rules
from labapp.domain.values import Effect, Op, Verdict
from labapp.live.audience import News
from labapp.live.news import WindowChanged
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.store import audit
from labapp.store.lab import Lab


def set_window(lab_id: int, account_id: int, op: Op, until: datetime | None) -> Verdict[News]:
    """Take written ideas until then, before the first step and in the last; None: no more.

    Raises `LabClosed` or `NotAhead`.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        rules.check_until(until, now)
        lab.ideas_until = until
        facts: dict[str, object] = {"until": until.isoformat() if until else None}
        return _told(lab, account_id, "window.set", facts, now)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def keep_watch(lab_id: int, account_id: int, op: Op, hours: int) -> Verdict[News]:
    """Promise to read what comes for so many hours (one of `WATCHES`); 0 ends the promise."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        lab.watched_until = rules.watch_ends(hours, now)
        lab.watched_by = account_id if hours else None
        return _told(lab, account_id, "watch.kept", {"hours": hours}, now)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def _told(
    lab: Lab, account_id: int, action: str, facts: dict[str, object], now: datetime
) -> Effect[News]:
    audit.record(lab, f"u:{account_id}", action, facts, now)
    seq = lab.next_seq()
    return Effect(seq=seq, news=(WindowChanged(lab=lab.id, seq=seq),))
