"""A lab is led by several, and handed on; one answers for it at any time."""

import pytest

from labapp.domain.errors import NotFound
from labapp.domain.leaders import MOST_LEADERS, NotTheirs, TooManyLeaders
from labapp.services import leaders
from labapp.store.audit import rows_of
from labapp.store.db import session
from labapp.store.lab import lab_by_id
from labapp.store.leader import colleagues_in, labs_led_by, leads
from tests.people import make_account, op


@pytest.fixture
def together(lab, astrid, bo):
    leaders.add_leader(lab.id, astrid, op(), bo)
    session().expire_all()
    return lab


def names(lab_id):
    return [account.name for account in colleagues_in(lab_id)]


def test_a_colleague_leads_too_and_is_added_once(together, astrid, bo):
    assert leads(bo, together)
    assert [lab.id for lab in labs_led_by(bo)] == [together.id]
    leaders.add_leader(together.id, astrid, op(), bo)
    leaders.add_leader(together.id, astrid, op(), astrid)
    assert names(together.id) == ["Bo"]


def test_only_whoever_answers_says_who_leads(together, astrid, bo):
    eva = make_account("Eva")
    with pytest.raises(NotTheirs):
        leaders.add_leader(together.id, bo, op(), eva)
    with pytest.raises(NotTheirs):
        leaders.hand_over(together.id, bo, op(), bo)
    with pytest.raises(NotTheirs):
        leaders.remove_leader(together.id, bo, op(), astrid)
    with pytest.raises(NotTheirs):
        leaders.remove_leader(together.id, astrid, op(), astrid)
    assert not leads(eva, together)


@pytest.mark.parametrize("by", ["astrid", "bo"])
def test_a_colleague_leads_no_more(together, astrid, bo, by):
    leaders.remove_leader(together.id, {"astrid": astrid, "bo": bo}[by], op(), bo)
    assert not leads(bo, together)
    with pytest.raises(NotFound):
        leaders.remove_leader(together.id, astrid, op(), bo)


def test_a_lab_is_handed_on_and_its_first_leader_leads_still(together, astrid, bo):
    leaders.hand_over(together.id, astrid, op(), bo)
    session().expire_all()
    lab = lab_by_id(together.id)
    assert lab.created_by == bo
    assert names(lab.id) == ["Astrid"]
    assert leads(astrid, lab)
    leaders.remove_leader(lab.id, bo, op(), astrid)
    assert not leads(astrid, lab)
    wanted = ["leader.added", "lab.handed_over", "leader.removed"]
    assert [row.action for row in rows_of(lab.id, wanted)] == wanted


def test_only_somebody_who_leads_it_can_answer_for_it(lab, astrid, bo):
    with pytest.raises(NotFound):
        leaders.hand_over(lab.id, astrid, op(), bo)
    with pytest.raises(NotFound):
        leaders.add_leader(lab.id, astrid, op(), 10_000)


def test_there_is_a_most(lab, astrid):
    for n in range(MOST_LEADERS - 1):
        leaders.add_leader(lab.id, astrid, op(), make_account(f"Ledare {n}"))
    with pytest.raises(TooManyLeaders):
        leaders.add_leader(lab.id, astrid, op(), make_account("En för mycket"))
