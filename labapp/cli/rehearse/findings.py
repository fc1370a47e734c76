"""The tool's history held against the lab's account: what is lost, double, or otherwise wrong."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from labapp.cli.rehearse.evidence import Counted, LabSays
from labapp.cli.rehearse.history import History, Outcome, SentBallot, SentIdea
from labapp.domain.rules import Rule, worth

NOTHING = Counted(0, 0)


@dataclass(frozen=True)
class Difference:
    """A number that we know, and what the lab says it is."""

    what: str
    ours: int
    theirs: int


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Everything that does not fit. `gone` are ideas that somebody may have hidden: no fault.

    `strange` are ideas with our tag that were never sent, were refused, or have another number
    than the one that was answered; `unanswered` are actions that got no definite answer; `away`
    are phones that never came in, `silent` those that never heard that they could write or vote.
    """

    lost_ideas: tuple[str, ...] = ()
    double_ideas: tuple[str, ...] = ()
    strange_ideas: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    lost_words: tuple[str, ...] = ()
    double_words: tuple[str, ...] = ()
    lost_ballots: int = 0
    double_ballots: int = 0
    wrong_marks: tuple[Difference, ...] = ()
    wrong_counts: tuple[Difference, ...] = ()
    unanswered: int = 0
    away: int = 0
    silent: int = 0

    @property
    def lost(self) -> int:
        return len(self.lost_ideas) + len(self.lost_words) + self.lost_ballots

    @property
    def double(self) -> int:
        return len(self.double_ideas) + len(self.double_words) + self.double_ballots

    @property
    def is_clean(self) -> bool:
        wrong = (self.strange_ideas, self.wrong_marks, self.wrong_counts)
        missing = self.lost or self.unanswered or self.away or self.silent
        return not (missing or self.double or any(wrong))


@dataclass
class _Ideas:
    lost: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)


def find(history: History, said: LabSays | None, *, alone: bool) -> Findings:
    """Compare. `alone`: nobody but our phones was in the lab, so that every number must be equal.

    Where others were there too, a number of the lab's may be higher than ours; a ballot too many
    of ours cannot be told from one of theirs then, and is not looked for.
    """
    unanswered = sum(1 for sent in history.sent if sent.outcome is Outcome.UNKNOWN)
    away = history.phones - len(history.joined)
    if said is None:
        return Findings(unanswered=unanswered, away=away)
    ideas = _compare_ideas(history, said)
    hidden = len(ideas.lost) <= said.taken_away
    short, over = _compare_ballots(history, said, alone=alone)
    return Findings(
        lost_ideas=() if hidden else tuple(ideas.lost),
        gone=tuple(ideas.lost) if hidden else (),
        double_ideas=tuple(ideas.double),
        strange_ideas=tuple(ideas.strange),
        lost_words=tuple(_lost_words(history, said)),
        double_words=tuple(_double_words(history, said)),
        lost_ballots=short,
        double_ballots=over,
        wrong_marks=() if short or over else tuple(_wrong_marks(history, said, alone=alone)),
        wrong_counts=tuple(_wrong_counts(history, said, alone=alone)),
        unanswered=unanswered,
        away=away,
        silent=len(history.silent()) if alone else 0,
    )


def _compare_ideas(history: History, said: LabSays) -> _Ideas:
    """Texts are ours by the tag, and each was sent once: more than one of it is double."""
    found = _Ideas()
    ours = {idea.text: idea for idea in history.ideas}
    theirs = Counter(text for _, text in said.ideas if history.tag in text)
    pairs = set(said.ideas)
    for idea in history.ideas:
        _judge(idea, theirs[idea.text], pairs, said, found)
    found.strange += [text for text in theirs if text not in ours]
    return found


def _judge(
    idea: SentIdea, times: int, pairs: set[tuple[int, str]], said: LabSays, found: _Ideas
) -> None:
    if times > 1:
        found.double.append(idea.text)
    elif times == 1 and _does_not_fit(idea, pairs):
        found.strange.append(idea.text)
    elif not times and idea.outcome is Outcome.OK and idea.number not in said.masked:
        found.lost.append(idea.text)


def _does_not_fit(idea: SentIdea, pairs: set[tuple[int, str]]) -> bool:
    """It is there, but was refused, or was told to have another number."""
    if idea.outcome is Outcome.OK:
        return (idea.number, idea.text) not in pairs
    return idea.outcome is Outcome.REFUSED


