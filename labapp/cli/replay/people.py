"""The people of the file: each writes and votes by the way that they came."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from labapp.cli.rehearse.browser import Browser, Fields
from labapp.cli.replay.stage import Made, Stage
from labapp.domain.ideas import Channel
from labapp.services.demo.script import Json


@dataclass
class Person:
    """By a phone of their own, or by the number that a host or the desk was given for them."""

    stage: Stage
    channel: Channel
    browser: Browser
    door: str
    number: int | None = None

    async def come_in(self) -> None:
        """Open the page, as who has a phone does; others walk up to somebody who is in."""
        if self.channel is Channel.PHONE:
            async with self.stage.gate:
                await self.browser.open(self.door)

    async def write(self, idea: Json) -> None:
        fields = {"text": idea["text"], "lang": idea["lang"], **self._who()}
        reply = await self.stage.send(self.browser, f"{self.door}/ideas", fields)
        if reply.ok:
            made = reply.facts["idea"]
            self.stage.ideas[idea["id"]] = Made(made["id"], made["number"])
            self.number = reply.facts.get("person")

    async def vote(self, round_id: int, marks: Mapping[str, int]) -> None:
        """A kiosk does not ask who votes, and the file knows it: the desk enters them."""
        browser, path = self.browser, f"{self.door}/ballot"
        if self.channel is Channel.KIOSK:
            browser, path = self.stage.desk.browser, f"/labs/{self.stage.room.lab}/ballots"
        elif self.channel is not Channel.PHONE:
            path = f"{self.door}/ballots"
        fields = {"round": round_id, "n": 1, "marks": marks, **self._who()}
        await self.stage.send(browser, path, fields)

    def _who(self) -> Fields:
        if self.channel is Channel.PHONE:
            return {}
        return {"channel": self.channel.value, "person": self.number}


def crowd(stage: Stage) -> dict[str, Person]:
    """Everybody in the file, by the file's id."""
    return {person["id"]: _person(stage, person) for person in stage.script.lab["participants"]}


def _person(stage: Stage, said: Json) -> Person:
    channel = Channel(said["channel"])
    if channel is Channel.PHONE:
        return Person(stage, channel, stage.room.browser(), stage.room.door)
    return Person(stage, channel, *stage.hosts[said["table_id"]])


async def write_all(stage: Stage, people: Mapping[str, Person], ideas: Iterable[Json]) -> None:
    """Each writes their own in order; all of them at once, spread over the pace as in the file."""
    own: dict[str, list[Json]] = defaultdict(list)
    for idea in ideas:
        own[idea["participant_id"]].append(idea)
    last = max((idea["t_s"] for mine in own.values() for idea in mine), default=0) or 1
    stretch = stage.room.plan.pace / last

    async def live(person: Person, mine: list[Json]) -> None:
        await person.come_in()
        at = 0.0
        for idea in mine:
            await stage.room.rest(stretch * (idea["t_s"] - at))
            at = idea["t_s"]
            await person.write(idea)

    await asyncio.gather(*(live(people[who], mine) for who, mine in own.items()))


async def vote_all(stage: Stage, people: Mapping[str, Person]) -> None:
    """Everybody's ballot, as the file has it."""
    vote = stage.script.lab["voting"]
    await asyncio.gather(
        *(person.come_in() for person in people.values() if not person.browser.token)
    )
    round_id, choices = await _on_offer(stage)
    names = {cluster["id"]: cluster["name_sv"] for cluster in stage.script.lab["clusters"]}
    await asyncio.gather(
        *(
            people[ballot["participant_id"]].vote(
                round_id, {choices[names[on]]: points for on, points in ballot["dots"].items()}
            )
            for ballot in vote["ballots"]
        )
    )


async def _on_offer(stage: Stage) -> tuple[int, dict[str, str]]:
    """The round, and its choices by what they are called, as a phone is told them."""
    looking = stage.room.browser()
    await looking.open(stage.room.door)
    told = (await looking.get(f"{stage.room.door}/mine")).facts
    return int(told["round"]), {str(name): choice for choice, name in told["choices"].items()}
