from datetime import UTC, datetime
from io import BytesIO

import pytest
import qrcode
from outloud import check
from qrcode.image.svg import SvgPathImage

from labapp.exports.orders import Poster
from labapp.exports.poster import render_poster
from tests.exports.pdf import faults, read

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def poster(**changes):
    picture = BytesIO()
    link = "https://labb.lillhaga.example/l/48261735"
    qrcode.make(link, image_factory=SvgPathImage).save(picture)
    facts = {
        "question": "Hur skapar vi en skola där alla kan lyckas?",
        "code": "4826 1735",
        "address": "labb.lillhaga.example",
        "qr_svg": picture.getvalue().decode(),
        "body": "Lillhaga kommun",
        "place": "Visby",
        "held_at": NOON,
        "made_at": NOON,
    }
    return Poster(**facts | changes)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"held_at": None, "place": "", "body": "", "warning": "Adressen är gissad."},
        {
            "question": "Hur gör vi? " * 16,
            "address": "https://en-lang-adress.lillhaga.example:8443",
        },
        {"question": "#[ <script> $ @x"},
    ],
)
def test_it_is_one_page_that_can_be_read_aloud(changes, speech, tmp_path):
    pdf = render_poster(poster(**changes), speech)
    assert faults(pdf) == []
    path = tmp_path / "poster.pdf"
    text = read(pdf, path)
    assert check(path).errors == 0
    assert "4826 1735" in text
    assert b"/Count 1" in pdf


def test_it_tells_what_a_person_needs(swedish, tmp_path):
    text = read(render_poster(poster(warning="Bara här."), swedish), tmp_path / "poster.pdf")
    for words in ("Lillhaga kommun", "alla kan lyckas?", "labb.lillhaga.example", "Bara här."):
        assert words in text
