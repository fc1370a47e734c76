"""Offers and handshakes: phones leave them, hosts and the desk write them down, the desk hides."""

from flask import Blueprint
from werkzeug.wrappers import Response

from labapp.domain.commitments import CommitmentKind, Pledge
from labapp.domain.values import Op, Phone, Verdict
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk, Host
from labapp.services import commitments
from labapp.store.commitment import kept_commitments
from labapp.web import host, participant
from labapp.web.desk import Page
from labapp.web.forms import HideForm, Line, OpForm

door = Blueprint("commitments", __name__)


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
    return participant.act(code, PledgeForm, _leave, "#given", "commitment")


def _leave(lab_id: int, phone: Phone, sent: PledgeForm) -> Verdict[News]:
    return commitments.make_commitment(lab_id, phone, sent.op(), sent.pledge())


@door.post("/l/<code>/commitments/<id:commitment_id>/withdrawal")
def withdraw(code: str, commitment_id: int) -> Response:
    def do(lab_id: int, phone: Phone, sent: OpForm) -> Verdict[News]:
        op = sent.op(commitment=commitment_id)
        return commitments.take_back(lab_id, phone, op, commitment_id)

    return participant.act(code, OpForm, do, "#given", "withdrawal")


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


def _shows(at: Desk) -> dict[str, object]:
    return {"account": at.account, "commitments": kept_commitments(at.lab.id)}


PAGE = Page("commitments", _shows)


@door.get("/labs/<code>/commitments")
def page(code: str) -> str:
    return PAGE.show(entry.desk(code))


@door.post("/labs/<code>/commitments")
def enter(code: str) -> Response:
    """The facilitator writes one down."""
    return PAGE.act(code, PledgeForm, _enter)


def _enter(at: Desk, op: Op, sent: PledgeForm) -> Verdict[News]:
    return commitments.enter_commitment(at.lab.id, at.helper, op, sent.pledge())


@door.post("/labs/<code>/commitments/<id:commitment_id>/hiding")
def hide(code: str, commitment_id: int) -> Response:
    def do(at: Desk, op: Op, sent: HideForm) -> Verdict[News]:
        why = (sent.reason, sent.note)
        return commitments.hide_commitment(at.lab.id, at.account.id, op, commitment_id, why)

    return PAGE.act(code, HideForm, do)


@door.post("/labs/<code>/commitments/<id:commitment_id>/showing")
def show(code: str, commitment_id: int) -> Response:
    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return commitments.show_commitment(at.lab.id, at.account.id, op, commitment_id)

    return PAGE.act(code, OpForm, do)


@door.post("/labs/<code>/commitments/<id:commitment_id>/withdrawal")
def withdraw_entered(code: str, commitment_id: int) -> Response:
    """Take back what this facilitator wrote down."""

    def do(at: Desk, op: Op, _sent: OpForm) -> Verdict[News]:
        return commitments.take_back_entered(at.lab.id, at.helper, op, commitment_id)

    return PAGE.act(code, OpForm, do)
