"""One phone: scans, writes, votes and changes its mind, as the facilitator leads."""

import asyncio
from typing import Any

from labapp.cli.rehearse.browser import LAB, SEQ, Browser
from labapp.cli.rehearse.history import SentAgreement, SentBallot, SentIdea, SentWords
from labapp.cli.rehearse.leaving import WAYS
from labapp.cli.rehearse.line import Line, Screen
from labapp.cli.rehearse.room import Room, new_op
from labapp.cli.rehearse.words import IDEAS
from labapp.domain.rules import Method, Rule, liked

TRIES = 40  # to open the page, a second apart
CHANGES_MIND = 1 / 3
LEAVES_BLANK = 0.04
AGREES = 2  # with so many of others' ideas at most, each time
GAP_WAIT = 1.0
OK = 200


class Phone(Screen):
    """It knows where the lab stands from news and state alone, as a real one."""

    def __init__(self, number: int, room: Room) -> None:
        self.number = number
        self.room = room
        self.dice = room.dice("phone", number)
        self.browser: Browser = room.browser()
        self.code = ""
        self.activity: str | None = None
        self.closed = False
        self.moved = asyncio.Event()
        self.asking: asyncio.Task[None] | None = None

    async def live(self) -> None:
        """From the door to the end."""
        await asyncio.sleep(self.dice.between(0, self.room.arriving_for))
        if not await self._enter():
            return
        dice = self.room.dice("line", self.number)
        line = Line(self.browser, self.code, "phones", dice, self)
        self.room.heard.append(line.heard)
        listening = asyncio.create_task(line.run())
        try:
            await self._follow()
        finally:
            listening.cancel()

    async def _enter(self) -> bool:
        for _ in range(TRIES):
            reply = await self.browser.open(self.room.door)
            found = LAB.search(reply.text)
            if reply.status == OK and found and self.browser.token:
                self.code = self.room.lab = found[1]
                self.seq = int(SEQ.findall(reply.text)[0])
                return True
            await asyncio.sleep(1)
        return False

    def see(self, state: dict[str, Any]) -> None:
        self.room.history.joined.add(self.number)
        if state["seq"] < self.seq:
            return
        self.seq = state["seq"]
        self.closed = state["status"] == "closed"
        self._stand(state["activity"])

    def hear(self, news: dict[str, Any]) -> None:
        if news["since"] > self.seq:
            self.asking = asyncio.create_task(self._missed())
        self.seq = max(self.seq, news["seq"])
        for piece in news["pieces"]:
            self._hear_of(piece["name"], piece["facts"])

    def _hear_of(self, name: str, facts: dict[str, Any]) -> None:
        if name == "phase.moved":
            self._stand(facts.get("activity"))
        elif name == "lab.closed":
            self.closed = True
            self.moved.set()
        elif name == "summary.published":
            self.room.slug = str(facts.get("slug", ""))

    def _stand(self, activity: str | None) -> None:
        self.activity = activity
        self.moved.set()

    async def _missed(self) -> None:
        """A gap: ask for the state once, after a wait that spreads the room."""
        await asyncio.sleep(self.dice.between(0, GAP_WAIT))
        reply = await self.browser.get(f"/l/{self.code}/state")
        if reply.status == OK:
            self.see(reply.facts)

    async def _follow(self) -> None:
        while not (self.closed or self.room.over.is_set()):
            await self.moved.wait()
            self.moved.clear()
            if self.activity == "collect" and self.number not in self.room.wrote:
                await self._write()
            elif self.activity == "vote":
                await self._vote()
            elif self.activity == "gallery" and self.number not in self.room.left["gallery"]:
                await self._agree()
                self.room.left["gallery"].add(self.number)
            elif self.activity in WAYS and self.number not in self.room.left[self.activity]:
                await self._leave(self.activity)

    async def _leave(self, activity: str) -> None:
        """What this phone leaves in such a phase, if anything."""
        await self.room.rest(self.dice.between(0, self.room.plan.pace / 2))
        for what in WAYS[activity](self.room.history.tag, self.number):
            if self.room.over.is_set():
                return
            sent = SentWords(phone=self.number, op_id=new_op(), kind=what.kind, text=what.text)
            self.room.history.left.append(sent)
            await self.room.act(self.browser, f"/l/{self.code}/{what.noun}", sent, what.fields)
        self.room.left[activity].add(self.number)

    async def _write(self) -> None:
        least, most = self.room.plan.ideas
        count = self.dice.whole(least, most)
        for at in range(count):
            await self.room.rest(self.dice.between(0, self.room.plan.pace / count))
            if self.room.over.is_set():
                return
            await self._send(at)
        await self._agree()
        self.room.wrote.add(self.number)

    async def _agree(self) -> None:
        """With some of what others have saved, if anything."""
        others = self.room.history.others_ideas(self.number)
        for idea in self.dice.some(others, self.dice.whole(0, AGREES)):
            if self.room.over.is_set():
                return
            sent = SentAgreement(phone=self.number, op_id=new_op(), idea=idea.number)
            self.room.history.agreements.append(sent)
            path = f"/l/{self.code}/ideas/{idea.number}/agreement"
            await self.room.act(self.browser, path, sent, {"agree": True})

    async def _send(self, at: int) -> None:
        words = self.dice.pick(IDEAS)
        text = f"{words} ({self.room.history.tag} {self.number}-{at + 1})"
        idea = SentIdea(phone=self.number, op_id=new_op(), text=text)
        self.room.history.ideas.append(idea)
        fields: dict[str, object] = {"text": text, "lang": "sv"}
        reply = await self.room.act(self.browser, f"/l/{self.code}/ideas", idea, fields)
        if reply.ok:
            idea.number, idea.id = reply.facts["idea"]["number"], reply.facts["idea"]["id"]

    async def _vote(self) -> None:
        """One ballot in each vote, and another in its place from one phone in three."""
        mine = await self._mine()
        round_id = mine.get("round")
        if round_id is None or self.number in self.room.voted[round_id]:
            return
        self.room.history.choices[round_id] = {int(c): str(n) for c, n in mine["choices"].items()}
        self.room.history.rules[round_id] = read_rule(mine["rule"])[0]
        pace, n = self.room.plan.pace, int(mine["n"])
        await self.room.rest(self.dice.between(0, pace / 2))
        if self.room.over.is_set():
            return
        await self._cast(mine, n)
        if self.dice.roll() < CHANGES_MIND:
            await self.room.rest(self.dice.between(0, pace / 2))
            await self._cast(mine, n + 1)
        self.room.voted[round_id].add(self.number)

    async def _mine(self) -> dict[str, Any]:
        for _ in range(TRIES):
            reply = await self.browser.get(f"/l/{self.code}/mine")
            if reply.status == OK:
                return reply.facts
            await asyncio.sleep(self.dice.between(0.5, 1.5))
        return {}

    async def _cast(self, mine: dict[str, Any], n: int) -> None:
        rule, costs = read_rule(mine["rule"])
        choices = sorted(int(choice) for choice in mine["choices"])
        most = min(rule.points or len(choices), len(choices))
        count = 0 if self.dice.roll() < LEAVES_BLANK else self.dice.whole(1, most)
        chosen = self.dice.some(choices, count)
        ballot = SentBallot(
            phone=self.number,
            op_id=new_op(),
            round=int(mine["round"]),
            n=n,
            marks=liked(rule, chosen, costs),
        )
        self.room.history.ballots.append(ballot)
        marks = {str(choice): points for choice, points in ballot.marks.items()}
        fields: dict[str, object] = {"round": ballot.round, "n": n, "marks": marks}
        await self.room.act(self.browser, f"/l/{self.code}/ballot", ballot, fields)

    async def own_ideas(self) -> list[tuple[int, str]]:
        """What the server tells this phone of its own ideas."""
        mine = await self._mine()
        return [(idea["number"], idea["text"]) for idea in mine.get("ideas", ())]


def read_rule(told: dict[str, Any]) -> tuple[Rule, dict[int, int]]:
    """How a round votes, as a phone is told it, and what its choices cost."""
    rule = Rule(told["points"], told["max_per_choice"], Method(told["method"]))
    return rule, {int(choice): cost for choice, cost in told["costs"].items()}
