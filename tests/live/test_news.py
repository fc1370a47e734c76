"""A piece of news comes out of the log as it went in."""

import json
from dataclasses import fields

import pytest

from labapp.live.news import ALL_NEWS, Goodbye, from_log

LOGGED = [kind for kind in ALL_NEWS if not kind.counted and kind is not Goodbye]


@pytest.mark.parametrize("kind", LOGGED, ids=lambda kind: kind.name)
def test_news_comes_out_of_the_log_as_it_went_in(kind):
    own = {item.name: 7 for item in fields(kind) if item.name not in {"lab", "seq"}}
    piece = kind(lab=1, seq=5, **own)
    assert from_log(1, 5, piece.name, json.loads(json.dumps(piece.facts()))) == piece


def test_what_is_counted_is_not_logged():
    assert {kind.name for kind in ALL_NEWS if kind.counted} == {
        "ballot.counted",
        "presence.counted",
    }
