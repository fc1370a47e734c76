"""The socket's only door: say which lab you watch, then listen. No commands come in here."""

from typing import Any, cast

from flask import request, session
from flask_socketio import Namespace, join_room

from labapp.domain.errors import LabError, NotFound
from labapp.i18n.locale import DEFAULT, LANGUAGES
from labapp.live.news import Audience, room
from labapp.security import crossorigin, entry
from labapp.security.passwords import hash_token
from labapp.services import joining
from labapp.store.lab import Lab

Watching = tuple[int, Audience, str]


class Watch(Namespace):
    """Who one is comes from the cookie, or the projector's key; never from `auth` alone."""

    def __init__(self, base_url: str) -> None:
        super().__init__("/")
        self.base_url = base_url
        self.watching: dict[str, Watching] = {}

    def on_connect(self, auth: object = None) -> bool:
        """Enter the one room that is right; whoever may not is refused."""
        if not isinstance(auth, dict) or not crossorigin.is_ours(self.base_url):
            return False
        try:
            audience = Audience(str(auth.get("audience")))
            lab = self._lab(audience, auth)
        except (LabError, ValueError):
            return False
        lang = str(auth.get("lang"))
        self._enter(lab, audience, lang if lang in LANGUAGES else DEFAULT)
        return True

    def _lab(self, audience: Audience, auth: dict[str, Any]) -> Lab:
        code = str(auth.get("lab", ""))
        if audience is Audience.PHONES:
            if not entry.has_device():
                raise NotFound
            lab, phone = entry.phone(code)
            joining.join(lab.id, phone)
            return entry.phone(code)[0]
        if audience is Audience.SCREEN and auth.get("key"):
            lab = entry.screen(str(auth["key"]))
            join_room(f"screen:{lab.screen_key}")
            return lab
        at = entry.desk(code)
        join_room(f"account:{at.account.id}")
        join_room(f"browser:{hash_token(session['in'])}")
        return at.lab

    def _enter(self, lab: Lab, audience: Audience, lang: str) -> None:
        join_room(room(lab.id, audience, lang))
        self.watching[self._sid()] = (lab.id, audience, lang)
        joining.enter_room(lab.id, audience, lang)

    def on_disconnect(self, _reason: object = None) -> None:
        left = self.watching.pop(self._sid(), None)
        if left is not None:
            joining.leave_room(*left)

    @staticmethod
    def _sid() -> str:
        return str(cast("Any", request).sid)
