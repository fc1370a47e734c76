"""Putting ideas together that say the same, and taking them apart again."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from labapp.domain import merging as rules
from labapp.domain import phases
from labapp.domain.errors import NotFound
from labapp.domain.ideas import SHOWN, IdeaStatus
from labapp.domain.merging import Original
from labapp.domain.values import Effect, Op, Verdict
from labapp.live.audience import News
from labapp.live.news import IdeasMerged
from labapp.services import clock
from labapp.services.change import change_lab
from labapp.store import audit
from labapp.store.ballot import latest_round
from labapp.store.db import session
from labapp.store.idea import Idea, ideas_in, theme_in
from labapp.store.lab import Lab
from labapp.store.merge import IdeaMerge, ideas_under, standing_joins, voted_on


@dataclass(frozen=True)
class Merge:
    """The number by which a merge can be undone, and the account that makes it."""

    number: int
    by: int


Step = Callable[[Lab, datetime, int], tuple[str, dict[str, object]]]
Joins = Mapping[int, IdeaMerge]


def merge_ideas(
    lab_id: int, account_id: int, op: Op, into: int, idea_ids: Collection[int]
) -> Verdict[News]:
    """Put ideas under the one that is kept; every word stays readable there.

    Facts: `merge`, the number by which this can be undone, `into`, and the ids `ideas`.

    Raises `NotFound`, `MergeInVote`, and what `domain.merging.check_merge` does.
    """

    def step(lab: Lab, now: datetime, number: int) -> tuple[str, dict[str, object]]:
        found = these(lab, {into, *idea_ids})
        keep = found.pop(into)
        facts = put_under(keep, found.values(), Merge(number, account_id), now)
        return "ideas.merged", facts

    return change_merges(lab_id, account_id, op, step)


def these(lab: Lab, ids: Collection[int]) -> dict[int, Idea]:
    """The ideas of a lab by these ids. Raises `NotFound` where one is not there."""
    found = ideas_in(lab.id, ids)
    if not found.keys() >= set(ids):
        raise NotFound
    return found


def put_under(keep: Idea, ideas: Iterable[Idea], merge: Merge, now: datetime) -> dict[str, object]:
    """Put ideas under one that is kept; inside a piece of work. Returns the facts of it."""
    joining = sorted(ideas, key=lambda idea: idea.number)
    rules.check_merge(original(keep), [original(idea) for idea in joining])
    ids = [idea.id for idea in joining]
    joins = rules.merged(_under(standing_joins(keep.lab_id)), keep.id, ids)
    for idea in joining:
        session().add(_join(idea, keep, merge, now))
        idea.status = IdeaStatus.MERGED
    _read_under([*joining, *ideas_under(keep.lab_id, ids)], joins)
    return {"merge": merge.number, "into": keep.id, **_said(joining, keep)}


def undo_merge(lab_id: int, account_id: int, op: Op, number: int) -> Verdict[News]:
    """Take apart what one merge put together: all stands as if it had never been.

    What was hidden since stays hidden, and where it is. Raises `NotMerged` when nothing
    of it stands any more, and `MergeInVote`.
    """

    def step(lab: Lab, now: datetime, _number: int) -> tuple[str, dict[str, object]]:
        joins = standing_joins(lab.id)
        of_it = {idea for idea, join in joins.items() if join.number == number}
        parted = _part(lab, joins, _shown(lab, joins, of_it), now)
        return "ideas.split", {"merge": number, **_said(parted)}

    return change_merges(lab_id, account_id, op, step)


def split_ideas(lab_id: int, account_id: int, op: Op, idea_ids: Collection[int]) -> Verdict[News]:
    """Take these out from under the idea that is kept; each brings what had been put under it.

    Facts: the ids `ideas`. Raises `NotMerged` when all stand by themselves, and `MergeInVote`.
    """

    def step(lab: Lab, now: datetime, _number: int) -> tuple[str, dict[str, object]]:
        joins = standing_joins(lab.id)
        return "ideas.split", _said(_part(lab, joins, _shown(lab, joins, idea_ids), now))

    return change_merges(lab_id, account_id, op, step)


def let_go(lab: Lab, idea: Idea, now: datetime) -> None:
    """Have all that was put together with a kept idea stand by itself, since that one goes.

    Inside a piece of work: nobody else's words are to go with it. Of an original its own words
    alone go: what had been put under it is read under the kept one.
    """
    joins = standing_joins(lab.id)
    group = rules.groups(_under(joins)).get(idea.id, frozenset())
    if group:
        _part(lab, joins, list(ideas_in(lab.id, group - {idea.id}).values()), now)


def _shown(lab: Lab, joins: Joins, ideas: Collection[int]) -> list[Idea]:
    """Those of the ideas that are read under another now, in order of number."""
    found = ideas_in(lab.id, joins.keys() & set(ideas)).values()
    merged = [idea for idea in found if idea.status is IdeaStatus.MERGED]
    return sorted(merged, key=lambda idea: idea.number)


def _part(lab: Lab, joins: Joins, ideas: Collection[Idea], now: datetime) -> Collection[Idea]:
    """Undo the joins of these ideas, and have all that is left in its place. Returns the ideas."""
    before = _under(joins)
    kept = rules.kept(before)
    together = ideas_under(lab.id, {kept[idea.id] for idea in ideas})
    _read_under(together, rules.parted(before, {idea.id for idea in ideas}))
    for idea in ideas:
        _stand_alone(lab, idea, joins[idea.id], now)
    _step_aside(lab, {each for idea in ideas for each in (idea.id, kept[idea.id])})
    return ideas


def _step_aside(lab: Lab, ideas: Collection[int]) -> None:
    """Have what a gallery's merge alone carried here go, when nothing is read under it any more.

    What was voted on stays: its votes are for words that can be read.
    """
    session().flush()
    used = {idea.merged_into_id for idea in ideas_under(lab.id, ideas)} | voted_on(ideas)
    for idea in ideas_in(lab.id, set(ideas) - used).values():
        if not idea.is_own and idea.from_lab_id != lab.continues_id and idea.status in SHOWN:
            idea.status, idea.theme_id = IdeaStatus.WITHDRAWN, None


def _read_under(ideas: Iterable[Idea], joins: Mapping[int, int]) -> None:
    """Have each be read under the idea that is kept by these joins, or by itself."""
    kept = rules.kept(joins)
    for idea in ideas:
        idea.merged_into_id = kept.get(idea.id)


def _under(joins: Joins) -> dict[int, int]:
    return {idea: join.into_id for idea, join in joins.items()}


def original(idea: Idea) -> Original:
    """The idea as the rules see it."""
    return Original(idea.id, idea.status, idea.participant_id)


def change_merges(lab_id: int, account_id: int, op: Op, step: Step) -> Verdict[News]:
    """Take a step with what is put together, while that may be; the log tells of it."""
    now = clock.now()

    def change(lab: Lab) -> Effect[News]:
        phases.require_unclosed(lab.status)
        round_ = latest_round(lab.id)
        rules.check_round(round_.status if round_ else None)
        seq = lab.next_seq()
        action, facts = step(lab, now, seq)
        audit.record(lab, f"u:{account_id}", action, facts, now)
        return Effect(seq=seq, facts=facts, news=(IdeasMerged(lab=lab.id, seq=seq),))

    return change_lab(lab_id, op, f"u:{account_id}", change)


def _join(idea: Idea, keep: Idea, merge: Merge, now: datetime) -> IdeaMerge:
    return IdeaMerge(
        lab_id=idea.lab_id,
        number=merge.number,
        idea_id=idea.id,
        into_id=keep.id,
        was_status=idea.status,
        was_theme_id=idea.theme_id,
        made_by=merge.by,
        made_at=now,
    )


def _stand_alone(lab: Lab, idea: Idea, join: IdeaMerge, now: datetime) -> None:
    join.undone_at = now
    theme = theme_in(lab.id, join.was_theme_id) if join.was_theme_id is not None else None
    idea.status = rules.status_after(idea.status, masked=idea.masked_text is not None)
    idea.theme_id = theme.id if theme and theme.removed_at is None else None


def _said(ideas: Iterable[Idea], keep: Idea | None = None) -> dict[str, object]:
    """Ids for who asked, and numbers as people say them, for the record."""
    listed = list(ideas)
    numbers = {"numbers": [idea.number for idea in listed]}
    kept = {"kept": keep.number} if keep else {}
    return {"ideas": [idea.id for idea in listed], **numbers, **kept}
