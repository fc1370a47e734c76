"""Filling an empty house with the demo: the day's labs, and one lab standing in each phase."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from labapp.services import accounts, clock
from labapp.services.demo.playing import SHOWN_AFTER, play
from labapp.services.demo.script import Script, before, labs_of_an_hour, mingle, read_day
from labapp.services.demo.stage import Stage
from labapp.services.demo.staging import op
from labapp.store.account import account_by_name

FOREVER = float("inf")
LABS = 9  # that `fill` makes
EARLY = 600  # seconds that people come before a lab where all still wait


class Standing(StrEnum):
    """Where a lab of the demo stands, for a person who wants to look at it."""

    WAITING = "waiting"
    COLLECT = "collect"
    THEMES = "themes"
    VOTE = "vote"
    COUNTED = "counted"
    RESULTS = "results"
    PUBLISHED = "published"


@dataclass(frozen=True)
class DemoLab:
    standing: Standing
    question: str
    code: str
    lab_id: int


def fill(name: str, password_hash: str, set_up_hash: str) -> Iterator[DemoLab]:
    """Set an empty house up and play its labs, one after the other.

    `set_up_hash` is of any fresh token. Raises `LinkUsed` when there are accounts already.
    """
    account = _set_up(name, password_hash, set_up_hash)
    school, homes = labs_of_an_hour(read_day())
    held = tuple(Stage(script, script.start, account) for script in (school, homes))
    for stage in held:
        yield _play(stage, Standing.PUBLISHED, FOREVER)
    for standing, seconds in _stops(school):
        start = clock.now() - timedelta(seconds=seconds)
        early = EARLY if standing is Standing.WAITING else 0
        yield _play(Stage(school, start, account, early), standing, seconds)
    walls = mingle(read_day())
    stage = Stage(walls, walls.start, account, earlier=held)
    yield _play(stage, Standing.PUBLISHED, FOREVER)


def _set_up(name: str, password_hash: str, set_up_hash: str) -> int:
    day = read_day()
    body = (day["municipality"]["name"], day["municipality"]["contact_phone"])
    with clock.pretending(before(labs_of_an_hour(day)[0].start, 30)):
        accounts.make_set_up_link(op(), set_up_hash)
        accounts.set_up(op(), set_up_hash, body, (name, password_hash))
    account = account_by_name(accounts.name_key(name))
    return account.id if account else 0


def _play(stage: Stage, standing: Standing, until: float) -> DemoLab:
    play(stage, until)
    return DemoLab(standing, stage.script.lab["challenge"]["question"], stage.code, stage.lab)


def _stops(script: Script) -> list[tuple[Standing, float]]:
    """Where a copy of the lab stands still, in seconds after its start."""
    begins = script.begins
    return [
        (Standing.WAITING, -EARLY / 2),
        (Standing.COLLECT, begins["ideate_solo"] + 240),
        (Standing.THEMES, begins["cluster"] + 240),
        (Standing.VOTE, begins["vote"] + 150),
        (Standing.COUNTED, begins["present"] + SHOWN_AFTER / 2),
        (Standing.RESULTS, begins["present"] + SHOWN_AFTER * 2),
    ]
