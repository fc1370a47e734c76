"""An action's answer: the verdict in JSON, or back to the page."""

from flask import jsonify, redirect
from werkzeug.wrappers import Response

from labapp.domain.values import Verdict
from labapp.live.audience import News
from labapp.web.errors import wants_json


def answer(verdict: Verdict[News], back_to: str, **facts: object) -> Response:
    """`{"ok": true, …}` for who asked for JSON; 303 back to the page for a plain form."""
    if not wants_json():
        return redirect(back_to, code=303)
    return jsonify(ok=True, op_id=verdict.op_id, seq=verdict.seq, **verdict.facts, **facts)
