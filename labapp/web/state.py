"""What a screen asks for when it comes back: the whole of what its audience sees, as of one seq."""

import hashlib
import json

from flask import Blueprint, Response, request

from labapp.domain.errors import BadInput
from labapp.i18n import locale
from labapp.live.news import Audience
from labapp.security import entry
from labapp.store.lab import Lab
from labapp.web.fragments import whole
from labapp.web.pages import choose_language
from labapp.web.views import LabView

door = Blueprint("state", __name__)


@door.get("/l/<code>/state")
def phones(code: str) -> Response:
    lab, _ = entry.phone(code)
    return state_of(lab, Audience.PHONES, lab.language)


@door.get("/screen/<key>/state")
def screen(key: str) -> Response:
    lab = entry.screen(key)
    return state_of(lab, Audience.SCREEN, lab.language)


@door.get("/labs/<code>/state")
def desk(code: str) -> Response:
    """The desk's, or with `?audience=screen` the projector's."""
    try:
        audience = Audience(request.args.get("audience", "desk"))
    except ValueError:
        raise BadInput(field="audience") from None
    at = entry.desk(code)
    speaks = locale.DEFAULT if audience is Audience.DESK else at.lab.language
    return state_of(at.lab, audience, speaks)


def state_of(lab: Lab, audience: Audience, speaks: str) -> Response:
    """JSON, the same for an audience and language; 304 when the screen has it already.

    `speaks` is the language for whoever has not chosen one: that of the page itself.
    """
    if audience is Audience.SCREEN:
        locale.speak(lab.language)  # a room, and no person
    else:
        choose_language(speaks)
    view = LabView(lab)
    current = request.args.get("since") == str(lab.seq)
    fragments = {} if current else whole(view, audience)
    facts = {
        "seq": lab.seq,
        "lang": locale.language().tag,
        "status": lab.status.value,
        "phase": lab.phase.key if lab.phase else None,
        "activity": view.activity,
        "ends_at": lab.phase_ends_at.isoformat() if lab.phase_ends_at else None,
        "seconds_left": view.seconds_left,
        "round": view.round.id if view.round else None,
        "connected": view.connected,
        "joined": view.joined,
        "ballots": view.ballot_count,
        "fragments": fragments,
    }
    if audience is Audience.PHONES:
        del facts["connected"], facts["joined"], facts["ballots"]
    body = json.dumps(facts, ensure_ascii=False).encode()
    answer = Response(body, content_type="application/json; charset=utf-8")
    answer.set_etag(hashlib.sha256(body).hexdigest()[:24])
    answer.headers["Cache-Control"] = "no-cache, private"
    answer.headers["Vary"] = "Cookie, Accept-Language"
    answer.make_conditional(request)
    return answer
