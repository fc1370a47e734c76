"""How long the desk's scripts work at each step, in a lab of 600 people and 562 ideas.

`python -m scripts.desk_trace`: plays the arena's day into a server of its own, opens its desk in
Debian's Chromium, and reads the browser's own trace of each interaction. What it started it stops.
"""

import os
import platform
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests import people
from tests.cli.conftest import set_up
from tests.servers import Server, labapp

REST = 1500  # milliseconds until all that an interaction sets off is over
SCRIPTING = re.compile(
    r"^(FunctionCall|EvaluateScript|EventDispatch|TimerFire|FireAnimationFrame|RunMicrotasks"
    r"|V8\.GC.*|(Major|Minor)GC|XHRReadyStateChange|v8\.compile|FireIdleCallback)$"
)
RENDERING = {"Layout", "UpdateLayoutTree", "ParseHTML", "Paint", "PrePaint", "Commit"}
ROUNDS = 3
Span = tuple[float, float]


def main() -> None:
    """Measure, and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        home = set_up(Path(folder) / "instance")
        server = Server(home, "eventlet").start()
        try:
            report(server)
        finally:
            server.close()


def report(server: Server) -> None:
    who = ("--name", "Astrid", "--password-env", "SECRET", "--pace", "0", "--json")
    said = labapp(
        "replay", server.url, *who, "--until", "collected", home=server.home, SECRET=people.PASSWORD
    )
    code = re.findall(r'"lab": "(\d{8})"', said.stdout)[0]
    with sync_playwright() as playwright:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=sandbox)
        page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
        come_in(page, server.url, code)
        print(f"{machine()}, Chromium {browser.version}, {time.strftime('%Y-%m-%d')}\n")
        measure(page)
        browser.close()


def come_in(page: Page, url: str, code: str) -> None:
    page.goto(f"{url}/sign-in")
    page.locator("[name=name]").fill("Astrid")
    page.locator("[name=password]").fill(people.PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/labs")
    page.goto(f"{url}/labs/{code}")
    page.locator(".button--next").click()
    page.wait_for_timeout(REST)
    for name in ("Äldre", "Klimat"):
        page.locator(".pane__new").click()
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        page.wait_for_timeout(REST)


def measure(page: Page) -> None:
    """Each interaction so many times; the longest of each is told."""
    line = page.context.new_cdp_session(page)
    print("| interaction | scripting, ms | longest task, ms |\n|---|---|---|")
    worst: dict[str, tuple[float, float]] = {}
    for _round in range(ROUNDS):
        for name, do in interactions(page):
            script, task = traced(line, page, do)
            was = worst.get(name, (0.0, 0.0))
            worst[name] = (max(was[0], script), max(was[1], task))
    for name, (script, task) in worst.items():
        print(f"| {name} | {script:.0f} | {task:.0f} |")


def interactions(page: Page) -> Iterator[tuple[str, Callable[[], None]]]:
    keys = page.keyboard
    yield "find: three letters", lambda: (keys.press("/"), keys.type("bus"))[0]
    yield "find: cleared", lambda: keys.press("Escape")
    yield "to the first idea", lambda: keys.press("ArrowDown")
    yield "mark one", lambda: keys.press("Space")
    yield "mark one more", lambda: keys.press("Shift+ArrowDown")
    yield "move two to a theme", lambda: keys.press("1")
    yield "undo the move", lambda: keys.press("z")
    keys.press("/")
    keys.press("Enter")
    keys.press("Space")
    yield "mark the next", lambda: keys.press("Shift+ArrowDown")
    yield "open the merge", lambda: keys.press("m")
    yield "put two together", lambda: keys.press("Enter")
    yield "undo the merge", lambda: keys.press("z")
    yield "mark all", lambda: page.locator("#pick-all").click()
    yield (
        "move all to a theme",
        lambda: (page.locator("[data-do=move]").click(), keys.press("2"))[0],
    )
    yield "undo moving all", lambda: page.locator("#undo").click()
    yield "suggest duplicates", lambda: page.locator("#open-twins").click()
    yield "close them", lambda: keys.press("Escape")


def traced(line: CDPSession, page: Page, do: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds of scripting of what one deed set off, and of its longest task."""
    events: list[dict[str, Any]] = []
    done: list[object] = []

    def take(batch: dict[str, Any]) -> None:
        events.extend(batch["value"])

    def end(said: object) -> None:
        done.append(said)

    line.on("Tracing.dataCollected", take)
    line.on("Tracing.tracingComplete", end)
    categories = "devtools.timeline,disabled-by-default-devtools.timeline,v8,toplevel"
    line.send("Tracing.start", {"categories": categories, "transferMode": "ReportEvents"})
    do()
    page.wait_for_timeout(REST)
    line.send("Tracing.end")
    while not done:
        page.wait_for_timeout(20)
    line.remove_listener("Tracing.dataCollected", take)
    line.remove_listener("Tracing.tracingComplete", end)
    return read(events)


def read(events: list[dict[str, Any]]) -> tuple[float, float]:
    """On the page's main thread: what is script, less the layout that it asks for."""
    main = max(
        ((e["pid"], e["tid"]) for e in events if e["name"] == "EventDispatch"),
        key=lambda who: sum(1 for e in events if (e["pid"], e["tid"]) == who),
        default=None,
    )
    ours = [e for e in events if (e["pid"], e["tid"]) == main and e.get("ph") == "X"]
    script = union(span(e) for e in ours if SCRIPTING.match(e["name"]))
    drawn = union(span(e) for e in ours if e["name"] in RENDERING)
    tasks = [e["dur"] for e in ours if e["name"] in {"RunTask", "ThreadControllerImpl::RunTask"}]
    return (total(script) - shared(script, drawn)) / 1000, max(tasks, default=0) / 1000


def span(event: dict[str, Any]) -> Span:
    return event["ts"], event["ts"] + event.get("dur", 0)


def union(spans: Iterator[Span]) -> list[Span]:
    """The same time without what lies over each other."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def total(spans: list[Span]) -> float:
    return sum(end - start for start, end in spans)


def shared(ones: list[Span], others: list[Span]) -> float:
    return sum(max(0.0, min(a[1], b[1]) - max(a[0], b[0])) for a in ones for b in others)


def machine() -> str:
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.findall(r"model name\s*: (.+)", info)
    return f"{os.cpu_count()} cores of {model[0] if model else platform.machine()}"


if __name__ == "__main__":
    main()
