"""What may be called up on the big screen, as tables."""

import pytest

from labapp.domain.errors import NothingToShow, TextMissing, TextTooLong
from labapp.domain.screens import Mode, Sight, check_call, may_show, shown

ALL = Sight(ideas=True, themes=True, counts=True)
NONE = Sight(ideas=False, themes=False, counts=False)
WAIT = {Mode.WALL, Mode.THEMES, Mode.RESULTS}


@pytest.mark.parametrize("mode", Mode)
def test_what_the_room_may_see_can_be_called_up(mode):
    assert may_show(mode, ALL)
    assert may_show(mode, NONE) is (mode not in WAIT)


@pytest.mark.parametrize(
    ("mode", "sight"),
    [
        (Mode.RESULTS, Sight(ideas=True, themes=True, counts=False)),
        (Mode.WALL, Sight(ideas=False, themes=True, counts=True)),
        (Mode.THEMES, Sight(ideas=True, themes=False, counts=True)),
        (Mode.THEMES, Sight(ideas=False, themes=True, counts=True)),
    ],
)
def test_what_the_room_may_not_see_is_refused_and_never_stays(mode, sight):
    with pytest.raises(NothingToShow) as refused:
        check_call(mode, "", sight)
    assert refused.value.facts == {"mode": mode.value}
    assert shown(mode, sight) is Mode.AUTO
    assert shown(mode, ALL) is mode


def test_a_message_is_needed_and_has_an_end():
    assert check_call(Mode.MESSAGE, "  Rast\r\ntill  19 ", NONE) == "Rast\ntill  19"
    with pytest.raises(TextMissing):
        check_call(Mode.MESSAGE, " ", NONE)
    with pytest.raises(TextTooLong):
        check_call(Mode.MESSAGE, "å" * 201, NONE)


def test_words_that_are_not_for_the_screen_are_let_go():
    assert check_call(Mode.BLACK, "å" * 201, NONE) == ""
