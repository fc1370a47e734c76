"""The socket's only door: say which lab you watch, then listen. No commands come in here."""

from collections.abc import Callable
from typing import Any, cast

from flask import request, session
from flask_socketio import Namespace, join_room

from labapp.domain.errors import LabError, NotFound
from labapp.i18n.locale import DEFAULT, LANGUAGES
from labapp.live.audience import Audience, Place
from labapp.security import crossorigin, entry
from labapp.security.passwords import hash_token
from labapp.services import joining
from labapp.web.state import said_to

Right = Callable[[], bool]


class Watch(Namespace):
    """Who one is comes from the cookie, or the projector's key; never from `auth` alone."""

    def __init__(self, base_url: str) -> None:
        super().__init__("/")
        self.base_url = base_url
        self.watching: dict[str, Place] = {}
        self.rights: dict[str, Right] = {}  # of all but phones: they can lose theirs
        self.since: dict[str, int] = {}  # what those who come now show already

    def on_connect(self, auth: object = None) -> bool:
        """Let in who may watch; whoever may not is refused."""
        if not isinstance(auth, dict) or not crossorigin.is_ours(self.base_url):
            return False
        try:
            audience = Audience(str(auth.get("audience")))
            lab_id = self._lab(audience, auth)
        except (LabError, ValueError):
            return False
        lang = str(auth.get("lang"))
        place = Place(lab_id, audience, lang if lang in LANGUAGES else DEFAULT)
        sid = _sid()
        self.watching[sid], self.since[sid] = place, _number(auth.get("since"))
        return True

    def _lab(self, audience: Audience, auth: dict[str, Any]) -> int:
        code, key = str(auth.get("lab", "")), str(auth.get("key", ""))
        if audience is Audience.PHONES:
            return self._phone(code)
        if audience is Audience.HOST:
            return self._host(key)
        if audience is Audience.SCREEN and key:
            return self._screen(key)
        return self._desk(code)

    def _phone(self, code: str) -> int:
        if not entry.has_device():
            raise NotFound
        lab_id, phone = entry.voter(code)
        joining.join(lab_id, phone)
        return lab_id

    def _host(self, code: str) -> int:
        at = entry.host(code)
        self.rights[_sid()] = lambda: entry.may_host(code)
        join_room(f"host:{at.table.code}")
        return at.lab.id

    def _screen(self, key: str) -> int:
        lab = entry.screen(key)
        self.rights[_sid()] = lambda: entry.may_screen(key)
        join_room(f"screen:{lab.screen_key}")
        return lab.id

    def _desk(self, code: str) -> int:
        at = entry.desk(code)
        token, at_code = hash_token(session["in"]), at.lab.code
        self.rights[_sid()] = lambda: entry.may_desk(token, at_code)
        join_room(f"account:{at.account.id}")
        join_room(f"browser:{token}")
        return at.lab.id

    def welcome(self, sid: str) -> None:
        """Tell a screen that was let in what there is to see.

        It enters the room first: what happens meanwhile is told after the state, or is in it.
        """
        place = self.watching[sid]
        told = joining.enter_room(sid, place)
        joining.show(sid, said_to(place, told, self.since.pop(sid)))

    def lost(self) -> list[str]:
        """The sockets that watch by a right that is gone: signed out, expired, a link renewed."""
        return [sid for sid, right in list(self.rights.items()) if not right()]

    def trigger_event(self, event: str, *args: object) -> object:
        """Leaving needs no request: that of a screen is let go of once it was let in."""
        if event != "disconnect":
            return super().trigger_event(event, *args)
        sid = str(args[0])
        self.rights.pop(sid, None)
        self.since.pop(sid, None)
        place = self.watching.pop(sid, None)
        if place is not None:
            joining.leave_room(place)
        return None


def _sid() -> str:
    return str(cast("Any", request).sid)


def _number(said: object) -> int:
    return said if isinstance(said, int) else -1
