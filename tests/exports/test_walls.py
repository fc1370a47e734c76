"""Wall sheets: what the room said, with the summary's own numbers."""

import re
from dataclasses import replace

import pytest
from outloud import check

from labapp.domain.proposals import Content
from labapp.domain.summary import ProposalLine
from labapp.exports.kit import render_kit
from labapp.exports.layout import lay_out
from labapp.exports.orders import Kit, Part
from labapp.exports.walls import walls
from tests.exports.conftest import HOSTILE
from tests.exports.pdf import faults, plain, read, sizes
from tests.exports.test_poster import poster

A4_LYING = (842, 595)
WORD = re.compile(r"\w+")


def kit(shown):
    return Kit(poster=poster(), parts=(Part.WALLS,), shown=shown)


def spoken(vote):
    return [
        (tier["voters"], tier["dots"], tier["interval"]) for tier in vote["front"] + vote["rest"]
    ]


@pytest.mark.parametrize("kind", ["school", "hostile"])
def test_they_hang_lying_down_and_can_be_read_aloud(kind, speech, tmp_path, request):
    pdf = render_kit(kit(request.getfixturevalue(kind)), speech)
    assert faults(pdf) == []
    path = tmp_path / "walls.pdf"
    path.write_bytes(pdf)
    assert check(path).errors == 0
    assert set(sizes(path)) == {A4_LYING}


def test_their_numbers_are_those_of_the_summary(school, swedish):
    (vote,) = walls(school, swedish)["votes"]
    (paper,) = lay_out(school, swedish).results
    given = [tier for tier in paper.all if tier.dots != "0"]
    assert spoken(vote) == [(tier.voters, tier.dots, tier.interval) for tier in given]
    assert len(vote["front"]) == len(paper.leading)
    none = sum(len(tier.sayings) for tier in paper.all if tier.dots == "0")
    assert vote["without"] == f"{none} alternativ fick inga prickar."


def test_the_sheet_says_who_voted_and_what_came_first(school, swedish, tmp_path):
    text = read(render_kit(kit(school), swedish), tmp_path / "walls.pdf")
    vote = school.rounds[0]
    assert f"{vote.voted} av {school.joined} röstade." in text
    assert "1 röstsedel var blank." in text or vote.blank != 1
    assert ", lika" in text
    assert "Rösterna är råd." in text
    for row in vote.rows:
        if row.dots:
            assert [word for word in plain(row.label).split() if word not in text] == []


def test_where_one_choice_can_have_several_dots_they_are_what_is_shown(school, swedish):
    several = replace(school.rounds[0], max_per_choice=3)
    (vote,) = walls(replace(school, rounds=(several,)), swedish)["votes"]
    first = several.rows[0]
    assert vote["front"][0]["number"] == str(first.dots)
    assert vote["front"][0]["unit"] == "prickar"
    assert vote["front"][0]["people"] == f"{first.voters} av {several.voted} personer"


def test_two_votes_are_told_apart_and_a_replaced_one_is_left_out(school, swedish):
    first = school.rounds[0]
    again = replace(first, number=2)
    both = walls(replace(school, rounds=(first, again)), swedish)["votes"]
    assert [vote["which"] for vote in both] == ["Omröstning 1", "Omröstning 2"]
    old = replace(first, superseded=True)
    (vote,) = walls(replace(school, rounds=(old, again)), swedish)["votes"]
    assert vote["which"] == ""


def test_a_vote_without_a_dot_says_so(school, swedish, tmp_path):
    rows = tuple(
        replace(row, dots=0, voters=0, supporters=0, rank=1) for row in school.rounds[0].rows
    )
    empty = replace(school.rounds[0], rows=rows, voted=0, blank=4, dots=0)
    text = read(render_kit(kit(replace(school, rounds=(empty,))), swedish), tmp_path / "walls.pdf")
    assert "Ingen lade någon prick." in text
    assert "4 röstsedlar var blanka." in text


def test_what_was_hidden_since_keeps_its_votes_and_no_words(school, swedish, tmp_path):
    first = school.rounds[0].rows[0]
    hidden = replace(first, label="", idea_number=None)
    vote = replace(school.rounds[0], rows=(hidden, *school.rounds[0].rows[1:]))
    text = read(render_kit(kit(replace(school, rounds=(vote,))), swedish), tmp_path / "walls.pdf")
    assert swedish.gettext("hidden by the facilitator") in text
    assert first.label not in text


def test_themes_hang_where_there_was_no_vote(school, swedish, tmp_path):
    text = read(render_kit(kit(replace(school, rounds=())), swedish), tmp_path / "walls.pdf")
    for theme in school.themes:
        assert plain(theme.name) in text
        for idea in theme.ideas:
            assert [word for word in WORD.findall(plain(idea.text)) if word not in text] == []
    assert walls(school, swedish)["themes"] == []


@pytest.mark.parametrize("few", [True, False])
def test_an_idea_of_many_lines_is_on_the_paper_to_its_last(few, school, swedish, tmp_path):
    theme = school.themes[0]
    lines = [f"rad{n:02}a{n:02}" for n in range(20)]
    tall = replace(theme.ideas[0], text="\n".join(lines), translation=None)
    ideas = (tall,) if few else (tall, *theme.ideas * 3)
    shown = replace(school, rounds=(), themes=(replace(theme, ideas=ideas),))
    pdf = render_kit(kit(shown), swedish)
    text = read(pdf, tmp_path / "walls.pdf", "-nopgbrk")
    assert [line for line in lines if line not in text] == []
    assert faults(pdf) == []


@pytest.mark.parametrize("place", [0, -1])
def test_a_choice_of_many_lines_is_on_the_paper_to_its_last(place, school, swedish, tmp_path):
    lines = [f"rad{n:02}b{n:02}" for n in range(20)]
    rows = list(school.rounds[0].rows)
    at = 0 if place == 0 else max(n for n, row in enumerate(rows) if row.dots)
    rows[at] = replace(rows[at], label="\n".join(lines), translation=None)
    shown = replace(school, rounds=(replace(school.rounds[0], rows=tuple(rows)),))
    text = read(render_kit(kit(shown), swedish), tmp_path / "walls.pdf")
    assert [line for line in lines if line not in text] == []


def test_a_proposal_hangs_with_all_its_text(school, speech, tmp_path):
    says = Content(title=HOSTILE[3], what=HOSTILE[5], why=HOSTILE[2], minority="Nej.", ideas=(3, 8))
    line = ProposalLine(number=7, table=HOSTILE[0], version=1, says=says)
    pdf = render_kit(kit(replace(school, rounds=(), themes=(), proposals=(line,))), speech)
    assert faults(pdf) == []
    text = read(pdf, tmp_path / "walls.pdf")
    for written in (HOSTILE[3], HOSTILE[5], HOSTILE[2], HOSTILE[0], "3, 8"):
        assert [word for word in plain(written).split() if word not in text] == []


def test_before_anything_is_shown_there_is_no_sheet(swedish):
    assert not any(walls(None, swedish).values())
