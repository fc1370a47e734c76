import re
from dataclasses import replace

import pytest
from outloud import check

from labapp.domain.summary import checksum, ideas
from labapp.exports.as_pdf import render
from labapp.exports.labels import groups_of_four
from labapp.i18n.locale import words
from tests.exports.conftest import HOSTILE
from tests.exports.pdf import faults, plain, read

WORD = re.compile(r"\w+")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "summary.pdf"


@pytest.mark.parametrize("kind", ["school", "draft", "hostile"])
def test_it_can_be_archived_and_read_aloud(kind, speech, path, request):
    pdf = render(request.getfixturevalue(kind), speech)
    assert faults(pdf) == []
    path.write_bytes(pdf)
    assert check(path).errors == 0


def test_a_lab_with_nothing_in_it_is_a_paper_too(school, speech):
    empty = replace(
        school,
        **dict.fromkeys(("place", "recipient", "background", "body_phone"), ""),
        **dict.fromkeys(("held_at", "answer_by", "published_at"), None),
        **dict.fromkeys(("phases", "channels", "hidden", "themes", "unthemed", "rounds"), ()),
    )
    assert faults(render(empty, speech)) == []


def test_every_idea_reads_as_it_was_written(school, swedish, path):
    text = read(render(school, swedish), path)
    for idea, _ in ideas(school):
        for one in (idea, *idea.merged):
            missing = [word for word in WORD.findall(plain(one.text)) if word not in text]
            assert missing == []


@pytest.mark.parametrize("written", HOSTILE)
def test_what_tries_to_be_more_than_text_is_text(written, hostile, swedish, path):
    text = read(render(hostile, swedish), path)
    missing = [word for word in plain(written).split() if word not in text.replace(" x", "x")]
    assert missing == []


def test_what_no_typeface_can_draw_is_told_in_words(hostile, swedish, path):
    strange = replace(hostile.unthemed[0], text="Vi vill ha 在学校里 här")
    text = read(render(replace(hostile, unthemed=(strange,)), swedish), path)
    lack = swedish.gettext("[signs that this paper's typeface lacks; they are on the web page]")
    assert f"Vi vill ha {lack} här" in text


def test_each_page_tells_its_moment(school, swedish, path):
    text = read(render(school, swedish), path)
    short = groups_of_four(checksum(school)[:16])
    assert text.count(short) == text.count(swedish.gettext("Page %(page)s of %(pages)s")[:5])
    assert checksum(school) in text.replace(" ", "")


def test_a_draft_says_so_on_every_page(school, draft, path):
    mark = words("sv").gettext("DRAFT")
    pages = read(render(draft, words("sv")), path).count(mark)
    assert pages >= 5
    assert mark not in read(render(school, words("sv")), path)


def test_the_same_summary_is_the_same_file(school, swedish):
    assert render(school, swedish) == render(school, swedish)
