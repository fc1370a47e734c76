"""Offers and handshakes: phones leave them, hosts and the desk write them down, the desk hides."""

from collections.abc import Callable
from typing import TypeVar

from flask import Blueprint
from werkzeug.wrappers import Response

from labapp.domain.commitments import CommitmentKind, Pledge
from labapp.domain.errors import LabError
from labapp.domain.values import Op, Verdict
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk, Host
from labapp.services import commitments
from labapp.store.commitment import kept_commitments
from labapp.web import desk, forms, host
from labapp.web.board import HideForm
from labapp.web.forms import Line, OpForm
from labapp.web.pages import choose_language, render
from labapp.web.participant import done, refused
from labapp.web.views import LabView

door = Blueprint("commitments", __name__)
Sent = TypeVar("Sent", bound=OpForm)


class PledgeForm(OpForm):
    """`public` is a tick: what is not sent is no."""

    kind: CommitmentKind
    what: Line
    when: Line = ""
    party: Line = ""
    public: bool = False

    def pledge(self) -> Pledge:
        return Pledge(
            kind=self.kind,
            what=self.what,
            when=self.when,
            party=self.party,
            public=self.public,
        )


@door.post("/l/<code>/commitments")
def leave(code: str) -> Response:
    """A phone leaves an offer or a handshake."""
    lab, phone = entry.phone(code)
    try:
        sent = forms.read(PledgeForm)
        op = Op(sent.op_id, sent.model_dump(mode="json", exclude={"op_id"}))
        return done(code, commitments.make_commitment(lab.id, phone, op, sent.pledge()), "#given")
    except LabError as refusal:
        return refused(lab.id, phone, refusal, "commitment")


@door.post("/l/<code>/commitments/<id:commitment_id>/withdrawal")
def withdraw(code: str, commitment_id: int) -> Response:
    lab, phone = entry.phone(code)
    try:
        op = Op(forms.read(OpForm).op_id, {"commitment": commitment_id})
        return done(code, commitments.take_back(lab.id, phone, op, commitment_id), "#given")
    except LabError as refusal:
        return refused(lab.id, phone, refusal, "withdrawal")


@door.post("/host/<code>/commitments")
def enter_at_table(code: str) -> Response:
    """The host of a table writes one down."""
    return host.act(code, PledgeForm, _enter_at_table)


def _enter_at_table(at: Host, op: Op, sent: PledgeForm) -> Verdict[News]:
    return commitments.enter_commitment(at.lab.id, at.helper, op, sent.pledge())


@door.post("/host/<code>/commitments/<id:commitment_id>/withdrawal")
def withdraw_at_table(code: str, commitment_id: int) -> Response:
    def do(at: Host, op: Op, _sent: OpForm) -> Verdict[News]:
        return commitments.take_back_entered(at.lab.id, at.helper, op, commitment_id)

    return host.act(code, OpForm, do)


@door.get("/labs/<code>/commitments")
def page(code: str) -> str:
    return _show(entry.desk(code))


def _show(at: Desk, **context: object) -> str:
    choose_language()
    return render(
        "desk/commitments.html",
        here="labs",
        lab=at.lab,
        view=LabView(at.lab),
        account=at.account,
        commitments=kept_commitments(at.lab.id),
        **context,
    )


@door.post("/labs/<code>/commitments")
def enter(code: str) -> Response:
    """The facilitator writes one down."""
    return _act(code, PledgeForm, _enter)


def _enter(at: Desk, op: Op, sent: PledgeForm) -> Verdict[News]:
    return commitments.enter_commitment(at.lab.id, at.helper, op, sent.pledge())


@door.post("/labs/<code>/commitments/<id:commitment_id>/hiding")
def hide(code: str, commitment_id: int) -> Response:
    def do(at: Desk, op: Op, sent: HideForm) -> Verdict[News]:
        why = (sent.reason, sent.note)
        return commitments.hide_commitment(at.lab.id, at.account.id, op, commitment_id, why)

    return _act(code, HideForm, do)


@door.post("/labs/<code>/commitments/<id:commitment_id>/showing")
def show(code: str, commitment_id: int) -> Response:
    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return commitments.show_commitment(at.lab.id, at.account.id, op, commitment_id)

    return _act(code, OpForm, do)


@door.post("/labs/<code>/commitments/<id:commitment_id>/withdrawal")
def withdraw_entered(code: str, commitment_id: int) -> Response:
    """Take back what this facilitator wrote down."""

    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return commitments.take_back_entered(at.lab.id, at.helper, op, commitment_id)

    return _act(code, OpForm, do)


def _act(code: str, form: type[Sent], do: Callable[[Desk, Op, Sent], Verdict[News]]) -> Response:
    return desk.act(code, form, do, f"/labs/{code}/commitments", _show)
