import json
import subprocess
from dataclasses import replace

import pytest

from labapp.exports import FORMATS, apart
from labapp.exports.apart import ExportFailed, render_apart
from labapp.exports.orders import ORDER, Order
from tests.exports.test_poster import poster

STARTS = {"pdf": b"%PDF-", "csv": "\ufeffsection;".encode(), "json": b"{"}


def order(content, **changes):
    return Order(content=content, language="sv", timezone="Europe/Stockholm", **changes)


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_is_drawn_in_a_process_of_its_own(form, school):
    assert render_apart(order(school, format=form)).startswith(STARTS[form])


def test_so_is_the_poster():
    assert render_apart(order(poster())).startswith(b"%PDF-")


def test_an_order_comes_out_of_json_as_it_went_in(hostile):
    for content in (hostile, replace(hostile, rounds=()), poster()):
        wish = order(content)
        assert ORDER.validate_json(ORDER.dump_json(wish)) == wish


def test_a_file_that_cannot_be_made_is_told(school):
    with pytest.raises(ExportFailed, match="KeyError"):
        render_apart(order(school, format="doc"))


def test_a_file_that_takes_too_long_is_given_up(school, monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 0.01)
    with pytest.raises(ExportFailed, match="not ready") as failed:
        render_apart(order(school))
    assert isinstance(failed.value.__cause__, subprocess.TimeoutExpired)


def test_times_are_told_in_the_zone_of_the_order(school):
    file = json.loads(render_apart(order(school, format="json")))
    assert file["summary"]["held_at"] == "2018-07-04T11:00:00+00:00"
