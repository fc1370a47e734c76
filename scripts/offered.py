"""How often a writer would be offered a similar idea, and how often rightly.

`python -m scripts.offered` prints it for several limits, from the ideas of the demo's day: whoever
writes one meets all others of the lab, or only those that came before. Right is what the file
calls a near-duplicate.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from labapp.domain import similar
from labapp.services.demo.script import DAY
from labapp.services.suggesting import MOST

LIMITS = (similar.TWINS, 0.22, similar.OFFERED, 0.3)
Idea = Mapping[str, Any]
Among = Callable[[Sequence[Idea], int], list[Idea]]


def main() -> None:
    """Print a line for each limit."""
    labs = json.loads(DAY.read_text(encoding="utf-8"))["labs"]
    for limit in LIMITS:
        for name, among in (("all", _all_others), ("earlier", _earlier)):
            offered = [said for lab in labs for said in _offered(lab, limit, among)]
            print(f"{limit:.2f} {name}: offered {len(offered)}, rightly {sum(offered)}")


def _all_others(ideas: Sequence[Idea], at: int) -> list[Idea]:
    return [idea for n, idea in enumerate(ideas) if n != at]


def _earlier(ideas: Sequence[Idea], at: int) -> list[Idea]:
    return list(ideas[:at])


def _offered(lab: Mapping[str, Any], limit: float, among: Among) -> Iterator[bool]:
    """For each idea whose writer is offered something: whether that is a near-duplicate."""
    ideas = sorted(lab["ideas"], key=lambda idea: idea["t_s"] or 0)
    same = {
        idea: group["keep"]
        for group in lab["expected"]["near_duplicate_groups"]
        for idea in (group["keep"], *group["merge"])
    }
    for at, idea in enumerate(ideas):
        others = among(ideas, at)
        weighed = similar.weigh([other["text"] for other in others])
        near = [n for n, _ in similar.like(idea["text"], weighed, limit)[:MOST]]
        if near:
            home = same.get(idea["id"])
            yield home is not None and any(same.get(others[n]["id"]) == home for n in near)


if __name__ == "__main__":
    main()
