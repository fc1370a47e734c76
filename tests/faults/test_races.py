"""Fifty at once against a real server: one budget, one closing, one verdict an action."""

import asyncio
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import aiohttp
import pytest

from labapp.cli.rehearse.browser import Browser
from labapp.cli.rehearse.room import new_op
from tests import people
from tests.cli.conftest import ask, open_lab, set_up
from tests.servers import Server

BALLOTS = "select count(*) from ballot"
MARKS = "select count(*) from mark"


@dataclass
class Room:
    """A lab in its vote, its facilitator, and phones that have the ballot before them."""

    home: object
    code: str
    desk: Browser
    phones: list[Browser]
    round: int
    choices: list[str]

    def ballot(self, n, *choices):
        marks = dict.fromkeys(choices, 1)
        return {"op_id": new_op(), "round": self.round, "n": n, "marks": marks}

    async def cast(self, phone, ballot):
        return await phone.settle(f"/l/{self.code}/ballot", ballot, time.monotonic() + 20)


@pytest.fixture(scope="module")
def server(loop, tmp_path_factory):
    server = Server(set_up(tmp_path_factory.mktemp("races") / "instance"), loop)
    code = [open_lab(server.home) for _ in range(3)]
    server.start()
    server.codes = code
    yield server
    server.close()


def in_a_vote(server, count, play):
    """Have `count` phones in a lab that votes, and let `play(room)` run."""

    async def run():
        connector = aiohttp.TCPConnector(limit=0)
        jar = aiohttp.DummyCookieJar()
        async with aiohttp.ClientSession(connector=connector, cookie_jar=jar) as http:
            await play(await gather_room(http, server, count))

    with ThreadPoolExecutor(1) as apart:  # in this thread the browser tests' loop may run
        apart.submit(asyncio.run, run()).result()


async def gather_room(http, server, count):
    code, desk = server.codes.pop(), Browser(http, server.url)
    await desk.open("/sign-in")
    name = {"name": "Astrid", "password": people.PASSWORD, "next": ""}
    await desk.submit("/sign-in", name)
    await desk.open(f"/labs/{code}")
    phones = [Browser(http, server.url) for _ in range(count)]
    await asyncio.gather(*(phone.open(f"/l/{code}") for phone in phones))
    await lead(desk, code, "next")
    for n in range(5):
        idea = {"op_id": new_op(), "text": f"Idé {n}"}
        await phones[0].settle(f"/l/{code}/ideas", idea, time.monotonic() + 20)
    await lead(desk, code, "next")
    await lead(desk, code, "next")
    mine = (await phones[0].get(f"/l/{code}/mine")).facts
    return Room(server.home, code, desk, phones, mine["round"], list(mine["choices"]))


async def lead(desk, code, to):
    step = {"op_id": new_op(), "to": to}
    reply, _ = await desk.settle(f"/labs/{code}/phase", step, time.monotonic() + 20)
    assert reply.ok, reply


def test_fifty_ballots_of_one_phone_at_once_are_one(server):
    async def play(room):
        phone, before = room.phones[0], ask(room.home, MARKS)
        cast = [room.ballot(n, *room.choices[n % 3 : n % 3 + 3]) for n in range(1, 51)]
        replies = await asyncio.gather(*(room.cast(phone, ballot) for ballot in cast))
        answers = Counter(reply.refusal or "ok" for reply, _ in replies)
        assert set(answers) <= {"ok", "superseded"}
        assert answers["ok"] >= 1
        mine = (await phone.get(f"/l/{room.code}/mine")).facts
        assert mine["n"] == 51
        assert mine["marks"] == cast[-1]["marks"]
        assert ask(room.home, MARKS) - before == 3

    in_a_vote(server, 1, play)


def test_the_same_request_fifty_times_has_one_effect_and_one_verdict(server):
    async def play(room):
        phone, before = room.phones[0], ask(room.home, BALLOTS)
        ballot = room.ballot(1, room.choices[0])
        replies = await asyncio.gather(*(room.cast(phone, ballot) for _ in range(50)))
        assert len({reply.text for reply, _ in replies}) == 1
        assert all(reply.ok for reply, _ in replies)
        assert ask(room.home, BALLOTS) - before == 1

    in_a_vote(server, 1, play)


def test_closing_against_fifty_ballots_is_a_barrier(server):
    async def play(room):
        before = ask(room.home, BALLOTS)
        closed = asyncio.Event()

        async def vote(at, phone):
            await asyncio.sleep(at / 100)
            late = closed.is_set()
            reply, _ = await room.cast(phone, room.ballot(1, *room.choices[:2]))
            return late, reply.refusal or "ok"

        async def close():
            await asyncio.sleep(0.25)
            await lead(room.desk, room.code, "next")
            closed.set()

        *votes, _ = await asyncio.gather(
            *(vote(at, phone) for at, phone in enumerate(room.phones)), close()
        )
        answers = Counter(answer for _, answer in votes)
        assert set(answers) <= {"ok", "phase_closed", "round_closed"}
        assert [answer for late, answer in votes if late and answer == "ok"] == []
        assert 0 < answers["ok"] < 50
        assert ask(room.home, BALLOTS) - before == answers["ok"]
        state = (await room.desk.get(f"/labs/{room.code}/state")).facts
        assert state["ballots"] == answers["ok"]

    in_a_vote(server, 50, play)
