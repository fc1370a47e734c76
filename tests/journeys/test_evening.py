"""A whole evening: set up, open, join, write, theme, vote, show, close, publish, download."""

import csv
import io
import json
import re
import sqlite3

from playwright.sync_api import expect

from tests.journeys.conftest import DESK, PASSWORD, PHONE, SCREEN

QUESTION = "Hur gör vi biblioteket till allas vardagsrum?"
IDEAS = ("Öppet till tio", "Läxhjälp på <script>torsdagar</script>", "=1+1 soffor #[till] alla 🛋️")
SOON = {"timeout": 5000}


def set_up(page, server):
    page.goto(server.set_up_link)
    page.locator("[name=body]").fill("Lillhaga kommun")
    page.locator("[name=phone]").fill("08-465 004 00")
    page.locator("[name=name]").fill("Astrid")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").last.click()
    page.wait_for_url("**/labs")


def open_lab(page):
    """Nothing but the question; answers with the code."""
    page.goto(page.url.rpartition("/labs")[0] + "/labs/new")
    page.locator("[name=question]").fill(QUESTION)
    page.locator("main form button").first.click()
    page.wait_for_url(re.compile(r"/labs/\d{8}$"))
    return page.url.rpartition("/")[2]


def join(people, server, code):
    """As a person without a QR reader: the code on the start page."""
    phone = people(PHONE)
    phone.goto(server.url)
    phone.locator("[name=code]").fill(f"{code[:4]} {code[4:]}")
    phone.locator("main form button").first.click()
    phone.wait_for_url(f"**/l/{code}")
    return phone


def go_on(desk):
    """The big button; it asks first when it closes the vote. Waits until the desk has gone on."""
    now = desk.locator("#plan [aria-current]")
    left = now.locator(".plan__name").inner_text() if now.count() else None
    desk.locator(".button--next").click()
    sure = desk.locator("#ask-next[open] .ask__panel .button--main")
    if sure.count():
        sure.click()
    if left:
        expect(now.filter(has_text=left)).to_have_count(0, **SOON)
    else:
        expect(now).to_have_count(1, **SOON)


def write(phone, text):
    phone.locator("#idea [name=text]").fill(text)
    phone.locator("#idea button").click()
    expect(phone.locator("#own li", has_text=text)).to_be_visible(**SOON)


def recount(server):
    """The ballots as they lie in the database: idea number to dots."""
    with sqlite3.connect(server.home / "labapp.db") as database:
        rows = database.execute(
            "select idea.number, sum(mark.points) from mark join choice on choice.id = choice_id"
            " join idea on idea.id = choice.idea_id group by idea.number"
        ).fetchall()
    database.close()
    return dict(rows)


def test_an_evening_from_the_set_up_link_to_the_files(server, people):
    desk = people(DESK)
    set_up(desk, server)
    code = open_lab(desk)
    screen = put_on_the_wall(people, server, desk, code)
    phones = [join(people, server, code) for _ in IDEAS]
    collect(desk, screen, phones)
    go_on(desk)
    expect(phones[0].locator("#idea")).to_have_count(0, **SOON)
    go_on(desk)
    vote(screen, phones)
    go_on(desk)
    show_result(desk, screen, phones)
    go_on(desk)
    address = publish(desk)
    compare_formats(people(PHONE), server, address)


def put_on_the_wall(people, server, desk, code):
    screen = people(SCREEN)
    screen.context.add_cookies(desk.context.cookies())
    screen.goto(f"{server.url}/labs/{code}/screen")
    expect(screen.locator(".rail__code")).to_have_text(f"{code[:4]} {code[4:]}")
    poster = desk.request.get(f"{server.url}/labs/{code}/poster.pdf")
    assert poster.body().startswith(b"%PDF")
    return screen


def collect(desk, screen, phones):
    """Each phone writes an idea; wall and desk show it."""
    go_on(desk)
    for phone, text in zip(phones, IDEAS, strict=True):
        expect(phone.locator("#idea [name=text]")).to_be_visible(**SOON)
        write(phone, text)
        expect(screen.locator(".wall", has_text=text)).to_be_visible(timeout=8000)
        expect(desk.locator("#board")).to_contain_text(text, **SOON)


def vote(screen, phones):
    """Each phone lays two dots; the wall counts ballots and tells nothing of the choices."""
    for phone in phones:
        expect(phone.locator("#ballot [data-choices]")).to_be_visible(**SOON)  # in its own order
        for box in (0, 1):
            phone.locator("#ballot .choice").nth(box).click()
            expect(phone.locator("#ballot .choice input").nth(box)).to_be_checked(**SOON)
        expect(phone.locator("#ballot [data-when=saved]")).to_be_visible(**SOON)
    expect(screen.locator("#screen .big b")).to_have_text("3", **SOON)
    assert not any(text in screen.locator("#screen").inner_text() for text in IDEAS)


def show_result(desk, screen, phones):
    """The desk sees the result first; the room when the facilitator shows it."""
    expect(phones[0].locator("#ballot")).to_have_count(0, **SOON)
    expect(desk.locator(".outcome .share").first).to_be_visible(**SOON)
    expect(phones[0].locator(".share")).to_have_count(0)
    expect(screen.locator(".share")).to_have_count(0)
    desk.locator("form[action$='/results'] button:visible").first.click()
    expect(phones[0].locator(".share").first).to_be_visible(**SOON)
    expect(screen.locator(".share").first).to_be_visible(**SOON)


def publish(desk):
    """Publish the closed lab's summary; answers with its address."""
    desk.locator(".button--next").click()
    desk.locator("#ask-next[open] .ask__panel .button--main").click()
    link = desk.locator("a.button--next[href^='/s/']")
    expect(link).to_be_visible(**SOON)
    return link.get_attribute("href")


def compare_formats(reader, server, address):
    """All four formats give the numbers of a recount."""
    counted = recount(server)
    assert sum(counted.values()) == 6

    told = json.loads(reader.request.get(f"{server.url}{address}.json").text())["summary"]
    rows = told["rounds"][0]["rows"]
    assert {row["idea_number"]: row["dots"] for row in rows if row["dots"]} == counted
    assert (told["joined"], told["contributed"], told["voted"]) == (3, 3, 3)

    sheet = reader.request.get(f"{server.url}{address}.csv").body().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(sheet), delimiter=";"))
    figures = {line["key"]: line["value"] for line in lines if line["section"] == "figure"}
    assert (figures["joined"], figures["voted"]) == ("3", "3")

    assert reader.request.get(f"{server.url}{address}.pdf").body().startswith(b"%PDF")
    reader.goto(f"{server.url}{address}")
    page = reader.locator("main").inner_text()
    for text in IDEAS:
        assert text in page
