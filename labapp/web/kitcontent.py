"""What the print kit of a lab is made of, and what it lacks as yet."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from flask import current_app

from labapp.domain import access
from labapp.domain.phases import Activity, LabStatus
from labapp.domain.summary import LabSummary
from labapp.exports.orders import (
    Kit,
    MethodCard,
    PaperChoice,
    Part,
    Poster,
    TableCard,
    TakeHome,
)
from labapp.i18n import tongues
from labapp.i18n.locale import gettext as _
from labapp.security.codes import show_code
from labapp.services import clock, methods
from labapp.services.summaries import summarise_lab
from labapp.store.account import the_body
from labapp.store.ballot import Round, latest_round, rounds_of
from labapp.store.lab import Lab
from labapp.store.offer import Offer, offers_of
from labapp.store.slip import numbers_on
from labapp.store.table import Table, tables_of
from labapp.web.qr import as_svg, base_url, host, join_url


class Room:
    """A lab as what is printed for it: each question is asked of the store once."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab

    @cached_property
    def tables(self) -> list[Table]:
        return list(tables_of(self.lab.id))

    @cached_property
    def round(self) -> Round | None:
        return latest_round(self.lab.id)

    @cached_property
    def offers(self) -> list[Offer]:
        return offers_of(self.round) if self.round else []

    @property
    def methods(self) -> list[MethodCard]:
        """The card of each step that has one, once, with its steps; in the language spoken now."""
        steps: dict[str, list[str]] = {}
        for phase in self.lab.phases:
            if phase.method:
                steps.setdefault(phase.method, []).append(phase.name)
        found = [(methods.method(key), names) for key, names in steps.items()]
        return [MethodCard(method=card, step=", ".join(names)) for card, names in found if card]

    @cached_property
    def shown(self) -> LabSummary | None:
        """What may hang on the wall: the votes that were shown, or themes where none is held.

        In a lab on a hard subject no proposals: they wait for nobody who reads them first.
        """
        seen = {
            round_.number
            for round_ in rounds_of(self.lab.id)
            if access.counts_shown(round_.status, released=round_.shown_at is not None)
        }
        summary = summarise_lab(self.lab.id)
        if self.lab.sensitive:
            summary = replace(summary, proposals=())
        votes = tuple(
            vote for vote in summary.rounds if vote.number in seen and not vote.superseded
        )
        if not votes and (self.will_vote or not self._can_be_read(summary)):
            return None
        return replace(summary, rounds=votes)

    def _can_be_read(self, summary: LabSummary) -> bool:
        """Whether there are ideas in themes, or proposals, that the room may read."""
        written = any(theme.ideas for theme in summary.themes) or summary.proposals
        return bool(written) and access.others_ideas_shown(self.lab.ideas_shown, self.lab.activity)

    @property
    def will_vote(self) -> bool:
        """Whether a vote is held, or is to come."""
        planned = any(phase.plan.activity is Activity.VOTE for phase in self.lab.phases)
        return self.round is not None or (planned and self.lab.status is not LabStatus.CLOSED)

    def lack(self, part: Part) -> str:
        """Why a part cannot be printed, and when it can; "" where it can."""
        lacks = {
            Part.TABLES: (not self.tables, _("The lab has no tables yet.")),
            Part.HOSTS: (
                not any(table.code for table in self.tables),
                _("The lab has no tables yet."),
            ),
            Part.BALLOTS: (not self.offers, _("There will be ballots when the vote is open.")),
            Part.METHODS: (not self.methods, _("No step of the lab has a method card.")),
        }
        if part is Part.WALLS:
            return "" if self.shown else self._no_walls()
        missing, words = lacks.get(part, (False, ""))
        return words if missing else ""

    def _no_walls(self) -> str:
        if self.will_vote:
            return _("There will be wall sheets when you have shown the result to the room.")
        return _("There will be wall sheets when there are themes with ideas in them.")


def the_kit(room: Room, parts: Sequence[Part]) -> Kit:
    """The kit in the language spoken now."""
    lab = room.lab
    numbers = {choice: n for n, choice in numbers_on(room.round).items()} if room.round else {}
    rule = room.round.rule if room.round else lab.rule
    return Kit(
        poster=the_poster(lab),
        parts=tuple(parts),
        tables=tuple(_table_card(table) for table in room.tables),
        choices=tuple(_choice(offer, numbers[offer.id]) for offer in room.offers),
        rule=rule,
        methods=tuple(room.methods),
        take_home=TakeHome(
            held_on=lab.starts_at or lab.opened_at,
            recipient=lab.recipient,
            answer_by=lab.answer_by,
        ),
        shown=room.shown if Part.WALLS in parts else None,
    )


def the_poster(lab: Lab) -> Poster:
    """The way in; in the language spoken now it says when its address was only guessed."""
    body = the_body()
    return Poster(
        question=lab.question,
        code=show_code(lab.code),
        address=host(),
        qr_svg=as_svg(join_url(lab)).decode(),
        body=body.name if body else "",
        place=lab.place,
        held_at=lab.starts_at,
        made_at=clock.now(),
        warning=_warning(),
    )


def _choice(offer: Offer, number: int) -> PaperChoice:
    read = tongues.reading(offer)
    beside = read.beside.text if read.beside else ""
    return PaperChoice(
        number=number,
        text=read.first.text,
        lang=read.first.lang,
        beside=beside,
        cost=offer.cost,
    )


def _table_card(table: Table) -> TableCard:
    code = table.code or ""
    link = f"{base_url()}/host/{code}"
    shown = show_code(code) if code else ""
    return TableCard(name=table.name, code=shown, qr_svg=as_svg(link).decode())


def _warning() -> str | None:
    if not current_app.config.get("BASE_URL_GUESSED"):
        return None
    return _(
        "Test print: the address %(url)s was guessed and works only in this network today.",
        url=base_url(),
    )
