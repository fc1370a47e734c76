"""A gallery of several labs: what it shows of them, and new ideas put under ideas of theirs."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import partial

from labapp import aio
from labapp.domain import access, similar
from labapp.domain.errors import IdeaGone, NotFound, OnlyRehearsed
from labapp.domain.ideas import READABLE, SHOWN, IdeaStatus
from labapp.domain.summary import EarlierLab
from labapp.domain.values import Op, Verdict
from labapp.live.audience import News
from labapp.services import merging
from labapp.services.continuing import carry
from labapp.services.merging import Merge
from labapp.store.gallery import carried_idea, earlier_ids, earlier_labs, show_labs
from labapp.store.idea import Idea, idea_in, next_idea_number, shown_ideas
from labapp.store.lab import Lab, lab_by_id


def choose(lab: Lab, earlier: Sequence[int]) -> None:
    """Have a lab show these labs, in this order; inside a piece of work.

    Raises `NotFound` for the lab itself or one that is not there, and `OnlyRehearsed`.
    """
    for each in map(lab_by_id, earlier):
        if each is None or each.id == lab.id:
            raise NotFound
        if each.rehearsal:
            raise OnlyRehearsed
    if tuple(earlier) != earlier_ids(lab.id):
        show_labs(lab.id, earlier)


def said(lab: Lab) -> dict[str, object]:
    """For the record: the codes of the labs that a lab shows, where it shows any."""
    codes = [earlier.code for earlier in earlier_labs(lab.id)]
    return {"shows": codes} if codes else {}


def readable_ideas(earlier: Lab) -> Sequence[Idea]:
    """What may be read of an earlier lab's ideas in another, the newest first.

    Masks stay, what was merged is the one that was kept, and nothing is read before it may be read
    in the lab itself.
    """
    open_now = access.others_ideas_shown(earlier.ideas_shown, earlier.activity)
    return shown_ideas(earlier.id) if open_now else ()


def likely(lab: Lab) -> dict[int, list[Idea]]:
    """For each idea of a lab that has any: the ideas of the labs it shows that read most like it.

    A suggestion, never a merge. Another language is not found by it.
    """
    own = [idea for idea in shown_ideas(lab.id) if idea.is_own]
    theirs = [idea for each in earlier_labs(lab.id) for idea in readable_ideas(each)]
    texts = tuple(f"{idea.shown_text} {idea.shown_detail}" for idea in (*own, *theirs))
    found: dict[int, list[Idea]] = {}
    for pair in aio.offload(partial(similar.alike, texts)):
        if pair.one < len(own) <= pair.other:
            found.setdefault(own[pair.one].id, []).append(theirs[pair.other - len(own)])
    return found


def merge_into_earlier(
    lab_id: int, account_id: int, op: Op, earlier_idea: int, idea_ids: Collection[int]
) -> Verdict[News]:
    """Put ideas of a lab under one of a lab that it shows; facts as of `merging.merge_ideas`.

    The earlier lab stays as it was. Its idea is carried here, with its number there, to stand for
    what is read under it, in the theme of the first of them. When the merge is undone it goes.

    Raises `NotFound` for an idea of another lab, and what `merging.merge_ideas` does.
    """

    def step(lab: Lab, now: datetime, number: int) -> tuple[str, dict[str, object]]:
        joining = merging.these(lab, idea_ids).values()
        earlier = _shown_here(lab, earlier_idea)
        keep = _standing_for(earlier, lab, joining, now)
        facts = merging.put_under(keep, joining, Merge(number, account_id), now)
        home = lab_by_id(earlier.lab_id)
        there = {"lab": home.code if home else "", "earlier": earlier.number}
        return "ideas.merged", {**facts, **there}

    return merging.change_merges(lab_id, account_id, op, step)


def _shown_here(lab: Lab, idea_id: int) -> Idea:
    """An idea of one of the labs that this one shows, that may be read here."""
    for earlier_id in earlier_ids(lab.id):
        idea, earlier = idea_in(earlier_id, idea_id), lab_by_id(earlier_id)
        if idea is not None and earlier is not None:
            if idea not in readable_ideas(earlier):
                raise IdeaGone(status=idea.status.value)
            return idea
    raise NotFound


def _standing_for(earlier: Idea, lab: Lab, joining: Iterable[Idea], now: datetime) -> Idea:
    """The idea that stands here for an earlier lab's: the one that did so before, or a new one."""
    found = carried_idea(lab.id, earlier.lab_id, earlier.number)
    if found is None:
        found = carry(earlier, lab, next_idea_number(lab.id), now)
    elif found.status is IdeaStatus.WITHDRAWN:
        found.status = IdeaStatus.VISIBLE
    if found.status in SHOWN and found.theme_id is None:
        found.theme_id = next((idea.theme_id for idea in joining if idea.theme_id), None)
    if found.status is IdeaStatus.MERGED and found.merged_into_id is not None:
        found = idea_in(lab.id, found.merged_into_id) or found
    return found


def shown_labs(lab: Lab, ideas: Iterable[Idea]) -> tuple[EarlierLab, ...]:
    """The labs that a lab shows, each with what of its `ideas` was meant for it or put under its.

    Their own content is not of this lab, and may change: it is told by their own summaries.
    """
    read = [idea for idea in ideas if idea.status in READABLE]
    stands_for = {idea.id: idea.from_lab_id for idea in read if not idea.is_own}
    meant = Counter(idea.for_lab_id for idea in read)
    joined = Counter(stands_for.get(idea.merged_into_id or 0) for idea in read if idea.is_own)
    return tuple(
        EarlierLab(
            code=earlier.code,
            question=earlier.question,
            held_at=earlier.starts_at or earlier.opened_at,
            meant=meant[earlier.id],
            joined=joined[earlier.id],
        )
        for earlier in earlier_labs(lab.id)
    )


def codes(ideas: Iterable[Idea]) -> dict[int, str]:
    """The codes of the labs that ideas are from, or meant for, by id."""
    named = {each for idea in ideas for each in (idea.from_lab_id, idea.for_lab_id) if each}
    labs = map(lab_by_id, sorted(named))
    return {lab.id: lab.code for lab in labs if lab is not None}
