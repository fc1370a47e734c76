"""The log of moderation: what was held, hidden, masked and reported, by whom and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ACTIONS = (
    *("idea.held", "idea.shown", "idea.hidden", "idea.masked", "idea.unmasked"),
    *("idea.reported", "idea.kept", "ideas.merged", "ideas.split"),
    *("proposal.hidden", "proposal.shown", "commitment.hidden", "commitment.shown"),
    *("sentence.hidden", "sentence.shown", "moderation.before", "moderation.after"),
)


By = Literal["facilitator", "participant", "rule"]


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One thing done with one idea, proposal or commitment, which people call by its `number`.

    `who` is the name of a facilitator; of a participant nothing is told but that it was one. `kind`
    is "idea", "proposal", "commitment", "sentence" or "" for the lab as a whole; `into` the idea
    under which others were put.
    """

    at: datetime
    by: By
    who: str = ""
    action: str
    kind: str
    number: int | None = None
    into: int | None = None
    reason: str = ""
    note: str = ""
