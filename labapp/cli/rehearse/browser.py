"""One person's browser: a cookie, the page's token, and patience until an answer is definite."""

import asyncio
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp

TOKEN = re.compile(r'name="(?:csrf" content|csrf_token" value)="([^"]+)"')
LAB = re.compile(r'data-lab="(\d{8})"')
SEQ = re.compile(r'data-seq="(\d+)"')
ONE_TRY = aiohttp.ClientTimeout(total=15.0)
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 3.0
NO_ANSWER, REDIRECT, FAULT = 0, 3, 500
MOST_HOPS = 5
Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Reply:
    """What came back; status 0 when nothing did."""

    status: int
    text: str = ""
    where: str = ""

    @cached_property
    def facts(self) -> dict[str, Any]:
        try:
            facts = json.loads(self.text)
        except ValueError:
            return {}
        return facts if isinstance(facts, dict) else {}

    @property
    def ok(self) -> bool:
        return bool(self.facts.get("ok"))

    @property
    def refusal(self) -> str:
        return str(self.facts.get("error", {}).get("code", "")) if "error" in self.facts else ""

    @property
    def is_definite(self) -> bool:
        """A verdict, and not one that says to try again."""
        if not 0 < self.status < FAULT or "ok" not in self.facts:
            return False
        return self.ok or not self.facts.get("error", {}).get("retryable")


@dataclass
class Browser:
    """Speaks to one server only: it follows no way that leads to another."""

    http: aiohttp.ClientSession
    base: str
    language: str = "sv"
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    page: str = "/"

    @property
    def origin(self) -> str:
        parts = urlsplit(self.base)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def headers(self, accept: str = "application/json") -> dict[str, str]:
        said = {"Accept": accept, "Accept-Language": self.language, "Origin": self.origin}
        if self.cookie:
            said["Cookie"] = self.cookie
        if self.token:
            said["X-CSRF-Token"] = self.token
        return said

    async def get(self, path: str) -> Reply:
        return await self._ask("GET", path, self.headers())

    async def open(self, path: str) -> Reply:
        """Load a page as a browser does, and keep its token; redirects on this server are taken."""
        for _ in range(MOST_HOPS):
            reply = await self._ask("GET", path, self.headers("text/html"))
            if reply.status // 100 != REDIRECT or not self._is_ours(reply.where):
                break
            path = reply.where
        found = TOKEN.search(reply.text)
        if found:
            self.token, self.page = found[1], path
        return reply

    async def submit(self, path: str, fields: Fields) -> Reply:
        """Send a plain form once."""
        form = {**fields, "csrf_token": self.token}
        return await self._ask("POST", path, self.headers("text/html"), form=form)

    async def settle(self, path: str, fields: Fields, until: float) -> tuple[Reply, int]:
        """Send the same action until its verdict is definite, or until the moment has passed.

        The last answer, and how often it was sent.
        """
        tries, pause = 0, FIRST_PAUSE
        while True:
            tries += 1
            reply = await self._ask("POST", path, self.headers(), body=fields)
            if reply.refusal == "form_expired":
                await self.open(self.page)
            elif reply.is_definite:
                return reply, tries
            if time.monotonic() > until:
                return reply, tries
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)

    def _is_ours(self, where: str) -> bool:
        return bool(where) and urlsplit(urljoin(self.origin, where)).netloc == self._host

    @property
    def _host(self) -> str:
        return urlsplit(self.base).netloc

    async def _ask(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        *,
        form: Fields | None = None,
        body: Fields | None = None,
    ) -> Reply:
        try:
            async with self.http.request(
                method,
                urljoin(self.origin, path),
                headers=headers,
                data=form,
                json=body,
                allow_redirects=False,
                timeout=ONE_TRY,
            ) as answer:
                self._keep(answer)
                text = await answer.text()
                return Reply(answer.status, text, answer.headers.get("Location", ""))
        except (aiohttp.ClientError, TimeoutError, OSError):
            return Reply(NO_ANSWER)

    def _keep(self, answer: aiohttp.ClientResponse) -> None:
        for line in answer.headers.getall("Set-Cookie", []):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value
