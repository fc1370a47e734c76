"""Several people behind one phone: how many, and whose turn it is."""

from collections.abc import Collection

from labapp.domain.errors import NumberOutOfRange

MOST = 6  # people who can sit around one phone


def check_people(count: int) -> None:
    """Raise `NumberOutOfRange` for more than can share a phone; one is nobody else."""
    if not 1 <= count <= MOST:
        raise NumberOutOfRange(field="people", least=1, most=MOST)


def others(count: int) -> range:
    """Those behind a phone besides its own person, who is the first."""
    return range(2, count + 1)


def whose_turn(count: int, voted: Collection[int], asked: int | None = None) -> int | None:
    """Who votes now: the one who asks to vote again, or the first who has not; None: all have."""
    if asked is not None and 1 <= asked <= count:
        return asked
    return next((person for person in range(1, count + 1) if person not in voted), None)
