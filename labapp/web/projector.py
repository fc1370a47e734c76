"""The big screen: from the desk, or by its own link without sign-in. It can only be looked at."""

from dataclasses import dataclass

from flask import Blueprint, request

from labapp.domain.voting import Counted
from labapp.i18n import locale
from labapp.i18n.votes import Figure
from labapp.live.audience import Audience
from labapp.security import entry
from labapp.store.lab import Lab
from labapp.store.offer import Offer
from labapp.web.pages import render
from labapp.web.qr import host
from labapp.web.views import TOP, LabView
from labapp.web.votes import field, figure

door = Blueprint("projector", __name__)
THEMES = ("light", "dark")
ROWS = 6  # of the result that the screen has room for


@door.get("/labs/<code>/screen")
def from_desk(code: str) -> str:
    lab = entry.desk(code).lab
    return _show(lab, f"/labs/{lab.code}/state?audience=screen", "")


@door.get("/screen/<key>")
def by_link(key: str) -> str:
    return _show(entry.screen(key), f"/screen/{key}/state", key)


def _show(lab: Lab, state: str, key: str) -> str:
    """The room's language, and light, since lit rooms wash out dark pictures (`?theme=dark`)."""
    locale.speak(lab.language)
    wanted = request.args.get("theme")
    return render(
        "projector/page.html",
        lab=lab,
        view=LabView(lab),
        audience=Audience.SCREEN.value,
        state=state,
        key=key,
        host=host(),
        theme=wanted if wanted in THEMES else "light",
    )


@dataclass(frozen=True)
class Standing:
    """Choices of equal value as the screen draws them: one number, one bar, one bracket.

    `more` are equal ones that there is no room for.
    """

    figure: Figure
    interval: tuple[float, float]
    rows: tuple[tuple[Offer, Counted], ...]
    more: int

    @property
    def tied(self) -> bool:
        return len(self.rows) + self.more > 1


@door.app_template_filter()
def standings(view: LabView) -> list[Standing]:
    """The top of the result, as far as the screen has room.

    A tie is never cut to look smaller than it is: where it does not fit, its size is told.
    """
    found: list[Standing] = []
    room = TOP
    for place in view.places:
        if (
            not place.supporters
            or not room
            or len(found) == ROWS
            or view.tally is None
            or view.round is None
        ):
            break
        fits = len(place.rows) <= room
        rows = place.rows[: room if fits or not found else 0]
        said = (place.first, view.round.rule, view.tally)
        found.append(Standing(figure(*said), field(*said), rows, len(place.rows) - len(rows)))
        room = room - len(place.rows) if fits else 0
    return found
