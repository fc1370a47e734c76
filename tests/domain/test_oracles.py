"""Our counting beside that of well-known packages, which `make oracles` asked beforehand."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from labapp.domain.headlines import at_least, benjamini_hochberg
from labapp.domain.ranking import borda, schulze
from labapp.domain.shares import How, Worth, equal_shares, greedy
from labapp.domain.wilson import wilson

ALONE = Fraction(0)  # no completion
VECTORS = Path(__file__).parent / "vectors"


def cases(subject, has):
    found = json.loads((VECTORS / f"{subject}.json").read_text())["cases"]
    return [case for case in found if has in case]


def marks(case):
    """Ballots as they are stored: a digit a choice, 0 for none."""
    return [{i: int(d) for i, d in enumerate(b) if d != "0"} for b in case["ballots"]]


def shortlist(case, step):
    costs = dict.fromkeys(range(len(case["ballots"][0])), 1)
    return equal_shares(marks(case), costs, case["size"], How(step=step))


def test_there_are_thousands_of_ballots():
    for subject in ("committees", "budgets", "rankings"):
        assert sum(len(case["ballots"]) for case in cases(subject, "ballots")) > 3000
    sizes = [path.stat().st_size for path in VECTORS.iterdir()]
    assert len(sizes) == 4
    assert max(sizes) < 300_000


def test_a_shortlist_is_that_of_abcvoting():
    """Both let the choice offered first go first where some are equal."""
    for case in cases("committees", "alone"):
        assert sorted(shortlist(case, ALONE).choices) == case["alone"]


def test_where_a_tie_was_decided_abcvoting_knows_of_another_outcome():
    """It lists all outcomes; each choice that we say lost by its place is chosen in one of them."""
    decided = 0
    for case in cases("committees", "tied"):
        lost = {choice for border in shortlist(case, ALONE).borders for choice in border.left}
        if case["tied"] is not None:
            assert lost <= {choice for outcome in case["tied"] for choice in outcome}
            decided += bool(lost)
    assert decided > 20


def test_a_shortlist_with_larger_shares_is_that_of_abcvoting():
    """It raises the sum of all shares by one place at a time, and stops in the midst of a run when
    the list is full. We stop before a run that would buy more than there is room for: compared is
    where we fill the list without, and otherwise ours must be shorter.
    """
    full = 0
    for case in cases("committees", "raised"):
        chosen = shortlist(case, Fraction(1, len(case["ballots"]))).choices
        if len(chosen) == case["size"]:
            assert sorted(chosen) == case["raised"]
            full += 1
        else:
            assert len(chosen) < case["size"]
    assert full > 150


@pytest.mark.parametrize("worth", Worth)
def test_equal_shares_with_costs_are_those_of_pabutools(worth):
    """Its ties go by the project's name, ours by the order offered: the names are in that order."""
    for case in cases("budgets", "costs"):
        costs = dict(enumerate(case["costs"]))
        for step, name in ((ALONE, worth), (Fraction(*case["step"]), f"{worth}_raised")):
            how = How(worth=worth, step=step)
            chosen = equal_shares(marks(case), costs, case["budget"], how)
            assert list(chosen.choices) == case[name]


def test_greedy_is_that_of_pabutools():
    """It goes on to what nobody supports, once all else is taken or skipped; we do not."""
    for case in cases("budgets", "greedy"):
        ballots = marks(case)
        supported = set().union(*ballots)
        chosen = greedy(ballots, dict(enumerate(case["costs"])), case["budget"])
        assert list(chosen.choices) == [choice for choice in case["greedy"] if choice in supported]


def test_schulze_is_that_of_pref_voting():
    """It says who beats whom, which need not be a ranking: compared are the unbeaten, and that
    nobody stands above or beside one that beats them.
    """
    for case in cases("rankings", "beats"):
        placed = schulze(range(len(case["ballots"][0])), marks(case))
        rank = {row.choice: row.rank for row in placed}
        assert sorted(c for c in rank if rank[c] == 1) == case["winners"]
        assert all(rank[a] < rank[b] for a, b in case["beats"])


def test_borda_is_the_domination_borda_of_pref_voting_when_all_but_one_are_ranked():
    """How many choices are ranked below: with k of k + 1 choices it is what place r is worth."""
    for case in cases("rankings", "points"):
        counted = borda(range(len(case["points"])), marks(case), case["k"])
        assert {row.choice: row.points for row in counted.rows} == dict(enumerate(case["points"]))


def test_borda_of_the_first_k_ranks_as_the_scoring_rule_of_pref_voting():
    """Its ranks are dense (1, 1, 2) and ours leave room (1, 1, 3): compared as an order."""
    for case in cases("rankings", "ranks"):
        rows = borda(range(len(case["ranks"])), marks(case), case["k"]).rows
        dense = {rank: place for place, rank in enumerate(sorted({r.rank for r in rows}), 1)}
        assert {r.choice: dense[r.rank] for r in rows} == dict(enumerate(case["ranks"]))


def test_chances_are_those_of_scipy():
    for case in cases("chances", "p"):
        assert float(at_least(case["hits"], case["of"])) == pytest.approx(case["p"], rel=1e-9)


def test_the_interval_is_that_of_scipy():
    """It takes z with all its decimals where we take 1.96, and we round to six."""
    for case in cases("chances", "wilson"):
        assert wilson(case["hits"], case["of"]) == pytest.approx(case["wilson"], abs=1e-5)


def test_adjusted_chances_are_those_of_scipy():
    for case in cases("chances", "adjusted"):
        ours = benjamini_hochberg([at_least(*count) for count in case["counts"]])
        assert [float(q) for q in ours] == pytest.approx(case["adjusted"], rel=1e-9)
