"""Putting ideas together that say the same: what may be, who is behind it, and how it is undone.

Of ideas that are merged one is *kept*; the others are its originals, readable under it. Each merge
is remembered as a *join*: this idea was put under that one. Which idea is kept follows from the
joins alone, so that taking one away leaves exactly what there would be had it never been made:
when C was put under B, and B then under A, both are read under A, and taking B out of A gives B
back with its C. (Counting people once: docs of P14; points capped by the rule of the vote.)
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from labapp.domain.errors import IdeaGone, MergeInVote, NothingToMerge, NotMerged
from labapp.domain.ideas import SHOWN, IdeaStatus, status_shown
from labapp.domain.rules import Method, Rule
from labapp.domain.voting import RoundStatus

Joins = Mapping[int, int]
"""Who was put under whom, by id: the idea, and the one it was put under then."""


@dataclass(frozen=True)
class Original:
    """An idea as the rules of merging see it; `author` is None where nobody is known."""

    id: int
    status: IdeaStatus
    author: int | None = None


def check_round(status: RoundStatus | None) -> None:
    """Raise `MergeInVote` while a vote is open: the choices of a round stand."""
    if status is RoundStatus.OPEN:
        raise MergeInVote


def check_merge(into: Original, joining: Collection[Original]) -> None:
    """Return when these may be put under `into`, otherwise say why not.

    Only what is shown merges, and what joined another is shown no more: so there is never a
    circle, and never a chain.

    Raises `NothingToMerge` when there is nothing but the idea itself, and `IdeaGone` for one that
    is hidden, withdrawn or merged already.
    """
    if not {idea.id for idea in joining} - {into.id}:
        raise NothingToMerge
    for idea in (into, *joining):
        if idea.status not in SHOWN:
            raise IdeaGone(status=idea.status.value)


def merged(joins: Joins, into: int, joining: Iterable[int]) -> dict[int, int]:
    """The joins when these ideas were put under `into` as well."""
    return {**joins, **{idea: into for idea in joining if idea != into}}


def parted(joins: Joins, ideas: Collection[int]) -> dict[int, int]:
    """The joins as if these ideas had never been put under another. Raises `NotMerged`."""
    if not joins.keys() & set(ideas):
        raise NotMerged
    return {idea: into for idea, into in joins.items() if idea not in ideas}


def kept(joins: Joins) -> dict[int, int]:
    """For each idea that joined another: the one it can be read under now."""
    return {idea: _root(joins, idea) for idea in joins}


def _root(joins: Joins, idea: int) -> int:
    while idea in joins:
        idea = joins[idea]
    return idea


def groups(joins: Joins) -> dict[int, frozenset[int]]:
    """Each kept idea with all that stand under it, itself among them."""
    found: dict[int, set[int]] = {}
    for idea, root in kept(joins).items():
        found.setdefault(root, {root}).add(idea)
    return {root: frozenset(ideas) for root, ideas in found.items()}


def status_after(now: IdeaStatus, *, masked: bool) -> IdeaStatus:
    """How an idea stands when it is taken out again: to be read, unless it was hidden since.

    What was masked or unmasked while it stood under another is so still.
    """
    return status_shown(masked=masked) if now is IdeaStatus.MERGED else now


def people(ideas: Iterable[Original]) -> frozenset[int]:
    """Who stands behind merged ideas: everybody who wrote one of them, once."""
    return frozenset(idea.author for idea in ideas if idea.author is not None)


def folded(marks: Mapping[int, int], under: Mapping[int, int], rule: Rule) -> dict[int, int]:
    """One person's marks with those on merged choices moved to the kept one.

    `under` is choice to kept choice. A person counts once, and gives no more points than the rule
    allows on one choice; of several scores the highest counts, of several places the first, and
    stances against each other pass. `voting.tally` of all ballots, folded, is the vote with the
    merges.
    """
    given: dict[int, list[int]] = {}
    for choice, mark in marks.items():
        given.setdefault(under.get(choice, choice), []).append(mark)
    if rule.method is Method.RANKING:
        order = sorted(given, key=lambda choice: min(given[choice]))
        return {choice: place for place, choice in enumerate(order, start=1)}
    together = max if rule.method is Method.SCORE else sum
    return {
        choice: max(rule.marks.start, min(together(each), rule.max_per_choice))
        for choice, each in given.items()
    }
