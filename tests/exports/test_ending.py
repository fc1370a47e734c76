"""Handshakes and the exit questions are the same on paper, in the CSV and in the JSON."""

import csv
import dataclasses
import json
from io import StringIO

import pytest
from pydantic import TypeAdapter

from labapp.domain.commitments import CommitmentKind
from labapp.domain.ending import CommitmentLine, HiddenCount, QuestionSummary, ReflectionSummary
from labapp.domain.reflections import ExitQuestion
from labapp.domain.summary import LabSummary
from labapp.exports import as_csv, as_json, as_pdf
from labapp.exports.layout import lay_out
from tests.exports.pdf import plain, read


@pytest.fixture(scope="module")
def promised(school):
    return dataclasses.replace(
        school,
        commitments=(
            CommitmentLine(
                number=1,
                kind=CommitmentKind.OFFER,
                what="=Läxhjälp",
                when="i maj",
                party="Scoutkåren",
            ),
            CommitmentLine(
                number=3, kind=CommitmentKind.HANDSHAKE, what="En loppis", when="", party=""
            ),
        ),
        commitments_hidden=(HiddenCount(reason="insult", count=1),),
        reflection=ReflectionSummary(
            answered=7,
            questions=(
                QuestionSummary(key=ExitQuestion.SAID, answered=7, steps=(0, 1, 2, 4)),
                QuestionSummary(key=ExitQuestion.WORTH, answered=4, steps=()),
            ),
            sentences=("Bra", "Öppet"),
            hidden=(HiddenCount(reason="spam", count=2),),
        ),
    )


def sections(summary, words):
    return {section.anchor: section for section in lay_out(summary, words).sections}


def test_the_paper_says_what_was_promised_and_by_whom_it_may_be_said(promised, swedish):
    told = sections(promised, swedish)["commitments"].sentences
    assert told[1:] == (
        "1. Vi kan bidra med: ”=Läxhjälp” (i maj; Scoutkåren)",
        "3. Vi lovar varandra: ”En loppis”",
        "1 till har dolts av labbledaren.",
    )


def test_the_paper_tells_steps_of_five_or_more_and_says_so_else(promised, swedish):
    told = sections(promised, swedish)["reflection"]
    assert [row[1:] for row in told.tables[0].rows] == [("0", "1", "2", "4", "7")]
    said = " ".join(told.sentences)
    assert "”Det var värt min tid”: färre än 5 svarade" in said
    assert "”Bra” ”Öppet” 2 meningar" in said


def test_a_lab_without_any_has_no_such_part(school, swedish):
    assert not {"commitments", "reflection"} & sections(school, swedish).keys()


def test_csv_has_a_part_a_row_and_no_formula(promised, swedish):
    text = as_csv.render(promised, swedish).decode("utf-8-sig")
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=";")
    found = [(r["section"], r["key"], r["value"] or r["text"]) for r in rows]
    assert found[-15:] == [
        ("offer_what", "1", "'=Läxhjälp"),
        ("offer_when", "1", "i maj"),
        ("offer_party", "1", "Scoutkåren"),
        ("handshake_what", "3", "En loppis"),
        ("commitment_hidden", "insult", "1"),
        ("reflection", "answered", "7"),
        ("reflection", "said", "7"),
        ("reflection", "said_1", "0"),
        ("reflection", "said_2", "1"),
        ("reflection", "said_3", "2"),
        ("reflection", "said_4", "4"),
        ("reflection", "worth", "4"),
        ("sentence", "1", "Bra"),
        ("sentence", "2", "Öppet"),
        ("sentence_hidden", "spam", "2"),
    ]


def test_json_and_pdf_hold_it_all(promised, swedish, tmp_path):
    file = json.loads(as_json.render(promised, swedish))
    whole = file["summary"] | {"made_at": file["made_at"]}
    assert TypeAdapter(LabSummary).validate_python(whole) == promised
    text = read(as_pdf.render(promised, swedish), tmp_path / "summary.pdf", "-raw")
    for section in ("commitments", "reflection"):
        for sentence in sections(promised, swedish)[section].sentences:
            assert plain(sentence) in plain(text)
