"""The page that a whole hall opens at once is made once, and is nobody's but its reader's."""

import gzip
import re
from types import SimpleNamespace

import pytest
from flask import g

from labapp.store import memory
from labapp.web import newcomers
from tests.people import QUESTION, move


@pytest.fixture
def collecting(lab, astrid):
    move(lab.id, astrid, "next")
    return lab


@pytest.fixture
def made(monkeypatch):
    """How often a page was made."""
    pages = []
    make = newcomers.page_of

    def count(lab, own, **given):
        pages.append(lab.seq)
        return make(lab, own, **given)

    monkeypatch.setattr(newcomers, "page_of", count)
    return pages


def read(browser, lab):
    text = browser.open(f"/l/{lab.code}").get_data(as_text=True)
    return text, re.findall(r'name="op_id" value="([^"]+)"', text)


def mine_in(page):
    """What stands under a phone's own ideas."""
    return page.partition('id="mine"')[2].partition('id="others"')[0]


def test_a_hall_of_newcomers_costs_one_page(collecting, visitor, made):
    hall = [visitor() for _ in range(5)]
    pages = [read(browser, collecting) for browser in hall]
    assert len(made) == 1
    assert all(QUESTION in text for text, _ in pages)


def test_each_newcomer_has_a_token_and_op_ids_of_its_own(collecting, visitor):
    hall = [visitor() for _ in range(5)]
    ops = [op for browser in hall for op in read(browser, collecting)[1]]
    assert len({browser.token for browser in hall}) == 5
    assert len(ops) == len(set(ops)) >= 5
    assert all(re.fullmatch(r"[0-9a-f]{32}", op) for op in ops)


def test_a_newcomer_s_form_works(collecting, visitor):
    browser = visitor()
    _, ops = read(browser, collecting)
    g.pop("csrf_token", None)
    answer = browser.submit(f"/l/{collecting.code}/ideas", op_id=ops[0], text="Fler träd")
    assert answer.status_code == 303


def test_nobody_reads_another_s_page(collecting, visitor):
    writer, reader = visitor(), visitor()
    read(writer, collecting)
    writer.submit(f"/l/{collecting.code}/ideas", text="Fler träd")
    own, _ = read(writer, collecting)
    text, _ = read(reader, collecting)
    assert 'id="mine"' in own
    assert "Fler träd" in own
    assert text.count("Fler träd") < own.count("Fler träd")


def test_who_comes_back_and_has_written_nothing_costs_no_page_either(collecting, visitor, made):
    browser = visitor()
    for _ in range(3):
        read(browser, collecting)
    assert len(made) == 1


def test_who_comes_back_meets_what_they_wrote_at_once(collecting, visitor):
    browser = visitor()
    read(browser, collecting)
    browser.submit(f"/l/{collecting.code}/ideas", text="Fler träd")
    assert "Fler träd" in mine_in(read(browser, collecting)[0])


def test_a_newcomer_meets_what_was_changed(lab, astrid, visitor, made):
    before, _ = read(visitor(), lab)
    move(lab.id, astrid, "next")
    after, _ = read(visitor(), lab)
    assert len(made) == 2
    assert ("<textarea" in before, "<textarea" in after) == (False, True)


def test_what_another_process_changed_is_met_after_a_second(lab, astrid, visitor, monkeypatch):
    clock = [100.0]
    monkeypatch.setattr(memory, "time", SimpleNamespace(monotonic=lambda: clock[0]))
    read(visitor(), lab)
    monkeypatch.setattr(memory, "forget", lambda: None)
    move(lab.id, astrid, "next")
    assert "<textarea" not in read(visitor(), lab)[0]
    clock[0] += memory.SECONDS + 0.1
    assert "<textarea" in read(visitor(), lab)[0]


def test_each_newcomer_gets_the_choices_in_an_order_of_its_own(lab, astrid, visitor):
    move(lab.id, astrid, "next")
    for n in range(6):
        writer = visitor()
        read(writer, lab)
        writer.submit(f"/l/{lab.code}/ideas", text=f"Idé nummer {n}")
    move(lab.id, astrid, "next", "next")
    orders = {tuple(re.findall(r'data-choice="(\d+)"', read(visitor(), lab)[0])) for _ in range(8)}
    assert len(orders) > 1


def test_a_page_is_the_same_packed_or_not(collecting, house):
    def fetch(encoding):
        answer = house.test_client().get(
            f"/l/{collecting.code}", headers={"Accept-Encoding": encoding}
        )
        g.pop("csrf_token", None)
        return answer

    packed, plain = fetch("gzip"), fetch("identity")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    pages = gzip.decompress(packed.data).decode(), plain.get_data(as_text=True)
    own = re.compile(r'(?<=name="csrf" content=")[^"]+|(?<=value=")[^" ]{30,}(?=")')
    clock = re.compile(r'(?<=data-seconds=")[^"]+')  # it may have gone on between the two
    assert len({clock.sub("", own.sub("", page)) for page in pages}) == 1
    assert not set.intersection(*(set(own.findall(page)) for page in pages))
