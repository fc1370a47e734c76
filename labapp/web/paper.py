"""The desk's pile of paper: idea cards and ballots typed in fast, ballots typed again to check."""

from typing import Annotated

from flask import Blueprint, Response, jsonify, request
from pydantic import Field
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import NotFound
from labapp.domain.ideas import Channel
from labapp.domain.slips import Reading
from labapp.domain.values import Op, Verdict
from labapp.i18n import labels
from labapp.i18n.locale import gettext as _
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk
from labapp.services import cards, slips
from labapp.services.cards import Card
from labapp.services.slips import Again, Typed
from labapp.store.ballot import Round, latest_round
from labapp.store.idea import Idea, idea_in, typed_ideas
from labapp.store.offer import Offer, offers_of
from labapp.store.slip import Slip, ballots_by_channel, numbers_on, slips_of
from labapp.web.desk import Page, act
from labapp.web.forms import BallotForm, MaybeNumber, OpForm, WholeNumber

door = Blueprint("paper", __name__, url_prefix="/labs/<code>/paper")
NEWEST = 12
OpName = Annotated[str, Field(max_length=64, pattern=r"^[A-Za-z0-9_-]*$")]


class TextForm(OpForm):
    text: str = Field(max_length=8000)


class CardForm(TextForm):
    """`after` is the op id of an earlier card, when both are of the same person."""

    lang: str = Field("und", max_length=20, pattern=r"^[A-Za-z0-9-]*$")
    table: MaybeNumber = None
    after: OpName = ""


class SlipForm(BallotForm):
    n: WholeNumber = 1
    typed: str = Field("", max_length=400)

    def line(self) -> Typed:
        return Typed(self.round, self.typed, self.marks)


class RoundForm(OpForm):
    round: WholeNumber


class AgainForm(SlipForm):
    slip: WholeNumber
    another: bool = False
    sure: bool = False


def _cards(at: Desk) -> dict[str, object]:
    edited = idea_in(at.lab.id, request.args.get("edit", 0, type=int))
    return {
        "cards": typed_ideas(at.lab.id, at.account.id, NEWEST),
        "edited": edited if edited is not None and _is_own(edited, at) else None,
        "last": request.args.get("last", ""),
    }


def _is_own(idea: Idea, at: Desk) -> bool:
    return idea.entered_by == at.account.id and idea.channel is Channel.PAPER


def _pile(at: Desk) -> dict[str, object]:
    """The open round as it is typed in; `differs` is a slip that was read in two ways."""
    round_ = latest_round(at.lab.id)
    if round_ is None:
        return {"pile": [], "rows": [], "left": [], "slip": None, "first": None, "told": None}
    pile = slips_of(round_.id)
    left = [slip.number for slip in pile if slip.reading is not Reading.CHECKED]
    asked = request.args.get("slip", left[0] if left else 0, type=int)
    return {
        "pile": pile,
        "rows": _rows(round_),
        "left": left,
        "slip": asked or None,
        "first": slips.first_reading(round_, asked),
        "told": request.args.get("typed", request.args.get("checked", 0, int), int),
    }


def _rows(round_: Round) -> list[tuple[int, Offer]]:
    """What is on the ballot, by the numbers that are typed."""
    offers = {offer.id: offer for offer in offers_of(round_)}
    return [(number, offers[choice]) for number, choice in sorted(numbers_on(round_).items())]


CARDS = Page("paper", _cards)
BALLOTS = Page("paper/ballots", _pile)
CHECK = Page("paper/check", _pile)


@door.get("")
def page(code: str) -> str:
    return CARDS.show(entry.desk(code))


@door.post("")
def enter(code: str) -> AnyResponse:
    """Take an idea from a card."""
    return act(code, CardForm, _enter, lambda made: f"{_here(code)}?last={made.op_id}", CARDS.show)


def _here(code: str) -> str:
    return f"/labs/{code}/paper"


def _enter(at: Desk, op: Op, sent: CardForm) -> Verdict[News]:
    card = Card(sent.text, sent.lang, sent.table, sent.after or None)
    return cards.enter_card(at.lab.id, at.helper, op, card)


@door.post("/<id:idea_id>")
def correct(code: str, idea_id: int) -> AnyResponse:
    """Correct what was mistyped of a card."""

    def do(at: Desk, op: Op, sent: TextForm) -> Verdict[News]:
        return cards.correct_card(at.lab.id, at.helper, op, idea_id, sent.text)

    return CARDS.act(code, TextForm, do)


@door.post("/<id:idea_id>/withdrawal")
def take_back(code: str, idea_id: int) -> AnyResponse:
    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return cards.take_back_card(at.lab.id, at.helper, op, idea_id)

    return CARDS.act(code, OpForm, do)


@door.get("/ballots")
def ballots(code: str) -> str:
    return BALLOTS.show(entry.desk(code))


@door.post("/ballots")
def type_in(code: str) -> AnyResponse:
    """Take the next slip of the pile."""
    back = f"{_here(code)}/ballots"
    return act(
        code, SlipForm, _type_in, lambda made: f"{back}?typed={made.facts['slip']}", BALLOTS.show
    )


def _type_in(at: Desk, op: Op, sent: SlipForm) -> Verdict[News]:
    return slips.type_slip(at.lab.id, at.helper, op, sent.line())


@door.post("/ballots/<id:slip>/removal")
def remove(code: str, slip: int) -> AnyResponse:
    """Take a slip out of the pile."""

    def do(at: Desk, op: Op, sent: RoundForm) -> Verdict[News]:
        return slips.remove_slip(at.lab.id, at.helper, op, sent.round, slip)

    return BALLOTS.act(code, RoundForm, do)


@door.get("/ballots/<id:slip>")
def first(code: str, slip: int) -> Response:
    """What was typed at first of a slip that was read in two ways: `{"first": "3 7"}`."""
    round_ = latest_round(entry.desk(code).lab.id)
    line = slips.first_reading(round_, slip) if round_ else None
    if line is None:
        raise NotFound
    answer = jsonify(first=line)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@door.get("/check")
def check_page(code: str) -> str:
    return CHECK.show(entry.desk(code))


@door.post("/check")
def check(code: str) -> AnyResponse:
    """Compare a second reading of a slip with the first."""
    return act(code, AgainForm, _check, lambda made: _checked(code, made), CHECK.show)


def _check(at: Desk, op: Op, sent: AgainForm) -> Verdict[News]:
    again = Again(sent.slip, sent.line(), another=sent.another, sure=sent.sure)
    return slips.check_slip(at.lab.id, at.helper, op, again)


def _checked(code: str, made: Verdict[News]) -> str:
    differs = made.facts["reading"] == Reading.DIFFERS.value
    return f"{_here(code)}/check?{'slip' if differs else 'checked'}={made.facts['slip']}"


@door.app_template_filter()
def ways(round_: Round) -> str:
    """How many ballots came which way: "phone: 31 · paper: 12"."""
    counted = ballots_by_channel(round_.id)
    return " · ".join(
        _("%(channel)s: %(count)s", channel=labels.channel(channel.value), count=counted[channel])
        for channel in Channel
        if counted[channel]
    )


@door.app_template_filter()
def pile_of(round_: Round) -> list[Slip]:
    """The slips of an open round."""
    return list(slips_of(round_.id))


@door.app_template_filter()
def unchecked(pile: list[Slip]) -> int:
    """How many slips wait for a second pair of eyes."""
    return sum(1 for slip in pile if slip.reading is not Reading.CHECKED)
