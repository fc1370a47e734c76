"""Samtalscafé: who goes to which table next, so that people meet new ones.

After the World Café (Brown and Isaacs, "The World Café", 2005): the host stays, the guests move
on. The assignment is greedy, the same for the same input: finding the fewest repeated meetings is
the social golfer problem, which nobody can solve for a room of sixty while it gets up.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

SEEN_TABLE = 100  # how many repeated meetings it is worth not to sit at the same table again
MOST_TRIES = 40_000  # swaps that are thought of, so that a room of six hundred does not wait
Sat = Mapping[int, Sequence[int]]  # a person to the tables where that person sat, the last one last


def next_tables(sat: Sat, tables: Sequence[int]) -> dict[int, int]:
    """Each person's next table: all tables of even size, and few who have met before."""
    round_ = _Round(sat, tables)
    round_.seat()
    round_.swap()
    return round_.table_of


class _Round:
    """The next round while it is laid: who sits where, and what that costs."""

    def __init__(self, sat: Sat, tables: Sequence[int]) -> None:
        self.sat = sat
        self.tables = list(tables)
        self.met = _met(sat)
        self.at: dict[int, set[int]] = {table: set() for table in tables}
        self.table_of: dict[int, int] = {}

    def cost(self, person: int, table: int, without: int | None = None) -> int:
        """How little a person wants to sit at a table: met before, or sat there before."""
        again = len((self.at[table] - {person, without}) & self.met[person])
        seen = self.sat[person]
        stays = len(seen) if seen and seen[-1] == table else 0
        return again + SEEN_TABLE * (list(seen).count(table) + stays)

    def seat(self) -> None:
        """Give each in turn the best table that has room: even tables, one more at the first."""
        each, more = divmod(len(self.sat), max(1, len(self.tables)))
        room = {table: each + (place < more) for place, table in enumerate(self.tables)}
        for person in _interleaved(self.sat):
            free = [table for table in self.tables if len(self.at[table]) < room[table]]
            self._put(
                person, min(free, key=lambda table: (self.cost(person, table), len(self.at[table])))
            )

    def _put(self, person: int, table: int) -> None:
        self.at[self.table_of.get(person, table)].discard(person)
        self.at[table].add(person)
        self.table_of[person] = table

    def swap(self) -> None:
        """Let those who sit badly change places with whoever makes it better for both together."""
        tries = MOST_TRIES
        for person in sorted(self.table_of):
            if tries > 0 and self.cost(person, self.table_of[person]):
                tries -= self._swap_one(person)

    def _swap_one(self, person: int) -> int:
        """Change places with the first who makes it better; how many were thought of."""
        for thought, other in enumerate(sorted(self.table_of), start=1):
            here, there = self.table_of[person], self.table_of[other]
            if here == there:
                continue
            now = self.cost(person, here) + self.cost(other, there)
            if self.cost(person, there, other) + self.cost(other, here, person) < now:
                self._put(person, there)
                self._put(other, here)
                return thought
        return len(self.table_of)


def _met(sat: Sat) -> dict[int, set[int]]:
    """Whom each person has sat with: at the same table in the same round, counted from the last.

    Whoever came later has fewer rounds.
    """
    met: dict[int, set[int]] = defaultdict(set)
    lines = ([(person, table) for table in reversed(sat[person])] for person in sorted(sat))
    rounds = zip_longest(*lines)
    for sitting in rounds:
        together: dict[int, set[int]] = defaultdict(set)
        for person, table in filter(None, sitting):
            together[table].add(person)
        for people in together.values():
            for person in people:
                met[person] |= people - {person}
    return met


def _interleaved(sat: Sat) -> Iterator[int]:
    """One from each table in turn, so that those of a table are spread over the room."""
    now: dict[int, list[int]] = defaultdict(list)
    for person in sorted(sat):
        now[sat[person][-1] if sat[person] else 0].append(person)
    for row in zip_longest(*(now[table] for table in sorted(now))):
        yield from (person for person in row if person is not None)
