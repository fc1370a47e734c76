"""What a part of the bench is, and what is asked of it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench.figures import Figures
from bench.load.ears import Ears

REST = 1.0


@dataclass(frozen=True)
class Run:
    """One server, measured once. `known` is what earlier runs of the same round found."""

    server: str
    phones: int
    seconds: float
    round: int
    folder: Path
    ears: Ears
    known: Mapping[str, Figures] = field(default_factory=dict)

    @property
    def rest(self) -> float:
        """Seconds before it counts: until all is calm after everybody came."""
        return min(REST, self.seconds)


@dataclass(frozen=True)
class Part:
    """One part of the bench.

    `sizes` and `quick` are numbers of phones; `servers` says who is measured at a size, labapp
    first; `seconds` is how long one measurement lasts, and `limit` after how long a run that hangs
    is given up.
    """

    name: str
    about: str
    measure: Callable[[Run], Awaitable[Figures]]
    sizes: tuple[int, ...]
    quick: tuple[int, ...]
    servers: Callable[[int], tuple[str, ...]]
    seconds: float = 10.0
    limit: float = 300.0
    runs: int = 2


def only(*names: str) -> Callable[[int], tuple[str, ...]]:
    """The same servers at every size."""
    return lambda _phones: names
