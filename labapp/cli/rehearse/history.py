"""What the rehearsal did and was answered: the tool's own record, to hold against the lab's."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from labapp.domain.rules import Rule


class Outcome(StrEnum):
    """What became of an action. Unknown: no definite answer came, so either may be true."""

    OK = "ok"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(kw_only=True)
class Sent:
    """One action, with the one op id that it keeps however often it is sent."""

    phone: int
    op_id: str
    sent_at: float = 0.0
    answered_at: float = 0.0
    tries: int = 0
    outcome: Outcome = Outcome.UNKNOWN
    seq: int = 0
    refusal: str = ""

    @property
    def waited(self) -> float:
        """How long the person saw "saving"."""
        return self.answered_at - self.sent_at


@dataclass(kw_only=True)
class SentIdea(Sent):
    text: str
    number: int = 0
    id: int = 0


@dataclass(kw_only=True)
class SentBallot(Sent):
    """A whole ballot; of one phone's ballots in a round the one with the highest `n` counts."""

    round: int
    n: int
    marks: dict[int, int]


@dataclass(kw_only=True)
class SentAgreement(Sent):
    """Agreeing with an idea that another phone wrote, by its number."""

    idea: int


class Kind(StrEnum):
    """What people leave besides ideas and ballots."""

    PROPOSAL = "proposals"
    COMMITMENT = "commitments"
    ANSWER = "answers"


@dataclass(kw_only=True)
class SentWords(Sent):
    """A proposal by its name, an offer or handshake by its words, an exit answer by its sentence.

    An answer may be without one.
    """

    kind: Kind
    text: str = ""


@dataclass(kw_only=True)
class History:
    """All of it. `choices` says for each round what its choice ids stand for, `rules` how it votes.

    `tag` stands in every text that the rehearsal sends, and in no other text.
    """

    tag: str
    phones: int
    joined: set[int] = field(default_factory=set)
    ideas: list[SentIdea] = field(default_factory=list)
    ballots: list[SentBallot] = field(default_factory=list)
    agreements: list[SentAgreement] = field(default_factory=list)
    left: list[SentWords] = field(default_factory=list)
    choices: dict[int, dict[int, str]] = field(default_factory=dict)
    rules: dict[int, Rule] = field(default_factory=dict)
    stopped: bool = False  # before its end, by the person who ran it or by the clock

    @property
    def sent(self) -> list[Sent]:
        return [*self.ideas, *self.ballots, *self.agreements, *self.left]

    def others_ideas(self, phone: int) -> list[SentIdea]:
        """What other phones have saved by now."""
        return [idea for idea in self.ideas if idea.number and idea.phone != phone]

    def agreeing(self, idea: int, *outcomes: Outcome) -> int:
        """How many phones have agreed with an idea, each once, with such an outcome."""
        sent = (one for one in self.agreements if one.idea == idea and one.outcome in outcomes)
        return len({one.phone for one in sent})

    def of(self, kind: Kind) -> list[SentWords]:
        """All of one kind that was left."""
        return [sent for sent in self.left if sent.kind is kind]

    def silent(self) -> set[int]:
        """Phones that came in and did not hear that they could write, and then vote.

        Only to be asked of a lab that was led through both, to its end.
        """
        wrote = {idea.phone for idea in self.ideas}
        voted = {ballot.phone for ballot in self.ballots}
        return set() if self.stopped else self.joined - (wrote & voted)

    def last_round(self) -> int:
        """The last vote that our phones took part in: an earlier one was superseded by it."""
        return max((ballot.round for ballot in self.ballots), default=0)

    def voters(self, round_id: int) -> dict[int, list[SentBallot]]:
        """Each phone's ballots of a round that were not refused, in the order of their `n`."""
        by_phone: dict[int, list[SentBallot]] = defaultdict(list)
        for ballot in sorted(self.ballots, key=lambda ballot: ballot.n):
            if ballot.round == round_id and ballot.outcome is not Outcome.REFUSED:
                by_phone[ballot.phone].append(ballot)
        return dict(by_phone)
