"""The print kit: what can be printed for the room is chosen, and comes as one PDF."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from labapp.exports.orders import Part
from labapp.i18n import locale
from labapp.i18n.locale import gettext as _
from labapp.security import entry
from labapp.store.lab import Lab
from labapp.web.exports import opened, rendered
from labapp.web.kitcontent import Room, the_kit, the_poster
from labapp.web.pages import render

door = Blueprint("kit", __name__)


@dataclass(frozen=True)
class Offered:
    """A part as it is offered: what it is, or `lack`: why there is none and when there will be."""

    key: str
    name: str
    about: str
    lack: str = ""


@door.get("/labs/<code>/kit")
def choose(code: str) -> str:
    """What can be printed now, and what cannot yet."""
    return _page(entry.desk(code).lab)


def _page(lab: Lab, error: str = "") -> str:
    room = Room(lab)
    offered = [_offered(part, room) for part in Part]
    asked = request.args.getlist("part")
    chosen = asked if "chosen" in request.args else [each.key for each in offered]
    return render(
        "desk/kit.html",
        lab=lab,
        offered=offered,
        chosen=chosen,
        spoken=[(each.tag, each.name) for each in locale.LANGUAGES.values()],
        tongue=_tongue(lab),
        error=error,
    )


def _offered(part: Part, room: Room) -> Offered:
    name, about = {
        Part.POSTER: (_("Poster"), _("The way into the lab, for doors and walls. One A4.")),
        Part.TABLES: (
            _("Cards for the tables"),
            _("Each table's name and the way in. One A4 a table: fold it, and it stands."),
        ),
        Part.HOSTS: (
            _("Cards for the table hosts"),
            _("The table's secret code, and what a host does. Two on an A4."),
        ),
        Part.CARDS: (_("Cards for ideas"), _("To write on by hand. Four on an A4: print many.")),
        Part.BALLOTS: (
            _("Ballots"),
            _("All that can be voted for. One for each who votes on paper."),
        ),
        Part.METHODS: (
            _("Method cards"),
            _("How the steps of this lab are done. Four on an A4."),
        ),
        Part.SLIPS: (
            _("Slips to take home"),
            _("Where the result is read and when there is an answer. Eight on an A4."),
        ),
        Part.WALLS: (
            _("Wall sheets"),
            _("What the room said, in large letters. A4 lying down, that can be printed as A3."),
        ),
    }[part]
    return Offered(part.value, name, about, room.lack(part))


@door.get("/labs/<code>/kit.pdf")
def kit(code: str) -> AnyResponse:
    """The parts that are asked for by `?part=`, or all that there is; `?only=` one part alone.

    `?lang=` a language; without it the lab's own. `?chosen=1` says that no part means none.
    """
    lab = entry.desk(code).lab
    room = Room(lab)
    parts = _wanted(room)
    if not parts:
        return Response(_page(lab, _why_none(room)), 400)
    with locale.speaking(_tongue(lab)):
        pdf = rendered(the_kit(room, parts), "pdf")
    return opened(pdf, f"{lab.slug}-{parts[0].value if len(parts) == 1 else 'kit'}")


def _wanted(room: Room) -> Sequence[Part]:
    """The parts asked for that have something to print, in the order of the kit."""
    only = request.args.get("only", "")
    asked = [only] if only else request.args.getlist("part")
    every = not asked and "chosen" not in request.args
    return [part for part in Part if (every or part.value in asked) and not room.lack(part)]


def _why_none(room: Room) -> str:
    """Why there is no file: what the one part lacks that was asked for, or that none was."""
    only = request.args.get("only", "")
    lack = room.lack(Part(only)) if only in set(Part) else ""
    return lack or _("Choose at least one part to print.")


@door.get("/labs/<code>/poster.pdf")
def poster(code: str) -> Response:
    """The A4 for the wall; it says so when its address was only guessed."""
    lab = entry.desk(code).lab
    with locale.speaking(_tongue(lab)):
        pdf = rendered(the_poster(lab), "pdf")
    return opened(pdf, f"{lab.slug}-poster")


def _tongue(lab: Lab) -> str:
    """The language of what hangs in a room: the one asked for, or the lab's own."""
    for tag in (request.args.get("lang", ""), lab.language):
        if tag in locale.LANGUAGES:
            return tag
    return locale.DEFAULT
