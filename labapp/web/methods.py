"""Method cards: read them all, or those that fit what is to be done."""

from typing import Annotated

from flask import Blueprint, Response, request
from pydantic import AfterValidator, Field

from labapp.domain.errors import NotFound
from labapp.domain.methods import Method, fitting
from labapp.domain.phases import Activity
from labapp.exports.orders import MethodCard, MethodCards
from labapp.security import entry
from labapp.services import clock, methods
from labapp.store.account import the_body
from labapp.web.exports import opened, rendered
from labapp.web.pages import render

door = Blueprint("methods", __name__)


def _known(key: str) -> str:
    if key and key not in methods.method_keys():
        raise ValueError(key)
    return key


MethodKey = Annotated[str, Field(max_length=40), AfterValidator(_known)]
"""What may be sent as a method card: the key of one, or nothing."""


@door.get("/methods")
def shown() -> str:
    """The cards; `?for=` an activity leaves those that fit it."""
    entry.facilitator()
    wanted = request.args.get("for", "")
    cards = _fitting(wanted)
    used = {activity for card in methods.all_methods() for activity in card.activities}
    offered = [activity.value for activity in Activity if activity in used]
    return render("desk/methods.html", here="methods", cards=cards, offered=offered, wanted=wanted)


def _fitting(wanted: str) -> list[Method]:
    return [card for card in methods.all_methods() if not wanted or wanted in card.activities]


@door.get("/methods.pdf")
def printed() -> Response:
    """The cards to print, in A6, four on an A4; `?for=` an activity leaves those that fit it."""
    entry.facilitator()
    wanted = request.args.get("for", "")
    cards = _fitting(wanted)
    if not cards:
        raise NotFound
    return _pdf(cards, f"methods-{wanted}" if wanted else "methods")


@door.get("/methods/<key>.pdf")
def one_printed(key: str) -> Response:
    """One card, four times on an A4: one for each table."""
    entry.facilitator()
    card = methods.method(key)
    if card is None:
        raise NotFound
    return _pdf([card] * 4, f"method-{key}")


def _pdf(cards: list[Method], name: str) -> Response:
    body = the_body()
    order = MethodCards(
        cards=tuple(MethodCard(method=card) for card in cards),
        body=body.name if body else "",
        made_at=clock.now(),
    )
    return opened(rendered(order, "pdf"), name)


@door.app_template_filter()
def method_card(key: str) -> Method | None:
    """The card of this key, in the language spoken now; none for an empty key."""
    return methods.method(key)


@door.app_template_filter()
def methods_for(kind: str) -> tuple[list[Method], list[Method]]:
    """The cards that fit a kind of phase, and the others."""
    return fitting(methods.all_methods(), kind)
