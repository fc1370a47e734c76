"""The page that a whole hall opens at once: made once a second, and each newcomer's own laid in.

Until somebody has written, what is their own on the page is a form token and op ids; in a vote it
is the order of the choices and the ballot as well, and the page is made for each.
"""

import re
import secrets
from dataclasses import dataclass

from flask import Response, session

from labapp.domain.phases import Activity
from labapp.domain.values import Phone
from labapp.i18n import locale
from labapp.security import crossorigin
from labapp.store.lab import Lab, lab_by_id
from labapp.store.memory import recall
from labapp.store.own import has_own
from labapp.web import mine
from labapp.web.packing import Pieces
from labapp.web.pages import choose_language, new_op_id, render
from labapp.web.statics import gzipped, takes_gzip

TOKEN, OP = secrets.token_hex(16), secrets.token_hex(16)  # stand on the page for what is laid in
GAP = re.compile(f"({TOKEN}|{OP})")
NOBODY = Phone(b"")


@dataclass(frozen=True)
class Shared:
    """The page but for what is a reader's own; `gaps`: what that is, one piece after the other."""

    pieces: Pieces
    gaps: list[str]

    def laid_in(self) -> Response:
        """A reader's own page, compressed if they take that."""
        token = crossorigin.hand_out()
        own = [(token if gap == TOKEN else new_op_id()).encode() for gap in self.gaps]
        if takes_gzip():
            page = gzipped(self.pieces.gzipped(own))
        else:
            page = Response(self.pieces.filled(own))
        page.headers["Vary"] = "Accept-Encoding"
        return page


def page_for(lab_id: int, phone: Phone) -> Response | None:
    """The page, for who has nothing of their own; None when it is to be made for this phone alone.

    It speaks what this browser reads. A browser that was given no page before has no token.
    """
    if "csrf_token" in session and has_own(lab_id, phone.participant):
        return None
    language = recall(("language of", lab_id), lambda: _language_of(lab_id))
    choose_language(language)
    tag = locale.language().tag
    page = recall(("newcomers' page", lab_id, tag), lambda: _shared(lab_id))
    return page.laid_in() if page else None


def _language_of(lab_id: int) -> str:
    lab = lab_by_id(lab_id)
    return lab.language if lab else locale.DEFAULT


def _shared(lab_id: int) -> Shared | None:
    lab = lab_by_id(lab_id)
    if lab is None or lab.activity is Activity.VOTE:
        return None
    own = mine.of(lab, NOBODY)
    page = page_of(lab, own, csrf_token=lambda: TOKEN, new_op_id=lambda: OP)
    pieces = GAP.split(page)
    gaps = pieces[1::2]
    lengths = {TOKEN: len(crossorigin.hand_out()), OP: len(new_op_id())}
    return Shared(Pieces(pieces[::2], [lengths[gap] for gap in gaps]), gaps)


def page_of(lab: Lab, own: mine.Mine, **given: object) -> str:
    """The phone's page as its template makes it; `given` stands above what every page has."""
    return render("participant/page.html", lab=lab, view=own.view, mine=own, **given)
