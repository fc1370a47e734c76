"""The file against a lab's summary: what differs is named."""

from labapp.cli.replay.comparing import compare
from labapp.cli.replay.sorting import left_out
from labapp.services.demo.script import ARENA, read_day


def test_a_summary_that_lacks_one_idea_is_found():
    (arena,) = read_day(ARENA)["labs"]
    numbers = {idea["id"]: at for at, idea in enumerate(arena["ideas"])}
    line = {"number": 1, "lang": "sv", "masked": False, "merged": []}
    summary = {
        **dict.fromkeys(("joined", "contributed", "merged", "unique", "voted", "blank"), 0),
        **dict.fromkeys(("proposals", "commitments", "channels", "rounds", "hidden"), ()),
        "submitted": 561,
        "unthemed": [line],
        "themes": [{"name": "Annat", "ideas": []}],
    }
    differ = {line.what for line in compare(arena, summary, numbers) if not line.is_equal}
    assert {"ideas", "other themes", "put together", "votes", "no theme"} <= differ


def test_the_words_that_a_mask_leaves_out():
    text = "Min granne Bertil har ramlat, ring 031-390 06 41 i dag"
    mask = "Min granne har ramlat, ring [telefonnummer] i dag"
    assert left_out(text, mask) == [2, 6, 7, 8]
    assert left_out(text, text) == []
