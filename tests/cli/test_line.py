"""A line ends when it is told to, at whatever moment that is."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import aiohttp
import pytest

from labapp.cli.rehearse.browser import LAB, Browser
from labapp.cli.rehearse.dice import Dice
from labapp.cli.rehearse.line import Line
from tests.cli.conftest import open_lab

MOMENTS = [at / 50 for at in range(20)]


async def cancel_at(base, code, moment):
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
        browser = Browser(http, base)
        page = await browser.open(f"/l/{code}")
        assert LAB.search(page.text)[1] == code
        line = asyncio.create_task(Line(browser, code, "phones", Dice(moment)).run())
        await asyncio.sleep(moment)
        line.cancel()
        done, _ = await asyncio.wait([line], timeout=5)
        return line in done


async def cancel_at_all(base, code):
    return await asyncio.gather(*(cancel_at(base, code, moment) for moment in MOMENTS))


@pytest.fixture
def code(home):
    return open_lab(home)


def test_a_line_that_is_told_to_end_ends(code, serve):
    with ThreadPoolExecutor(1) as apart:  # in this thread the browser tests' loop may run
        assert all(apart.submit(asyncio.run, cancel_at_all(serve().url, code)).result())
