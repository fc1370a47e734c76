"""Every way to vote, in its own words on paper, and with the same numbers in every file."""

import csv
import json
import re
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from io import StringIO

import pytest

from labapp.domain.rules import Method
from labapp.domain.voting import VoteOn
from labapp.domain.wilson import wilson
from labapp.exports import as_csv, as_json, as_pdf
from labapp.exports.kit import render_kit, sheets
from labapp.exports.layout import lay_out
from labapp.exports.orders import Kit, PaperChoice, Part
from labapp.exports.walls import walls
from labapp.i18n.locale import words
from tests.exports.pdf import faults, plain, read
from tests.exports.test_poster import poster
from tests.exports.ways import BALLOTS, COSTS, NAMES, RULES, lab, vote

ENGLISH = words("en")
ASKED_EACH = {Method.SCORE, Method.STANCE}

# The sentence of the lead; how one votes; what heads the table; the numbers of the first choice.
TABLE = {
    Method.SUPPORT: (
        "Most thumbs went to proposal 1: from 3 of 3 voters.",
        "a thumb to as many choices as they liked",
        ("Voters", "Share", "Uncertainty"),
        ("3 of 3", "100%", "44–100"),
    ),
    Method.SINGLE: (
        "Most votes went to proposal 1: from 2 of 3 voters.",
        "one vote, for one choice",
        ("Voters", "Share", "Uncertainty"),
        ("2 of 3", "67%", "21–94"),
    ),
    Method.DOTS: (
        "Most dots went to proposal 1: 3 dots, from 2 of 3 voters.",
        "3 dots and could put at most 2 on a proposal",
        ("Dots", "Voters", "Share", "Uncertainty"),
        ("3", "2 of 3", "67%", "21–94"),
    ),
    Method.SPREAD: (
        "Most votes went to proposal 1: 7 votes, from 2 of 3 voters.",
        "Votes could be left over",
        ("Votes", "Voters"),
        ("7", "2 of 3"),
    ),
    Method.POINTS: (
        "Most points went to proposal 1: 140 points, from 2 of 3 voters.",
        "Points could be left over",
        ("Points", "Voters"),
        ("140", "2 of 3"),
    ),
    Method.SCORE: (
        "The highest score went to proposal 1: 4.5 of 5 on average, from 2 who gave it one.",
        "the mean of the scores",
        ("Mean score", "Gave a score", "4 or 5", "Do not know"),
        ("4.5", "2 of 3", "2 of 2", "1"),
    ),
    Method.STANCE: (
        "First came proposal 1: 2 agree of the 3 who answered about it.",
        "(those who agree + 1/2) / (those who answered + 1)",
        ("Agreeing", "Not agreeing", "Passing", "Share", "Uncertainty"),
        ("2 of 3", "0", "1", "67%", "21–94"),
    ),
    Method.RANKING: (
        "Most points in the ranking went to proposal 1: 6 points, from 2 of 3 voters.",
        "The first place is worth 3 points",
        ("Points", "Voters"),
        ("6", "2 of 3"),
    ),
    Method.BUDGET: (
        "More voters chose proposal 1 than any other: 3 of 3.",
        "what fits within 100,000 kronor",
        ("Voters", "Share", "Uncertainty"),
        ("3 of 3", "100%", "44–100"),
    ),
}
NO_SHARE = {Method.SPREAD, Method.POINTS, Method.SCORE, Method.RANKING}


@pytest.mark.parametrize("method", Method)
def test_each_way_speaks_its_own_words_and_no_other_of_dots(method):
    lead, how, heads, first = TABLE[method]
    paper = lay_out(lab(vote(method)), ENGLISH)
    (shown,) = paper.results
    told = next(one for one in paper.sections if one.anchor == "method")
    assert lead in paper.lead
    assert how in told.sentences[0]
    assert "hidden from all until the vote was closed" in told.sentences[0]
    assert (shown.heads, shown.all[0].cells) == (heads, first)
    assert shown.leading[0].sayings[0].label == "Proposal 1"
    assert shown.leading[0].sayings[0].anchor == "proposal-1"
    everything = repr((paper, walls(lab(vote(method)), ENGLISH)))
    assert bool(re.search(r"\bdots?\b(?!['=])", everything)) == (method is Method.DOTS)


