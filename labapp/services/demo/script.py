"""The file as a script: what happened in a lab, and how many seconds after its start."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from labapp.domain.commitments import CommitmentKind, Pledge
from labapp.domain.labs import LabPlan
from labapp.domain.mandate import Evidence, EvidenceCard, Influence, Mandate
from labapp.domain.phases import KINDS, PlannedPhase, Who
from labapp.domain.rules import Rule
from labapp.domain.voting import VoteOn

DAY = Path(__file__).parent / "almedalen-dag.json"
ARENA = DAY.with_name("transformationsarena.json")
MINUTE = 60
DECIDES = {
    "region": "regionen bestämmer",
    "state": "staten bestämmer",
    "municipal_company": "det kommunala bolaget bestämmer",
    "private": "ägaren bestämmer",
    "other_body": "någon annan bestämmer",
}
TAKING = ("ideate_solo", "table_round", "gallery")
VOTED_ON = {"ideas": VoteOn.IDEAS, "clusters": VoteOn.THEMES}
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Script:
    """One lab of the day, as data. Seconds are counted from the start of the lab."""

    day: Json
    lab: Json

    @property
    def start(self) -> datetime:
        return datetime.fromisoformat(self.lab["start"]).astimezone(UTC)

    @property
    def ends(self) -> int:
        return int(self.lab["minutes"]) * MINUTE

    @cached_property
    def begins(self) -> dict[str, int]:
        """When each kind of phase begins."""
        begins, at = {}, 0
        for phase in self.lab["phases"]:
            begins[phase["kind"]] = at
            at += phase["minutes"] * MINUTE
        return begins

    @cached_property
    def ideas_from(self) -> int:
        """When the first phase that takes ideas begins: `t_s` of an idea counts from there."""
        return min(self.begins[kind] for kind in TAKING if kind in self.begins)

    @property
    def gallery_of(self) -> tuple[str, ...]:
        """The labs that it shows."""
        return tuple(self.lab.get("gallery_of", ()))

    def span(self, kind: str) -> tuple[int, int]:
        """When a phase begins and ends."""
        first = self.begins[kind]
        later = [at for at in self.begins.values() if at > first]
        return first, min(later, default=self.ends)

    def during(self, *kinds: str) -> tuple[int, int]:
        """When the first of these kinds that the lab has begins and ends."""
        return self.span(next(kind for kind in kinds if kind in self.begins))

    def received(self, idea: Json) -> float:
        """When an idea came in; before the lab for those that were sent in earlier."""
        if idea["t_s"] is not None:
            return self.ideas_from + float(idea["t_s"])
        return (datetime.fromisoformat(idea["received_at"]) - self.start).total_seconds()

    def ideas(self, status: str) -> Iterator[Json]:
        return (idea for idea in self.lab["ideas"] if idea["idea_status"] == status)

    def plan(self, starts_at: datetime) -> LabPlan:
        """The lab as its facilitator planned it; dates move with the start."""
        lab, rule = self.lab, self.lab["voting"]["rule"]
        reply = date.fromisoformat(lab["mandate"]["first_reply_due"])
        return LabPlan(
            question=lab["challenge"]["question"],
            background=lab["challenge"]["text"],
            place=lab["place"],
            starts_at=starts_at,
            recipient=self._recipient,
            answer_by=(starts_at + (reply - self.start.date())).date(),
            mandate=_mandate(lab["mandate"]),
            cards=tuple(_card(card) for card in lab["evidence_cards"]),
            vote_on=VOTED_ON.get(rule["on"], VoteOn.IDEAS),
            rule=Rule(rule["dots_per_person"], rule["max_per_option"]),
            phases=tuple(_phase(phase) for phase in lab["phases"]),
        )

    @property
    def _recipient(self) -> str:
        bodies = self.day["municipality"]["decision_bodies"]
        wanted = self.lab["mandate"]["decision_body_id"]
        return next(str(body["name"]) for body in bodies if body["id"] == wanted)


def _mandate(told: Json) -> Mandate:
    cannot = [
        f"{each['what']} – {DECIDES[each['outside_mandate']]}" for each in told["cannot_influence"]
    ]
    return Mandate(
        influence=Influence(told["influence_level"]),
        can_influence="\n".join(told["can_influence"]),
        cannot_influence="\n".join(cannot),
        promise=told["promise"],
        commissioner=told["commissioner"],
    )


def _card(card: Json) -> EvidenceCard:
    figure = card.get("figure")
    return EvidenceCard(
        kind=Evidence(card["kind"]),
        title=card["title"],
        text=card["text"],
        figure=f"{figure['value']} {figure['unit']}" if figure else "",
        source=card["source"],
        day=date.fromisoformat(card["date"]),
    )


def _phase(phase: Json) -> PlannedPhase:
    if phase["kind"] not in KINDS:
        raise ValueError(f"no phase of ours is like {phase['kind']}")
    return PlannedPhase(phase["kind"], phase["name"], phase["minutes"], who=Who(phase["mode"]))


def read_day(path: Path = DAY) -> Json:
    """The whole day of a file."""
    day: Json = json.loads(path.read_text(encoding="utf-8"))
    return day


def labs_of_an_hour(day: Json) -> list[Script]:
    """The day's two labs."""
    return [Script(day, lab) for lab in day["labs"] if not lab["drop_in"]]


def mingle(day: Json) -> Script:
    """The drop-in between the walls of the day's two labs, where people write at kiosks.

    Its vote is support for proposals of other labs. That is not ours yet, so it is left out.
    """
    (lab,) = (lab for lab in day["labs"] if lab["drop_in"])
    return Script(day, lab)


def promises(lab: Json) -> Iterator[Pledge]:
    """The offers and handshakes of a lab; an agreement is a handshake to us."""
    for offer in lab["offers"]:
        yield Pledge(
            kind=CommitmentKind.OFFER,
            what=offer["text"],
            party=offer["party"] or "",
            public=offer["public_name_ok"],
        )
    for made in lab["commitments"]:
        yield Pledge(
            kind=CommitmentKind.HANDSHAKE,
            what=made["promise"],
            when=made["due"] or "",
            party=", ".join(made["parties"]),
            public=True,
        )


def spread(first: float, last: float, count: int) -> list[float]:
    """`count` moments between two, evenly."""
    step = (last - first) / max(1, count)
    return [first + step * (at + 0.5) for at in range(count)]


def before(start: datetime, days: int) -> datetime:
    """Some days earlier, when a lab was planned."""
    return start - timedelta(days=days)