def _lost_words(history: History, said: LabSays) -> Iterator[str]:
    """What was answered and is not there, except for what somebody may have hidden."""
    for kind, left in said.left.items():
        there = set(left.texts)
        saved = (s.text for s in history.of(kind) if s.text and s.outcome is Outcome.OK)
        gone = [text for text in saved if text not in there]
        yield from gone if len(gone) > left.hidden else ()


def _double_words(history: History, said: LabSays) -> Iterator[str]:
    for left in said.left.values():
        yield from (
            text for text, times in Counter(left.texts).items() if times > 1 and history.tag in text
        )


def _compare_ballots(history: History, said: LabSays, *, alone: bool) -> tuple[int, int]:
    """How many ballots are missing, and how many there are too many."""
    if said.ballots is None:
        return 0, 0
    voters = history.voters(history.last_round())
    sure = sum(1 for cast in voters.values() if any(b.outcome is Outcome.OK for b in cast))
    over = max(0, said.ballots - len(voters)) if alone else 0
    return max(0, sure - said.ballots), over


def _wrong_marks(history: History, said: LabSays, *, alone: bool) -> Iterator[Difference]:
    """Dots and voters that differ, choice by choice; not where an answer is still unknown."""
    voters = history.voters(history.last_round())
    if said.ballots is None or any(cast[-1].outcome is not Outcome.OK for cast in voters.values()):
        return
    ours = count(history, [cast[-1] for cast in voters.values()])
    for name in sorted({*ours, *(said.rows if alone else ())}):
        mine, theirs = ours.get(name, NOTHING), said.rows.get(name, NOTHING)
        pairs = ((mine.dots, theirs.dots), (mine.voters, theirs.voters))
        yield from (Difference(name, a, b) for a, b in pairs if b < a or (alone and a != b))


def count(history: History, ballots: list[SentBallot]) -> dict[str, Counted]:
    """Count ballots by what their choices stand for."""
    dots, voters = Counter[str](), Counter[str]()
    for ballot in ballots:
        names = history.choices.get(ballot.round, {})
        rule = history.rules.get(ballot.round, Rule())
        for choice, mark in ballot.marks.items():
            name = names.get(choice, f"? {choice}")
            dots[name] += worth(rule, mark)
            voters[name] += 1
    return {name: Counted(dots[name], voters[name]) for name in dots}


def _wrong_counts(history: History, said: LabSays, *, alone: bool) -> Iterator[Difference]:
    """Totals: as many as ours when we were alone, else at least as many."""
    saved = sum(1 for idea in history.ideas if idea.outcome is Outcome.OK)
    unsure = sum(1 for idea in history.ideas if idea.outcome is Outcome.UNKNOWN)
    voters = len(history.voters(history.last_round()))
    yield from _wrong_left(history, said, alone=alone)
    yield from _wrong_agreements(history, said, alone=alone)
    for what, ours, theirs, slack in (
        ("joined", len(history.joined), said.joined, 0),
        ("ideas", saved, said.submitted, unsure),
        ("joined at the desk", len(history.joined), said.desk_joined, 0),
        ("ballots at the desk", voters, said.desk_ballots, 0),
    ):
        if theirs is None:
            continue
        if theirs < ours or (alone and theirs > ours + slack):
            yield Difference(what, ours, theirs)


def _wrong_left(history: History, said: LabSays, *, alone: bool) -> Iterator[Difference]:
    """How many of each kind there are, answers without a sentence among them."""
    for kind, left in said.left.items():
        sent = history.of(kind)
        saved = sum(1 for one in sent if one.outcome is Outcome.OK)
        unsure = sum(1 for one in sent if one.outcome is Outcome.UNKNOWN)
        if left.count < saved or (alone and left.count > saved + unsure):
            yield Difference(kind.value, saved, left.count)


def _wrong_agreements(history: History, said: LabSays, *, alone: bool) -> Iterator[Difference]:
    """Phones that agree with an idea and are not counted, or somebody who is and does not."""
    ours = short = over = 0
    for idea, theirs in said.agreeing.items():
        sure = history.agreeing(idea, Outcome.OK)
        most = history.agreeing(idea, Outcome.OK, Outcome.UNKNOWN)
        ours, short, over = (
            ours + sure,
            short + max(0, sure - theirs),
            over + max(0, theirs - most),
        )
    if short:
        yield Difference("agreements", ours, ours - short)
    if alone and over:
        yield Difference("agreements", ours, ours + over)
