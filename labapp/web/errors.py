"""A refusal becomes a page or a verdict; the STATUS table says with which number."""

import re
from collections.abc import Mapping
from functools import lru_cache

from flask import Flask, Response, current_app, jsonify, make_response, redirect, request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import HTTPException
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import (
    BadInput,
    Fault,
    LabError,
    NotFound,
    NotSignedIn,
    TooManyTries,
    TryAgain,
)
from labapp.i18n import labels
from labapp.web.forms import sent_json
from labapp.web.pages import render

WRITTEN = re.compile(
    "question|background|text|detail|note|message|title|what|when|who|why|for_whom|first_step"
    "|cost|risk|minority|trial_.*|party|sentence|promise|commissioner|can(not)?_influence|about"
)
"""The fields, of whatever form, that hold somebody's own words."""

STATUS: dict[str, int] = {
    "not_found": 404,
    "unknown_code": 404,
    "too_many_tries": 429,
    "try_again": 503,
    "fault": 500,
    "file_not_made": 500,
    "op_reused": 409,
    "bad_input": 400,
    "form_expired": 400,
    "cross_site": 403,
    "not_signed_in": 401,
    "phase_closed": 409,
    "lab_closed": 409,
    "door_closed": 403,
    "no_such_phase": 409,
    "lab_not_empty": 409,
    "no_process": 422,
    "text_missing": 422,
    "text_too_long": 422,
    "text_not_readable": 422,
    "date_missing": 422,
    "not_ahead": 422,
    "too_many_cards": 422,
    "too_many_labs": 422,
    "too_many_proposals": 422,
    "proposal_changed": 409,
    "unknown_idea": 422,
    "only_rehearsed": 409,
    "too_many_ideas": 429,
    "idea_gone": 409,
    "too_many_agreements": 429,
    "too_many_places": 429,
    "own_idea": 409,
    "idea_not_shown": 409,
    "too_many_commitments": 429,
    "commitment_gone": 409,
    "nothing_answered": 422,
    "too_many_leaders": 422,
    "not_theirs": 403,
    "nothing_to_mask": 422,
    "idea_changed_since": 409,
    "sensitive_lab": 409,
    "nothing_to_merge": 422,
    "not_merged": 409,
    "merge_in_vote": 409,
    "reason_missing": 422,
    "theme_name_taken": 409,
    "nothing_to_vote_on": 409,
    "nothing_to_show": 409,
    "round_closed": 409,
    "round_still_open": 409,
    "too_many_points": 422,
    "not_in_order": 422,
    "over_budget": 422,
    "without_cost": 409,
    "vote_begun": 409,
    "proposal_in_vote": 409,
    "too_many_on_one": 422,
    "unknown_choice": 422,
    "superseded": 409,
    "wrong_sign_in": 401,
    "link_used": 404,
    "password_too_short": 422,
    "password_too_common": 422,
    "name_taken": 409,
    "minutes_out_of_range": 422,
    "number_out_of_range": 422,
    "nothing_typed": 422,
    "unknown_number": 422,
    "same_reader": 409,
    "slip_checked": 409,
    "no_such_slip": 404,
    "on_the_ballot": 409,
}


def handle_refusals(app: Flask) -> None:
    """Have every refusal and every fault answered in words."""
    app.register_error_handler(LabError, answer_refusal)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(Exception, answer_fault)


def wants_json() -> bool:
    """Whether this request asks for a verdict and not for a page."""
    return _prefers_json(request.headers.get("Accept", ""))


@lru_cache
def _prefers_json(accept: str) -> bool:
    accepted = parse_accept_header(accept, MIMEAccept)
    return accepted.best_match(["text/html", "application/json"]) == "application/json"


def status_of(refusal: LabError) -> int:
    return STATUS[refusal.code]


def answer_refusal(refusal: LabError) -> AnyResponse:
    """The verdict in JSON, or a page that says what to do and gives the text back."""
    if wants_json():
        return refusal_as_json(refusal)
    if isinstance(refusal, NotSignedIn):
        here = request.full_path.rstrip("?") if request.method == "GET" else "/labs"
        return redirect(f"/sign-in?next={here}", code=303)
    words = labels.refusal(refusal.code, refusal.facts)
    page = render("errors/refusal.html", words=words, kept=_written())
    return make_response(page, status_of(refusal), _retry_after(refusal))


def _written() -> str:
    """The person's own words in the form that was refused, to be copied."""
    words = (text for name, text in request.form.items(multi=True) if WRITTEN.fullmatch(name))
    return "\n\n".join(filter(None, words))


def refusal_as_json(refusal: LabError) -> Response:
    """A refusal as the verdict of the protocol."""
    facts = {name: fact for name, fact in refusal.facts.items() if isinstance(fact, str | int)}
    error = {
        "code": refusal.code,
        "retryable": refusal.retryable,
        "message": labels.refusal(refusal.code, refusal.facts),
        "facts": facts,
    }
    answer = jsonify(ok=False, op_id=_op_id(), error=error)
    answer.status_code = status_of(refusal)
    answer.headers.update(_retry_after(refusal))
    return answer


def _op_id() -> str | None:
    sent = sent_json() if request.is_json else request.form
    op_id = sent.get("op_id") if isinstance(sent, Mapping) else None
    return op_id if isinstance(op_id, str) else None


def _retry_after(refusal: LabError) -> dict[str, str]:
    if isinstance(refusal, TooManyTries):
        return {"Retry-After": str(refusal.facts.get("seconds", 30))}
    return {"Retry-After": "1"} if isinstance(refusal, TryAgain) else {}


def _answer_http(fault: HTTPException) -> AnyResponse:
    if fault.code in {NOT_FOUND, NOT_ALLOWED}:
        return answer_refusal(NotFound())
    if fault.code is not None and CLIENT <= fault.code < SERVER:
        return answer_refusal(BadInput())
    return fault.get_response() if (fault.code or SERVER) < CLIENT else answer_fault(fault)


NOT_FOUND, NOT_ALLOWED, CLIENT, SERVER = 404, 405, 400, 500


def answer_fault(fault: Exception) -> AnyResponse:
    """A mistake of ours: it goes to the log, and the one who asked may try again."""
    current_app.logger.error("fault at %s %s", request.method, request.path, exc_info=fault)
    return answer_refusal(Fault(after_ms=1000))
