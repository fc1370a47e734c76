"""What groups share, and what each stands out by: in counts."""

from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.consensus import Trait, consensus, stands_out
from labapp.domain.opinions import Group, Stance


def group(*counts, people=()):
    """Agree, disagree and pass for each idea, numbered from 1."""
    return Group(
        people=people,
        stances=tuple(
            Stance(idea=idea, agree=agree, disagree=disagree, passed=passed)
            for idea, (agree, disagree, passed) in enumerate(counts, start=1)
        ),
    )


LARGE = group((16, 2, 2), (18, 1, 1), (3, 15, 2), (0, 0, 0))
SMALL = group((8, 1, 1), (1, 8, 1), (9, 0, 1), (0, 0, 0))


def test_support_is_the_geometric_mean_over_groups():
    shared = {row.idea: row.support for row in consensus([LARGE, SMALL])}
    large = (16.5 / 21) * (1 - 2.5 / 21)
    small = (8.5 / 11) * (1 - 1.5 / 11)
    assert shared[1] == round((large * small) ** 0.5, 6)
    assert shared[4] == 0.25  # nobody answered: a half of a half


def test_what_one_group_does_not_want_is_not_shared_though_most_do():
    assert [row.idea for row in consensus([LARGE, SMALL])] == [1, 4, 3, 2]


def test_without_groups_nothing_is_shared():
    assert consensus([]) == ()


def test_equals_stand_by_id():
    assert [row.idea for row in consensus([group((3, 1, 0), (5, 0, 0), (3, 1, 0))])] == [2, 1, 3]


def test_a_group_stands_out_by_what_most_of_it_said_and_others_did_not():
    assert stands_out([LARGE, SMALL], which=1) == (
        Trait(idea=2, agrees=False, here=8, seen=10, elsewhere=1, others=20),
        Trait(idea=3, agrees=True, here=9, seen=10, elsewhere=3, others=20),
    )
    assert [(trait.idea, trait.agrees) for trait in stands_out([LARGE, SMALL], which=0)] == [
        (2, True),
        (3, False),
        (1, True),
    ]
    assert len(stands_out([LARGE, SMALL], which=0, most=1)) == 1


def test_a_third_group_is_counted_with_the_others():
    (trait,) = stands_out([group((9, 1, 0)), group((1, 9, 0)), group((2, 7, 1))], which=0)
    assert (trait.here, trait.seen, trait.elsewhere, trait.others) == (9, 10, 3, 20)


counts = st.tuples(*[st.integers(0, 20)] * 3)


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=6))
def test_support_is_between_none_and_all_and_falls(pairs):
    groups = [group(*column) for column in zip(*pairs, strict=True)]
    shared = consensus(groups)
    assert sorted(row.idea for row in shared) == list(range(1, len(pairs) + 1))
    supports = [row.support for row in shared]
    assert supports == sorted(supports, reverse=True)
    assert all(0 < support < 1 for support in supports)
    for which in range(2):
        for trait in stands_out(groups, which):
            assert 2 * trait.here > trait.seen
