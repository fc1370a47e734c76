"""Several people who share a phone: a page of its own, where each writes and votes in turn.

No mark is ever given back here: whoever holds the phone next sees an empty ballot.
"""

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.errors import LabError, NotFound
from labapp.domain.ideas import Draft
from labapp.domain.sharing import whose_turn
from labapp.domain.values import Op, Phone, Verdict
from labapp.domain.voting import Ballot, shuffled
from labapp.i18n import labels
from labapp.live.audience import News
from labapp.security import entry
from labapp.services import ideas, sharing, voting
from labapp.store import keys
from labapp.store.ballot import ballot_of
from labapp.store.lab import Lab
from labapp.store.participant import how_many, participant_by_key
from labapp.web import forms
from labapp.web.errors import status_of, wants_json
from labapp.web.pages import choose_language, render
from labapp.web.verdicts import answer
from labapp.web.views import LabView

door = Blueprint("sharing", __name__, url_prefix="/l/<code>/together")
Sent = TypeVar("Sent", bound=forms.OpForm)


class PeopleForm(forms.OpForm):
    people: forms.WholeNumber


class SharedIdeaForm(forms.IdeaForm):
    person: forms.WholeNumber = 1


class SharedBallotForm(forms.BallotForm):
    person: forms.WholeNumber = 1


@door.get("")
def page(code: str) -> str:
    return _show(*entry.phone(code), asked=request.args.get("person", type=int))


def _show(lab: Lab, phone: Phone, asked: int | None = None, **context: object) -> str:
    choose_language(lab.language)
    view = LabView(lab)
    own = participant_by_key(lab.id, phone.participant)
    people = how_many(own)
    numbers = _ballots(view, phone, people)
    turn = whose_turn(people, numbers, asked if "saved" not in request.args else None)
    offers = {offer.id: offer for offer in view.offers}
    order = shuffled(list(offers), phone.person(turn or 1).participant)
    return render(
        "participant/together.html",
        lab=lab,
        view=view,
        people=people,
        writer=asked or 1,
        turn=turn,
        n=numbers.get(turn or 1, 0) + 1,
        voted=numbers.keys(),
        offers=[offers[choice] for choice in order],
        **context,
    )


def _ballots(view: LabView, phone: Phone, people: int) -> dict[int, int]:
    """Who of them has voted in the round that is open, and with which `n`."""
    found: dict[int, int] = {}
    if view.round is None or not view.may_vote:
        return found
    for person in range(1, people + 1):
        tag = keys.voter_tag(view.round.id, phone.person(person).participant)
        cast = ballot_of(view.round.id, tag) if tag else None
        if cast is not None:
            found[person] = cast.n
    return found


@door.post("")
def share(code: str) -> AnyResponse:
    """Say how many share the phone; 1: nobody but its own person."""

    def do(lab_id: int, phone: Phone, sent: PeopleForm) -> Verdict[News]:
        return sharing.share_phone(lab_id, phone, sent.op(), sent.people)

    return _act(code, PeopleForm, do)


@door.post("/ideas")
def idea(code: str) -> AnyResponse:
    def do(lab_id: int, phone: Phone, sent: SharedIdeaForm) -> Verdict[News]:
        who = _person(lab_id, phone, sent.person)
        draft = Draft(sent.text, sent.detail, sent.lang, for_lab=sent.for_lab)
        return ideas.submit_idea(lab_id, who, sent.op(), draft)

    return _act(code, SharedIdeaForm, do)


@door.post("/ballot")
def ballot(code: str) -> AnyResponse:
    def do(lab_id: int, phone: Phone, sent: SharedBallotForm) -> Verdict[News]:
        who = _person(lab_id, phone, sent.person)
        content = {"round": sent.round, "n": sent.n, "marks": sorted(sent.marks.items())}
        cast = Ballot(round=sent.round, n=sent.n, marks=sent.marks)
        return voting.cast_ballot(lab_id, who, Op(sent.op_id, content, who.seal), cast)

    return _act(code, SharedBallotForm, do)


def _person(lab_id: int, phone: Phone, n: int) -> Phone:
    """One of those who share the phone. Raises `NotFound` for one whom nobody has told of."""
    own = participant_by_key(lab_id, phone.participant)
    if not 1 <= n <= how_many(own):
        raise NotFound
    return phone.person(n)


def _act(
    code: str, form: type[Sent], do: Callable[[int, Phone, Sent], Verdict[News]]
) -> AnyResponse:
    """Read, call, answer; a refusal comes back as the page, with what was written."""
    lab, phone = entry.phone(code)
    person = request.form.get("person", 1, type=int)
    try:
        verdict = do(lab.id, phone, forms.read(form))
    except LabError as refusal:
        if wants_json():
            raise
        return _refused(code, refusal, person)
    return answer(verdict, f"/l/{code}/together?saved=1&person={person}")


def _refused(code: str, refusal: LabError, person: int) -> Response:
    now, phone = entry.phone(code)  # as it is now: the write let go of what was read before it
    words = labels.refusal(refusal.code, refusal.facts)
    page = _show(now, phone, person, error=words, kept=request.form)
    return Response(page, status_of(refusal))
