"""The day from its first phase to its last, and the summary that came of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

import aiohttp

from labapp.cli.rehearse.playing import Sitting, take_seat
from labapp.cli.rehearse.room import Plan, Room
from labapp.cli.replay import opening, people, sorting
from labapp.cli.replay.comparing import Line, compare
from labapp.cli.replay.people import Person
from labapp.cli.replay.stage import Stage
from labapp.domain.phases import KINDS, Activity
from labapp.services.demo.script import Json, Script


class Until(StrEnum):
    """How far the day is played."""

    COLLECTED = "collected"
    GROUPED = "grouped"
    CLOSED = "closed"


ENDS = {Activity.GALLERY: Until.COLLECTED, Activity.GROUP: Until.GROUPED}
Step = Callable[[], Awaitable[object]]


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """What is known when it is over."""

    lab: str
    lines: tuple[Line, ...]
    refused: tuple[str, ...]

    @property
    def is_equal(self) -> bool:
        return bool(self.lines) and not self.refused and all(line.is_equal for line in self.lines)


async def play(plan: Plan, sitting: Sitting, script: Script, until: Until) -> Replayed:
    """Hold the file's lab on the server, so far. Raises `NoDesk` when it cannot begin."""
    connector, jar = aiohttp.TCPConnector(limit=0), aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(connector=connector, cookie_jar=jar) as http:
        room = Room.of(plan, http)
        stage = Stage(room, await take_seat(room, sitting), script)
        await opening.open_lab(stage)
        crowd = people.crowd(stage)
        for phase in script.lab["phases"]:
            await stage.lead("phase", {"to": "next"})
            await _in_phase(stage, crowd, phase)
            if ENDS.get(KINDS[phase["kind"]]) is until:
                return Replayed(lab=room.lab, lines=(), refused=tuple(stage.refused))
        await stage.lead("closing")
        return await _count(stage)


async def _in_phase(stage: Stage, crowd: dict[str, Person], phase: Json) -> None:
    ideas = [idea for idea in stage.script.lab["ideas"] if idea["phase_id"] == phase["id"]]
    if ideas:
        await people.write_all(stage, crowd, ideas)
        await sorting.moderate_all(stage)
        await sorting.note_all(stage)
    activity = KINDS[phase["kind"]]
    steps: dict[str, Step] = {
        Activity.GROUP.value: lambda: sorting.group_all(stage),
        Activity.VOTE.value: lambda: people.vote_all(stage, crowd),
        "present": lambda: stage.lead("results"),
        "pitch": lambda: sorting.propose_all(stage),
        Activity.COMMIT.value: lambda: sorting.promise_all(stage),
    }
    for key in {activity.value, phase["kind"]} & steps.keys():
        await steps[key]()


async def _count(stage: Stage) -> Replayed:
    reply = await stage.desk.browser.get(f"/labs/{stage.room.lab}/summary.json")
    numbers = {idea: made.number for idea, made in stage.ideas.items()}
    summary = reply.facts.get("summary")
    lines = compare(stage.script.lab, summary, numbers) if summary else []
    return Replayed(lab=stage.room.lab, lines=tuple(lines), refused=tuple(stage.refused))
