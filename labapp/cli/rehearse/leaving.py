"""What phones leave besides ideas and ballots, by the routes of their own forms, as data."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from labapp.cli.rehearse.history import Kind
from labapp.cli.rehearse.words import IDEAS

PROPOSE = 4  # one phone in so many proposes something
PROMISE = 3
WRITES = 2  # one in so many writes a sentence beside its answers
STEPS = 4


@dataclass(frozen=True)
class Leaving:
    """One form: where it goes, and by what text it is known again."""

    kind: Kind
    noun: str
    text: str
    fields: dict[str, object]


def _proposal(tag: str, phone: int) -> Iterator[Leaving]:
    if phone % PROPOSE == 1:
        title = f"Pröva i höst ({tag} {phone}-f)"
        says: dict[str, object] = {"title": title, "what": _words(phone), "first_step": "Vi frågar"}
        yield Leaving(Kind.PROPOSAL, "proposals", title, says)


def _promise(tag: str, phone: int) -> Iterator[Leaving]:
    if phone % PROMISE == 1:
        what = f"{_words(phone)} ({tag} {phone}-h)"
        kind = "handshake" if phone % 2 else "offer"
        yield Leaving(Kind.COMMITMENT, "commitments", what, {"kind": kind, "what": what})


def _answer(tag: str, phone: int) -> Iterator[Leaving]:
    sentence = f"Det var värt tiden ({tag} {phone}-u)" if phone % WRITES else ""
    steps: dict[str, object] = {"said": phone % STEPS + 1, "worth": STEPS}
    yield Leaving(Kind.ANSWER, "reflection", sentence, {**steps, "sentence": sentence})


def _words(phone: int) -> str:
    return IDEAS[phone % len(IDEAS)]


WAYS: dict[str, Callable[[str, int], Iterator[Leaving]]] = {
    "deepen": _proposal,
    "commit": _promise,
    "reflect": _answer,
}
"""By the activity in which it is left."""
