"""The steps of a lab, and how each is held."""

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from labapp.domain.ideas import Moderation
from labapp.domain.phases import PlannedPhase, Who
from labapp.domain.rules import Method, Rule
from labapp.domain.voting import Vote, VoteOn
from labapp.store.db import Base


class Phase(Base):
    """A named step with minutes. Its `kind` decides what can be done in it.

    An empty `prompt` or `script` stands for the usual words of the kind. `inserted` is a phase that
    was put in while the lab is held, until it begins: it can be taken out again.
    """

    __tablename__ = "phase"
    __table_args__ = (UniqueConstraint("lab_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    lab_id: Mapped[int] = mapped_column(ForeignKey("lab.id", ondelete="CASCADE"))
    position: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(String(60))
    minutes: Mapped[int | None]
    who: Mapped[Who] = mapped_column(default=Who.ALL, server_default=Who.ALL.value)
    prompt: Mapped[str] = mapped_column(String(200), default="", server_default="")
    script: Mapped[str] = mapped_column(Text, default="", server_default="")
    moderation: Mapped[Moderation | None]
    method: Mapped[str] = mapped_column(String(40), default="", server_default="")
    inserted: Mapped[bool] = mapped_column(default=False, server_default=false())
    vote_on: Mapped[VoteOn | None]
    vote_method: Mapped[Method | None]
    points: Mapped[int | None]
    max_per_choice: Mapped[int | None]

    @property
    def key(self) -> str:
        return str(self.id)

    @property
    def vote(self) -> Vote | None:
        """How this step votes, where it says so; None where it is as the lab says."""
        if self.vote_on is None or self.vote_method is None:
            return None
        return Vote(
            self.vote_on, Rule(self.points or 0, self.max_per_choice or 1, self.vote_method)
        )

    @vote.setter
    def vote(self, vote: Vote | None) -> None:
        self.vote_on = vote.on if vote else None
        self.vote_method = vote.rule.method if vote else None
        self.points = vote.rule.points if vote else None
        self.max_per_choice = vote.rule.max_per_choice if vote else None

    @property
    def plan(self) -> PlannedPhase:
        return PlannedPhase(
            kind=self.kind,
            name=self.name,
            minutes=self.minutes,
            id=self.id,
            who=self.who,
            prompt=self.prompt,
            script=self.script,
            moderation=self.moderation,
            method=self.method,
            vote=self.vote,
        )
