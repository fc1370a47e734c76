"""The socket's only door: say which lab you watch, then listen. No commands come in here."""

from typing import Any, cast

from flask import request, session
from flask_socketio import Namespace, join_room

from labapp.domain.errors import LabError, NotFound
from labapp.i18n.locale import DEFAULT, LANGUAGES
from labapp.live.news import Audience, Place
from labapp.security import crossorigin, entry
from labapp.security.passwords import hash_token
from labapp.services import joining
from labapp.store.lab import Lab


class Watch(Namespace):
    """Who one is comes from the cookie, or the projector's key; never from `auth` alone."""

    def __init__(self, base_url: str) -> None:
        super().__init__("/")
        self.base_url = base_url
        self.watching: dict[str, Place] = {}

    def on_connect(self, auth: object = None) -> bool:
        """Let in who may watch; whoever may not is refused."""
        if not isinstance(auth, dict) or not crossorigin.is_ours(self.base_url):
            return False
        try:
            audience = Audience(str(auth.get("audience")))
            lab = self._lab(audience, auth)
        except (LabError, ValueError):
            return False
        lang = str(auth.get("lang"))
        place = Place(lab.id, audience, lang if lang in LANGUAGES else DEFAULT)
        self.watching[str(cast("Any", request).sid)] = place
        return True

    def _lab(self, audience: Audience, auth: dict[str, Any]) -> Lab:
        code = str(auth.get("lab", ""))
        if audience is Audience.PHONES:
            if not entry.has_device():
                raise NotFound
            lab, phone = entry.phone(code)
            joining.join(lab.id, phone)
            return lab
        if audience is Audience.SCREEN and auth.get("key"):
            lab = entry.screen(str(auth["key"]))
            join_room(f"screen:{lab.screen_key}")
            return lab
        at = entry.desk(code)
        join_room(f"account:{at.account.id}")
        join_room(f"browser:{hash_token(session['in'])}")
        return at.lab

    def welcome(self, sid: str) -> None:
        """Have a screen that was let in, and knows it, hear what is told from now on."""
        joining.enter_room(sid, self.watching[sid])

    def trigger_event(self, event: str, *args: object) -> object:
        """Leaving needs no request: that of a screen is let go of once it was let in."""
        if event != "disconnect":
            return super().trigger_event(event, *args)
        place = self.watching.pop(str(args[0]), None)
        if place is not None:
            joining.leave_room(place)
        return None
