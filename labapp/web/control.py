"""Commands on this machine that go through the running server: no second writer beside it.

The key lies in the instance folder, readable by its owner alone, and is made anew at every start.
Whoever can read it can read the database and the cookies' key beside it as well, so what it opens
here gives nothing new away.
"""

import hmac

from flask import Blueprint, Response, current_app, jsonify, request, session
from pydantic import Field

from labapp.domain.errors import NotFound
from labapp.domain.values import Op
from labapp.live.monitor import monitor
from labapp.security import entry
from labapp.security.passwords import hash_token, new_token
from labapp.services import accounts, rehearsals
from labapp.web import forms
from labapp.web.pages import new_op_id

door = Blueprint("control", __name__)


class NameForm(forms.Form):
    name: str = Field(max_length=200)


def _check_key() -> None:
    key = str(current_app.config.get("CONTROL_KEY", ""))
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    local = request.remote_addr in current_app.config.get("CONTROL_FROM", {"127.0.0.1"})
    if not key or not local or not hmac.compare_digest(sent.encode(), key.encode()):
        raise NotFound


@door.post("/control/facilitators")
def create_facilitator() -> Response:
    _check_key()
    token = new_token()
    accounts.create_facilitator(Op(new_op_id()), forms.read(NameForm).name, hash_token(token))
    return jsonify(ok=True, path=f"/password/{token}")


@door.post("/control/passwords")
def reset_password() -> Response:
    _check_key()
    token = new_token()
    accounts.reset_password(Op(new_op_id()), forms.read(NameForm).name, hash_token(token))
    return jsonify(ok=True, path=f"/password/{token}")


@door.post("/control/rehearsals")
def open_rehearsal() -> Response:
    """Sign in the rehearsal's own account, which has no password and sees its own labs alone."""
    _check_key()
    token = new_token()
    rehearsals.open_rehearsal(Op(new_op_id()), hash_token(token))
    entry.device()
    session["in"] = token
    return jsonify(ok=True, base_url=current_app.config["BASE_URL"])


@door.get("/control/metrics")
def metrics() -> Response:
    """How this process fares, as Prometheus reads it."""
    _check_key()
    return Response(monitor.read(), content_type="text/plain; version=0.0.4; charset=utf-8")
