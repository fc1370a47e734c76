"""Making themes, and putting ideas into them."""

from collections.abc import Callable, Collection
from datetime import datetime

from labapp.domain import phases, text
from labapp.domain.errors import IdeaGone, NotFound, ThemeNameTaken
from labapp.domain.ideas import IdeaStatus
from labapp.domain.values import Effect, Op, Verdict
from labapp.live.audience import News
from labapp.live.news import ThemeChanged
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.store import audit
from labapp.store.db import session
from labapp.store.idea import Idea, Theme, all_ideas, ideas_in, theme_in, themes_of
from labapp.store.lab import Lab
from labapp.store.placing import forget_placements

Step = Callable[[Lab, datetime], tuple[str, int | None, dict[str, object]]]


def add_theme(lab_id: int, account_id: int, op: Op, name: str) -> Verdict[News]:
    """Make a theme, last in the list; facts: `theme`, its id."""

    def step(lab: Lab, _now: datetime) -> tuple[str, int | None, dict[str, object]]:
        theme = Theme(lab_id=lab.id, position=_next_position(lab), name=free_name(lab, name))
        session().add(theme)
        session().flush()
        return "theme.added", theme.id, {"theme": theme.id, "name": theme.name}

    return _change(lab_id, account_id, op, step)


def change_theme(
    lab_id: int, account_id: int, op: Op, theme_id: int, words: tuple[str, str]
) -> Verdict[News]:
    """Give a theme another name and description."""

    def step(lab: Lab, _now: datetime) -> tuple[str, int | None, dict[str, object]]:
        theme = theme_of(lab, theme_id)
        if theme.name.casefold() != words[0].strip().casefold():
            theme.name = free_name(lab, words[0])
        else:
            theme.name = text.clean(words[0], text.THEME_NAME)
        theme.description = text.clean(words[1], text.THEME_DESCRIPTION)
        return "theme.changed", theme.id, {"theme": theme.id, "name": theme.name}

    return _change(lab_id, account_id, op, step)


def remove_theme(lab_id: int, account_id: int, op: Op, theme_id: int) -> Verdict[News]:
    """Take a theme away; its ideas stay, without a theme."""

    def step(lab: Lab, now: datetime) -> tuple[str, int | None, dict[str, object]]:
        theme = theme_of(lab, theme_id)
        theme.removed_at = now
        for idea in all_ideas(lab.id):
            if idea.theme_id == theme.id:
                idea.theme_id = None
        return "theme.removed", theme.id, {"theme": theme.id}

    return _change(lab_id, account_id, op, step)


def put_in_theme(
    lab_id: int, account_id: int, op: Op, idea_id: int, theme_id: int | None
) -> Verdict[News]:
    """Put an idea into a theme, or out of all of them with None.

    Raises `NotFound`, and `IdeaGone` for an idea that is read under another: it goes with that one.
    """

    def step(lab: Lab, _now: datetime) -> tuple[str, int | None, dict[str, object]]:
        (idea,) = _put(lab, {idea_id}, theme_id)
        return "idea.themed", idea.theme_id, {"idea": idea.number, "theme": idea.theme_id}

    return _change(lab_id, account_id, op, step)


def put_all_in_theme(
    lab_id: int, account_id: int, op: Op, idea_ids: Collection[int], theme_id: int | None
) -> Verdict[News]:
    """Put several ideas into a theme at once, or none of them. As `put_in_theme`."""

    def step(lab: Lab, _now: datetime) -> tuple[str, int | None, dict[str, object]]:
        numbers = [idea.number for idea in _put(lab, set(idea_ids), theme_id)]
        return "ideas.themed", theme_id, {"ideas": numbers, "theme": theme_id}

    return _change(lab_id, account_id, op, step)


def _put(lab: Lab, idea_ids: Collection[int], theme_id: int | None) -> list[Idea]:
    found = sorted(ideas_in(lab.id, idea_ids).values(), key=lambda idea: idea.number)
    if not found or len(found) < len(idea_ids):
        raise NotFound
    to = None if theme_id is None else theme_of(lab, theme_id).id
    for idea in found:
        if idea.status is IdeaStatus.MERGED:
            raise IdeaGone(status=idea.status.value)
        idea.theme_id = to
    forget_placements({idea.id for idea in found})
    return found


def _change(lab_id: int, account_id: int, op: Op, step: Step) -> Verdict[News]:
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        action, theme_id, facts = step(lab, now)
        seq = lab.next_seq()
        audit.record(lab, f"u:{account_id}", action, facts, now)
        return Effect(
            seq=seq, facts=facts, news=(ThemeChanged(lab=lab.id, seq=seq, theme=theme_id),)
        )

    return change_lab(lab_id, op, f"u:{account_id}", change)


def theme_of(lab: Lab, theme_id: int) -> Theme:
    theme = theme_in(lab.id, theme_id)
    if theme is None or theme.removed_at is not None:
        raise NotFound
    return theme


def free_name(lab: Lab, name: str) -> str:
    wanted = text.clean(name, text.THEME_NAME)
    if any(theme.name.casefold() == wanted.casefold() for theme in themes_of(lab.id)):
        raise ThemeNameTaken(name=wanted)
    return wanted


def _next_position(lab: Lab) -> int:
    return max((theme.position for theme in themes_of(lab.id)), default=0) + 1
