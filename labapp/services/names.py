"""Names for themes: participants propose them, the facilitator takes one or dismisses it."""

from datetime import datetime

from labapp.domain import names as rules
from labapp.domain import phases
from labapp.domain.errors import NotFound
from labapp.domain.phases import Action
from labapp.domain.values import Effect, Op, Phone, Verdict
from labapp.live.audience import News
from labapp.live.news import ThemeChanged
from labapp.live.tables import NameProposed
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.services.joining import Arrivals, participant_of
from labapp.services.themes import free_name, theme_of
from labapp.store import audit
from labapp.store.db import session
from labapp.store.lab import Lab
from labapp.store.name import ThemeName, name_by, name_in, names_in


def propose_name(lab_id: int, phone: Phone, op: Op, theme_id: int, name: str) -> Verdict[News]:
    """Have a phone say what a theme could be called, once a theme: the latest stands.

    Nobody but the facilitator sees it until it is taken. Raises `LabClosed`, `PhaseClosed`,
    `NotFound`, `ThemeNameTaken`, and what a theme's name is refused for.
    """
    now = clock.now()
    arrivals = Arrivals(lab_id, now)

    def change(lab: Lab) -> Effect[News]:
        phases.require(lab.moment(now), Action.PROPOSE_NAME)
        theme, wanted = theme_of(lab, theme_id), free_name(lab, name)
        who = arrivals.note(participant_of(lab, phone, now))
        _lay(ThemeName(lab_id=lab.id, theme_id=theme.id, participant_id=who.id), wanted, now)
        return _told(lab, theme.id)

    return change_lab(lab_id, op, phone.who, change, arrivals.tell)


def _lay(fresh: ThemeName, name: str, now: datetime) -> None:
    standing = name_by(fresh.theme_id, fresh.participant_id)
    row = standing or fresh
    row.name, row.proposed_at = name, now
    if standing is None:
        session().add(fresh)
    session().flush()


def take_name(lab_id: int, account_id: int, op: Op, name_id: int) -> Verdict[News]:
    """Call a theme what was proposed; others that say the same no longer wait.

    Raises `LabClosed`, `NotFound`, and `ThemeNameTaken` where another theme is called so by now.
    """
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        said = _waiting(lab, name_id)
        theme = theme_of(lab, said.theme_id)
        facts: dict[str, object] = {"theme": theme.id, "name": said.name, "before": theme.name}
        theme.name = free_name(lab, said.name)
        _clear(lab, said)
        audit.record(lab, f"u:{account_id}", "name.taken", facts, now)
        seq = lab.next_seq()
        return Effect(seq=seq, news=(ThemeChanged(lab=lab.id, seq=seq, theme=theme.id),))

    return change_lab(lab_id, op, f"u:{account_id}", change)


def dismiss_name(lab_id: int, account_id: int, op: Op, name_id: int) -> Verdict[News]:
    """Let a proposed name go, with all that say the same; the log says of which theme alone."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        said = _waiting(lab, name_id)
        theme = said.theme_id
        _clear(lab, said)
        audit.record(lab, f"u:{account_id}", "name.dismissed", {"theme": theme}, now)
        return _told(lab, theme)

    return change_lab(lab_id, op, f"u:{account_id}", change)


def _waiting(lab: Lab, name_id: int) -> ThemeName:
    found = name_in(lab.id, name_id)
    if found is None:
        raise NotFound
    return found


def _clear(lab: Lab, said: ThemeName) -> None:
    for other in names_in(lab.id):
        if other.theme_id == said.theme_id and rules.alike(other.name, said.name):
            session().delete(other)
    session().flush()


def _told(lab: Lab, theme_id: int) -> Effect[News]:
    seq = lab.next_seq()
    return Effect(seq=seq, news=(NameProposed(lab=lab.id, seq=seq, theme=theme_id),))
