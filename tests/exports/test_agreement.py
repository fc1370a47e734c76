"""P7: page, PDF, CSV and JSON tell the same numbers, to the last one."""

import csv
import json
from io import StringIO

import pytest

from labapp.domain.summary import checksum
from labapp.exports import as_csv, as_json, as_pdf
from labapp.exports.layout import lay_out
from tests.exports.pdf import plain, read


@pytest.fixture
def paper(school, swedish):
    return lay_out(school, swedish)


def by_section(school, swedish, section):
    text = as_csv.render(school, swedish).decode("utf-8-sig")
    rows = csv.DictReader(StringIO(text, newline=""), delimiter=";")
    return [row for row in rows if row["section"] == section]


def test_results_agree_in_csv_json_and_on_paper(school, swedish, paper):
    from_csv = [
        (row["key"], row["rank"], row["dots"], row["voters"], row["of"])
        for row in by_section(school, swedish, "result")
    ]
    file = json.loads(as_json.render(school, swedish))["summary"]["rounds"][0]
    from_json = [
        (
            *map(str, (row["idea_number"], row["rank"], row["dots"], row["voters"])),
            str(file["voted"]),
        )
        for row in file["rows"]
    ]
    on_paper = [
        (saying.anchor.removeprefix("idea-"), tier.rank, tier.dots, *tier.voters.split(" av "))
        for tier in paper.results[0].all
        for saying in tier.sayings
    ]
    assert from_csv == from_json == on_paper


def test_shares_and_their_uncertainty_agree(school, swedish, paper):
    rows = by_section(school, swedish, "result")
    on_paper = [
        (tier.percent, tier.low, tier.high) for tier in paper.results[0].all for _ in tier.sayings
    ]
    names = ("percent", "percent_low", "percent_high")
    assert [tuple(int(row[name]) for name in names) for row in rows] == on_paper


def test_how_many_agree_is_told_alike_and_never_among_the_votes(school, swedish, paper):
    from_csv = {row["key"]: row["agreeing"] for row in by_section(school, swedish, "idea")}
    file = json.loads(as_json.render(school, swedish))["summary"]
    kept = [*file["unthemed"], *(idea for theme in file["themes"] for idea in theme["ideas"])]
    from_json = {
        str(line["number"]): str(line["agreeing"])
        for idea in kept
        for line in (idea, *idea["merged"])
    }
    said = [saying for group in paper.groups for saying in group.ideas]
    on_paper = {
        one.anchor.removeprefix("idea-"): agreeing(one)
        for saying in said
        for one in (saying, *saying.merged)
    }
    assert from_csv == from_json == on_paper
    assert {"0", "1", "2"} == set(on_paper.values())
    assert not any(row["agreeing"] for row in by_section(school, swedish, "result"))
    method = next(one for one in paper.sections if one.anchor == "method")
    assert any("ingen omröstning" in sentence for sentence in method.sentences)
    assert any("23 personer" in sentence for sentence in method.sentences)


def agreeing(saying):
    """How many agree with an idea on the paper; where nobody does nothing is said."""
    notes = [note for note in saying.notes if note.endswith("håller med")]
    return notes[0].split()[0] if notes else "0"


def test_the_pdf_tells_all_that_stands_on_the_paper(school, swedish, paper, tmp_path):
    text = read(as_pdf.render(school, swedish), tmp_path / "summary.pdf", "-raw")
    for figure in paper.figures:
        assert f"{figure.value} {figure.label}" in text
    for said in (paper.lead, paper.stamp, *paper.foot, *paper.ask.sentences):
        assert plain(said) in text
    for tier in paper.results[0].all:
        assert f"{tier.voters} {plain(tier.share)} {tier.interval}" in text


def test_all_carry_one_checksum(school, swedish, tmp_path):
    wanted = checksum(school)
    assert json.loads(as_json.render(school, swedish))["checksum"] == wanted
    assert wanted.encode() in as_csv.render(school, swedish)
    assert wanted in read(as_pdf.render(school, swedish), tmp_path / "summary.pdf").replace(" ", "")
