"""A lab that is being played, and what happens in it when."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from labapp.domain.ideas import Channel
from labapp.domain.values import Helper
from labapp.services.demo.script import Script
from labapp.services.demo.staging import Person

Act = Callable[[], object]
Scene = tuple[float, Act]


@dataclass
class Stage:
    """A lab that is being played: whom and what the script's ids have become."""

    script: Script
    start: datetime
    account: int
    early: float = 0.0  # how much earlier than in the script people come
    code: str = ""
    lab: int = 0
    tables: dict[str, int] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    ideas: dict[str, int] = field(default_factory=dict)
    themes: dict[str, int] = field(default_factory=dict)
    choices: dict[str, int] = field(default_factory=dict)
    round: int = 0
    earlier: tuple["Stage", ...] = ()  # what was played before it, and is shown in it

    @property
    def shown(self) -> dict[str, "Stage"]:
        """The labs that it shows, by the script's ids, in order."""
        played = {stage.script.lab["id"]: stage for stage in self.earlier}
        return {each: played[each] for each in self.script.gallery_of}

    def earlier_idea(self, idea: str) -> int | None:
        """What an idea of a lab that is shown has become; None where it is of no such lab."""
        return next((s.ideas[idea] for s in self.shown.values() if idea in s.ideas), None)

    def helper(self, person: Person) -> Helper:
        """Who writes for somebody without a phone: the host of the table, where it is the host."""
        if person.channel is Channel.TABLE_HOST and person.table is not None:
            return Helper(table=person.table)
        return Helper(account=self.account)