@pytest.mark.parametrize("method", Method)
def test_a_bar_is_drawn_where_a_share_says_something_and_of_those_who_were_asked(method):
    (shown,) = lay_out(lab(vote(method)), ENGLISH).results
    said = " ".join(shown.notes)
    assert shown.drawn == (method not in NO_SHARE) == ("The line shows" in said)
    for tier in shown.all:
        assert bool(tier.interval) == bool(tier.spoken) == shown.drawn
    with_bar = method is Method.STANCE
    assert ("of those who answered about the choice" in said) == with_bar


@pytest.mark.parametrize("on", VoteOn)
def test_what_was_voted_on_is_said(on):
    title = {
        VoteOn.IDEAS: "The ideas with most support",
        VoteOn.THEMES: "The themes with most support",
        VoteOn.PROPOSALS: "The proposals with most support",
    }[on]
    (shown,) = lay_out(lab(vote(Method.STANCE, on)), ENGLISH).results
    assert shown.title == title
    assert shown.about == f"The vote, on {on}: agree or not, one choice at a time."


def test_dots_alone_need_no_line_about_how_one_voted():
    (shown,) = lay_out(lab(vote(Method.DOTS)), ENGLISH).results
    assert shown.about == ""


@pytest.mark.parametrize("method", Method)
def test_a_shared_first_place_names_all_who_share_it(method):
    ballots = [{1: 1}, {2: 1}]
    said = lay_out(lab(vote(method, ballots=ballots)), ENGLISH).lead
    assert "proposal 1" in said
    assert "proposal 2" in said
    assert ("equally many dots" in said) == (method is Method.DOTS)


@pytest.mark.parametrize("method", Method)
def test_a_vote_where_nobody_said_anything_has_no_first(method):
    paper = lay_out(lab(vote(method, ballots=[{}, {}])), ENGLISH)
    assert "Nobody" in paper.lead
    assert paper.results[0].leading == ()


def test_what_nobody_answered_is_not_in_front_though_it_ranks_above_what_all_refuse():
    ballots = [{1: -1, 2: 1, 3: -1}, {1: -1, 2: -1, 3: 1}, {1: -1, 2: -1, 3: -1}]
    (shown,) = lay_out(lab(vote(Method.STANCE, ballots=ballots)), ENGLISH).results
    front = [saying.label for tier in shown.leading for saying in tier.sayings]
    assert front == ["Proposal 2", "Proposal 3"]
    unanswered = next(t for t in shown.all if t.sayings[0].label == "Proposal 4")
    assert unanswered.cells[-2:] == ("–", "–")


def test_a_proposal_of_another_lab_and_a_hidden_choice_are_named_without_a_number():
    held = vote(Method.SUPPORT)
    first, *others = held.rows
    foreign = replace(held, rows=(replace(first, proposal_number=None), *others))
    assert "went to the proposal “Bänkar”" in lay_out(lab(foreign), ENGLISH).lead
    hidden = replace(held, rows=(replace(first, proposal_number=None, label=""), *others))
    assert "went to a choice that was hidden later" in lay_out(lab(hidden), ENGLISH).lead


def test_votes_that_stand_beside_each_other_each_say_which_they_are():
    both = lab(vote(Method.STANCE, VoteOn.IDEAS, 1), vote(Method.BUDGET, number=2))
    paper = lay_out(both, ENGLISH)
    assert [(one.title, one.about) for one in paper.results] == [
        (
            "The proposals with most support (vote 2)",
            "Vote 2, on proposals: a budget of 100,000 kronor.",
        ),
        (
            "The ideas with most support (vote 1)",
            "Vote 1, on ideas: agree or not, one choice at a time.",
        ),
    ]
    assert "Vote 1 was on ideas. First came idea 1" in paper.lead
    assert "Vote 2 was on proposals. More voters chose proposal 1" in paper.lead
    assert "voted in the last of 2 votes" in paper.lead
    assert paper.words.counted == "Agreeing"
    sheets_ = walls(both, ENGLISH)["votes"]
    assert [one["about"] for one in sheets_] == [one.about for one in reversed(paper.results)]


def test_an_idea_has_its_votes_beside_it_also_when_the_last_vote_was_on_something_else(school):
    dots = school.rounds[0]
    paper = lay_out(replace(school, rounds=(dots, vote(Method.SCORE, number=2))), ENGLISH)
    voters = {idea.label: idea.voters for one in paper.groups for idea in one.ideas}
    assert voters["Idea 58"] == "10 of 44"
    assert paper.words.counted == "Voters"


