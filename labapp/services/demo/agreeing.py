"""A few people agree with what others wrote, while ideas are collected; the file says of none."""

from collections.abc import Iterator
from functools import partial

from labapp.services import agreeing
from labapp.services.demo.script import Json, spread
from labapp.services.demo.stage import Scene, Stage
from labapp.services.demo.staging import op
from labapp.store.idea import numbers_of

COLLECTING = ("gallery", "table_round")
READ = 60  # seconds until an idea has been read
STRIDE = 7  # to the next idea that somebody agrees with, so that some have many and most none
FEW = 12  # ideas that are agreed with, at most


def scenes(stage: Stage) -> Iterator[Scene]:
    """Each phone agrees once, with one of the first ideas that it did not write."""
    script = stage.script
    first, last = script.during(*COLLECTING)
    phones = [person for person in script.lab["participants"] if person["channel"] == "phone"]
    moments = spread(first + READ, last, len(phones))
    for n, (at, person) in enumerate(zip(moments, phones, strict=True)):
        there = [idea for idea in _readable(stage) if _is_read(stage, idea, person, at)]
        if there and person["joined_s"] - stage.early < at:
            liked = there[n * STRIDE % min(FEW, len(there))]
            yield at, partial(_agree, stage, person, liked)


def _readable(stage: Stage) -> list[Json]:
    return [i for i in stage.script.lab["ideas"] if i["idea_status"] in {"visible", "merged"}]


def _is_read(stage: Stage, idea: Json, person: Json, at: float) -> bool:
    return stage.script.received(idea) < at - READ and idea["participant_id"] != person["id"]


def _agree(stage: Stage, person: Json, idea: Json) -> None:
    number = numbers_of(stage.lab)[stage.ideas[idea["id"]]]
    agreeing.agree(stage.lab, stage.people[person["id"]].phone, op(), number, on=True)
