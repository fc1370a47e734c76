"""Who leads a lab: colleagues are asked in at the desk, and the lab is handed on."""

from flask import Blueprint
from werkzeug.wrappers import Response as AnyResponse

from labapp.domain.values import Op, Verdict
from labapp.live.audience import News
from labapp.security import entry
from labapp.security.entry import Desk
from labapp.services import leaders
from labapp.store.account import account_by_id
from labapp.store.leader import colleagues_in, colleagues_of
from labapp.web.desk import Page, act
from labapp.web.forms import OpForm, WholeNumber

door = Blueprint("leaders", __name__, url_prefix="/labs/<code>/leaders")


class ColleagueForm(OpForm):
    account: WholeNumber


def _shows(at: Desk) -> dict[str, object]:
    leading = colleagues_in(at.lab.id)
    taken = {at.lab.created_by, *(each.id for each in leading)}
    return {
        "me": at.account,
        "answers": account_by_id(at.lab.created_by),
        "leading": leading,
        "others": [each for each in colleagues_of(at.account) if each.id not in taken],
    }


PAGE = Page("leaders", _shows)


@door.get("")
def page(code: str) -> str:
    return PAGE.show(entry.desk(code))


@door.post("")
def add(code: str) -> AnyResponse:
    """Have a colleague lead the lab too."""
    return PAGE.act(code, ColleagueForm, _add)


def _add(at: Desk, op: Op, sent: ColleagueForm) -> Verdict[News]:
    return leaders.add_leader(at.lab.id, at.account.id, op, sent.account)


@door.post("/removal")
def remove(code: str) -> AnyResponse:
    """Have a colleague lead it no more; who leaves is led to their own labs."""
    leaves = entry.facilitator().id

    def back(verdict: Verdict[News]) -> str:
        return "/labs" if verdict.facts.get("left") == leaves else f"/labs/{code}/leaders"

    return act(code, ColleagueForm, _remove, back, PAGE.show)


def _remove(at: Desk, op: Op, sent: ColleagueForm) -> Verdict[News]:
    return leaders.remove_leader(at.lab.id, at.account.id, op, sent.account)


@door.post("/hand-over")
def hand_over(code: str) -> AnyResponse:
    """Have a colleague who leads the lab answer for it."""
    return PAGE.act(code, ColleagueForm, _hand_over)


def _hand_over(at: Desk, op: Op, sent: ColleagueForm) -> Verdict[News]:
    return leaders.hand_over(at.lab.id, at.account.id, op, sent.account)
