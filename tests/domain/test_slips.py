"""A typed line of numbers, and two readings of a slip."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labapp.domain import slip_errors
from labapp.domain.rules import USUAL, Method, Rule
from labapp.domain.slips import (
    BLANK,
    Reading,
    check_reader,
    read_again,
    read_marks,
    write_marks,
)

NUMBERED = {3: 30, 7: 70, 12: 120}
MARKS = st.dictionaries(st.sampled_from(sorted(NUMBERED.values())), st.integers(1, 5))


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("3 7 12", {30: 1, 70: 1, 120: 1}),
        ("  12,3 ; 7 ", {30: 1, 70: 1, 120: 1}),
        ("3 3 7", {30: 2, 70: 1}),
        ("0", {}),
    ],
)
def test_a_line_is_read(line, marks):
    assert read_marks(Rule(), line, {}, NUMBERED) == marks


@pytest.mark.parametrize("line", ["4", "3 x", "3 0", "-3", "3 ²", "99999999999999"])
def test_a_number_that_is_not_on_the_ballot_is_refused(line):
    with pytest.raises(slip_errors.UnknownNumber):
        read_marks(Rule(), line, {}, NUMBERED)


@pytest.mark.parametrize("line", ["", "  ", ",;"])
def test_an_empty_line_is_no_blank_ballot(line):
    with pytest.raises(slip_errors.NothingTyped):
        read_marks(Rule(), line, {}, NUMBERED)
    assert read_marks(Rule(), line, {30: 1}, NUMBERED) == {30: 1}


@given(MARKS)
def test_what_is_written_is_read_back(marks):
    assert read_marks(Rule(), write_marks(Rule(), marks, NUMBERED), {}, NUMBERED) == marks


@given(MARKS, MARKS)
def test_of_typed_and_ticked_the_higher_counts(typed, ticked):
    line = write_marks(Rule(), typed, NUMBERED) if typed else ""
    if not typed and not ticked:
        return
    expected = {c: max(typed.get(c, 0), ticked.get(c, 0)) for c in {*typed, *ticked}}
    assert read_marks(Rule(), line, ticked, NUMBERED) == expected


@given(st.text(max_size=40))
def test_any_line_is_read_or_refused(line):
    try:
        marks = read_marks(Rule(), line, {}, NUMBERED)
    except (slip_errors.UnknownNumber, slip_errors.NothingTyped):
        return
    assert set(marks) <= set(NUMBERED.values())
    assert marks or line.strip(" ,;.+\n\t") == BLANK or BLANK in line


@given(st.lists(st.tuples(MARKS, st.booleans()), min_size=1, max_size=8), MARKS)
def test_a_slip_is_checked_only_by_two_equal_readings_or_a_second_look(readings, first):
    state, kept = Reading.ONCE, first
    for marks, sure in readings:
        before = state
        state = read_again(state, same=marks == kept, sure=sure)
        if state is Reading.CHECKED:
            assert marks == kept or (sure and before is Reading.DIFFERS)
            return
        assert marks != kept


def test_who_typed_a_slip_does_not_check_it():
    with pytest.raises(slip_errors.SameReader):
        check_reader(Reading.ONCE, 1, 1, another=False)
    check_reader(Reading.ONCE, 1, 1, another=True)
    check_reader(Reading.ONCE, 1, 2, another=False)
    with pytest.raises(slip_errors.SlipChecked):
        check_reader(Reading.CHECKED, 1, 2, another=True)


@pytest.mark.parametrize(
    ("method", "line", "marks"),
    [
        (Method.SCORE, "3:5 7:0", {30: 5, 70: 0}),
        (Method.STANCE, "3+ 7- 12=", {30: 1, 70: -1, 120: 0}),
        (Method.RANKING, "12 3", {120: 1, 30: 2}),
        (Method.RANKING, "3:2 12:1", {30: 2, 120: 1}),
        (Method.POINTS, "3:40 12:60", {30: 40, 120: 60}),
        (Method.SPREAD, "3:2 3 7", {30: 3, 70: 1}),
        (Method.SUPPORT, "3+7", {30: 1, 70: 1}),
    ],
)
def test_each_way_to_vote_has_its_line(method, line, marks):
    rule = USUAL[method]
    assert read_marks(rule, line, {}, NUMBERED) == marks
    assert read_marks(rule, write_marks(rule, marks, NUMBERED), {}, NUMBERED) == marks


@pytest.mark.parametrize(
    ("method", "line"),
    [(Method.SCORE, "3"), (Method.STANCE, "3"), (Method.STANCE, "3:1"), (Method.DOTS, "3-")],
)
def test_a_word_that_another_way_to_vote_asks_for_is_refused(method, line):
    with pytest.raises(slip_errors.UnknownNumber):
        read_marks(USUAL[method], line, {}, NUMBERED)
