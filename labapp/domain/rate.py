"""How much one participant may send, so that a script does not drown what people write."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from labapp.domain.errors import LabError

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Of one kind of thing: more than a person sends is refused with `refusal`."""

    per_minute: int
    per_lab: int
    refusal: type[LabError]

    def check(self, received: Sequence[datetime], now: datetime) -> None:
        """Raise the refusal when no more is taken; `received`: when all of theirs came in."""
        if len(received) >= self.per_lab:
            raise self.refusal(limit=self.per_lab, per="lab")
        if sum(1 for at in received if now - at < MINUTE) >= self.per_minute:
            raise self.refusal(limit=self.per_minute, per="minute")
