import csv
from io import StringIO

import pytest

from labapp.domain.summary import checksum, ideas
from labapp.exports.as_csv import BOM, COLUMNS, guarded, render


def read(summary, words):
    text = render(summary, words).decode()
    assert text.startswith(BOM)
    return list(csv.DictReader(StringIO(text.removeprefix(BOM), newline=""), delimiter=";"))


def unguarded(cell):
    return cell.removeprefix("'")


@pytest.mark.parametrize(
    "text", ["=1+1", "+46 8", "-5", "@SUM(A1)", "\t=1", " =1", "\n=1", "\u200f=1", "＝1", "'=1"]
)
def test_a_text_that_could_be_a_formula_gets_an_apostrophe(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["Fler träd", "1 = 1", "", "a+b", "👩 =1"])
def test_other_texts_stay_as_they_are(text):
    assert guarded(text) == text


def test_no_cell_can_run_as_a_formula(hostile, swedish):
    for row in read(hostile, swedish):
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_the_words_come_back_to_the_last_sign(hostile, swedish):
    found = {row["key"]: unguarded(row["text"]) for row in read(hostile, swedish) if is_idea(row)}
    for idea, _ in ideas(hostile):
        assert found[str(idea.number)] == idea.text


def test_every_row_has_every_column_and_says_what_it_is(school, swedish):
    rows = read(school, swedish)
    assert all(tuple(row) == COLUMNS and row["section"] and row["key"] for row in rows)
    assert None not in {value for row in rows for value in row.values()}


def test_key_figures_are_those_of_the_summary(school, swedish):
    figures = {r["key"]: int(r["value"]) for r in read(school, swedish) if r["section"] == "figure"}
    assert figures == {key: getattr(school, key) for key in figures}
    assert len(figures) == 14


def test_results_are_those_of_the_summary(school, swedish):
    rows = [row for row in read(school, swedish) if row["section"] == "result"]
    assert [(int(r["rank"]), int(r["dots"]), int(r["voters"]), r["tied"]) for r in rows] == [
        (r.rank, r.dots, r.voters, "yes" if r.tied else "no") for r in school.rounds[0].rows
    ]


def test_the_file_carries_its_moment_and_its_checksum(draft, swedish):
    facts = {r["key"]: r["text"] for r in read(draft, swedish) if r["section"] == "lab"}
    assert (facts["seq"], facts["checksum"]) == ("1412", checksum(draft))
    assert facts["status"] == "draft"


def is_idea(row):
    return row["section"] == "idea"