@pytest.mark.parametrize("method", [Method.SCORE, Method.STANCE, Method.BUDGET])
def test_a_pdf_says_it_and_can_be_read_aloud(method, swedish, tmp_path):
    summary = lab(vote(Method.DOTS, VoteOn.IDEAS), vote(method, number=2))
    pdf = as_pdf.render(summary, swedish)
    assert faults(pdf) == []
    text = read(pdf, tmp_path / "summary.pdf")
    said = {
        Method.SCORE: ("4,5 av 5 i snitt", "2 av 2 gav 4 eller 5"),
        Method.STANCE: ("2 av 3 håller med", "0 håller inte med, 1 avstår"),
        Method.BUDGET: ("kostar 40 000 kronor", "3 av 3"),
    }[method]
    for each in (*said, "(omröstning 1)", "(omröstning 2)"):
        assert each in text
    hung = render_kit(Kit(poster=poster(), parts=(Part.WALLS,), shown=summary), swedish)
    assert faults(hung) == []


@pytest.mark.parametrize("method", Method)
def test_csv_and_json_are_equal_to_a_recount(method, swedish):
    summary = lab(vote(method))
    rows = csv.DictReader(
        StringIO(as_csv.render(summary, swedish).decode().removeprefix("\ufeff"), newline=""),
        delimiter=";",
    )
    table = {row["text"]: row for row in rows if row["section"] == "result"}
    document = json.loads(as_json.render(summary, swedish))["summary"]["rounds"][0]
    assert document["method"] == method
    held = {row["label"]: row for row in document["rows"]}
    for choice, name in NAMES.items():
        value, supporters, asked, levels = recount(method, choice)
        line, row = table[name], held[name]
        low, high = wilson(supporters, asked)
        assert row["levels"] == {str(mark): n for mark, n in levels.items()}
        assert row["value"] == pytest.approx(float(value), abs=1e-6)
        assert (row["supporters"], row["share_low"], row["share_high"]) == (supporters, low, high)
        assert (line["key"], line["method"], line["of"]) == (str(choice), method, str(asked))
        assert (line["supporters"], line["answered"]) == (str(supporters), str(levels.total()))
        assert float(line["value"].replace(",", ".")) == row["value"]
        assert line["cost"] == (str(COSTS[choice]) if method is Method.BUDGET else "")
        back = (each.split(":") for each in line["levels"].removeprefix("'").split())
        assert {int(mark): int(n) for mark, n in back} == dict(levels)


def recount(method, choice):
    """What a choice received, counted again from the ballots alone."""
    given = [ballot[choice] for ballot in BALLOTS[method] if choice in ballot]
    voted = sum(1 for ballot in BALLOTS[method] if ballot)
    levels = Counter(given)
    if method is Method.SCORE:
        scores = [mark for mark in given if mark]
        value = Fraction(sum(scores), len(scores)) if scores else Fraction(0)
        return value, sum(mark >= 4 for mark in scores), len(scores), levels
    if method is Method.STANCE:
        agree = given.count(1)
        return (agree + Fraction(1, 2)) / (len(given) + 1), agree, len(given), levels
    worth = [4 - mark if method is Method.RANKING else mark for mark in given]
    return Fraction(sum(worth)), len(given), voted, levels


@pytest.mark.parametrize("method", Method)
def test_a_ballot_says_how_it_is_marked_and_can_be_read_aloud(method, swedish, tmp_path):
    choices = tuple(
        PaperChoice(
            number=number,
            text=name,
            lang="sv",
            cost=COSTS[number] if method is Method.BUDGET else None,
        )
        for number, name in NAMES.items()
    )
    kit = Kit(poster=poster(), parts=(Part.BALLOTS,), rule=RULES[method], choices=choices)
    ballot = sheets(kit, swedish)["ballot"]
    pdf = render_kit(kit, swedish)
    assert faults(pdf) == []
    text = read(pdf, tmp_path / "ballot.pdf", "-layout")
    assert plain(ballot["rule"]) in text
    written = {Method.SPREAD: "box", Method.POINTS: "box", Method.RANKING: "line"}
    assert ballot["kind"] == ("each" if method in ASKED_EACH else written.get(method, "ring"))
    assert text.count("Vet inte") == (4 if method is Method.SCORE else 0)
    assert text.count("Jag avstår") == (4 if method is Method.STANCE else 0)
    assert text.count("40 000 kronor") == (1 if method is Method.BUDGET else 0)
