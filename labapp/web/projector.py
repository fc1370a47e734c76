"""The big screen: from the desk, or by its own link without sign-in. It can only be looked at."""

from dataclasses import dataclass

from flask import Blueprint, request

from labapp.domain.voting import Counted
from labapp.domain.wilson import wilson
from labapp.i18n import locale
from labapp.live.audience import Audience
from labapp.security import entry
from labapp.store.ballot import Offer
from labapp.store.lab import Lab
from labapp.web.pages import render
from labapp.web.qr import host
from labapp.web.ranks import Place
from labapp.web.views import TOP, LabView

door = Blueprint("projector", __name__)
THEMES = ("light", "dark")


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
    """Choices with equal points as the screen draws them: one number, one bar, one bracket.

    `voters` is None where equal points came from different numbers of people; `more` are equal
    ones that there is no room for.
    """

    points: int
    voters: int | None
    of: int
    rows: tuple[tuple[Offer, Counted], ...]
    more: int

    @property
    def tied(self) -> bool:
        return len(self.rows) + self.more > 1

    @property
    def share(self) -> float:
        return (self.voters or 0) / self.of

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.voters or 0, self.of)


@door.app_template_filter()
def standings(view: LabView) -> list[Standing]:
    """The top of the result, as far as the screen has room.

    A tie is never cut to look smaller than it is: where it does not fit, its size is told.
    """
    found: list[Standing] = []
    voted = view.tally.voted if view.tally else 0
    room = TOP
    for place in view.places:
        if not place.points or not room:
            break
        fits = len(place.rows) <= room
        found.append(_standing(place, voted, room if fits or not found else 0))
        room = room - len(place.rows) if fits else 0
    return found


def _standing(place: Place, voted: int, room: int) -> Standing:
    voters = {counted.voters for _, counted in place.rows}
    rows = place.rows[:room]
    shared = voters.pop() if len(voters) == 1 else None
    return Standing(place.points, shared, voted, rows, len(place.rows) - len(rows))
