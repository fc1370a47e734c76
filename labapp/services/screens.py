"""Calling something up on the big screen."""

from labapp.domain import access, phases
from labapp.domain import screens as rules
from labapp.domain.screens import Mode, Sight
from labapp.domain.values import Effect, Op, Verdict
from labapp.live.audience import News
from labapp.live.news import ScreenChanged
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.store import audit
from labapp.store.ballot import latest_round
from labapp.store.idea import themes_of
from labapp.store.lab import Lab


def show_on_screen(
    lab_id: int, account_id: int, op: Op, mode: Mode, message: str = ""
) -> Verdict[News]:
    """Call something up on the big screen, or have it follow the step again; facts: its `mode`.

    A message stays with the lab, so that it can be shown once more. It is not in the record, which
    nobody can take a name out of again. Raises `LabClosed`, `NothingToShow`, and for a message
    what its text is refused for.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        words = rules.check_call(mode, message, sight_of(lab))
        if mode is lab.screen_mode and not words:
            return Effect(seq=lab.seq, facts={"mode": mode.value})
        lab.screen_mode, lab.screen_message = mode, words or lab.screen_message
        seq = lab.next_seq()
        audit.record(lab, f"u:{account_id}", "screen.changed", {"mode": mode.value}, now)
        told = ScreenChanged(lab=lab.id, seq=seq, mode=mode.value)
        return Effect(seq=seq, facts={"mode": mode.value}, news=(told,))

    return change_lab(lab_id, op, f"u:{account_id}", change)


def sight_of(lab: Lab) -> Sight:
    """What the room may see of a lab just now."""
    latest = latest_round(lab.id)
    released = latest is not None and latest.shown_at is not None
    return Sight(
        ideas=access.others_ideas_shown(lab.ideas_shown, lab.activity),
        themes=bool(themes_of(lab.id)),
        counts=latest is not None and access.counts_shown(latest.status, released=released),
    )
