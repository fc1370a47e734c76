"""Take the pictures in docs/images: phone, desk and projector in each phase of the demo evening.

`make pictures`: fills a folder of its own with the demo, serves it on a free port of this machine,
looks at each page in Debian's Chromium, and stops what it started.
"""

import os
import re
import secrets
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.servers import Server, labapp

IMAGES = Path(__file__).parents[1] / "docs" / "images"
PHASES = ("summary", "housing", "waiting", "collect", "themes", "vote", "counted", "results")
SIZES = {"phone": (360, 740), "desk": (1280, 800), "projector": (1920, 1080)}
SETTLED = 1800  # milliseconds: the bars have grown
PASSWORD = secrets.token_urlsafe(12)


def main() -> None:
    """Take all of them."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        filled = labapp("demo", "--no-serve", "--password", PASSWORD, home=folder)
        codes = [code.replace(" ", "") for code in re.findall(r"\b\d{4} \d{4}\b", filled.stdout)]
        server = Server(Path(folder), "eventlet").start()
        try:
            take_all(server.url, dict(zip(PHASES, codes, strict=False)))
        finally:
            server.close()


def take_all(url: str, codes: dict[str, str]) -> None:
    """Every surface in every phase, light; and one of each in the dark."""
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    arguments = ["--disable-gpu", "--disable-background-networking", *sandbox]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=arguments)
        for scheme in ("light", "dark"):
            take_phones(browser, url, codes, scheme)
            take_leading(browser, url, codes, scheme)
        browser.close()


def take_phones(browser: Browser, url: str, codes: dict[str, str], scheme: str) -> None:
    for phase in PHASES[2:]:
        page = open_page(browser, "phone", scheme)
        take(page, f"{url}/l/{codes[phase]}", f"phone-{phase}", scheme)
        page.context.close()
    page = open_page(browser, "phone", scheme)
    take(page, url, "phone-start", scheme)
    page.context.close()


def take_leading(browser: Browser, url: str, codes: dict[str, str], scheme: str) -> None:
    page = open_page(browser, "desk", scheme)
    sign_in(page, url)
    take(page, f"{url}/labs", "desk-labs", scheme)
    for phase in PHASES[2:]:
        take(page, f"{url}/labs/{codes[phase]}", f"desk-{phase}", scheme)
    page.set_viewport_size({"width": SIZES["projector"][0], "height": SIZES["projector"][1]})
    for phase in PHASES[2:]:
        take(page, f"{url}/labs/{codes[phase]}/screen", f"projector-{phase}", scheme)
    take(page, f"{url}/labs/{codes['summary']}/summary", "summary", scheme)
    page.context.close()


def open_page(browser: Browser, surface: str, scheme: str) -> Page:
    width, height = SIZES[surface]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="sv-SE", color_scheme=scheme
    )
    return context.new_page()


def sign_in(page: Page, url: str) -> None:
    page.goto(f"{url}/sign-in")
    page.locator("[name=name]").fill("demo")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    page.wait_for_url("**/labs")


def take(page: Page, url: str, name: str, scheme: str) -> None:
    page.goto(url)
    page.wait_for_timeout(SETTLED)
    suffix = "" if scheme == "light" else "-dark"
    page.screenshot(path=IMAGES / f"{name}{suffix}.png")


if __name__ == "__main__":
    main()
