"""Before anybody comes: the lab by the desk's form, its tables, and a browser for each host."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from labapp.cli.rehearse.browser import Fields
from labapp.cli.replay.stage import Stage
from labapp.domain.labs import LabPlan
from labapp.services import clock
from labapp.web import labform
from labapp.web.mandateform import CARD_FIELDS

TABLE = re.compile(r'id="table-(\d+)".*?table-card__code[^>]*>([\d ]+)<', re.DOTALL)
PHASE = {"kind": "kind", "phase": "name", "minutes": "minutes", "who": "who"}


def form_of(plan: LabPlan) -> Fields:
    """The desk's form as it is sent; the day is left out, since the lab is held now."""
    told: dict[str, Any] = dict(labform.of(replace(plan, starts_at=None)))
    phases, cards = told.pop("phases"), told.pop("cards")
    columns = {to: [getattr(row, of) for row in phases] for to, of in PHASE.items()}
    return {**told, **columns, **{name: _column(cards, name) for name in CARD_FIELDS}}


def _column(cards: list[Any], name: str) -> list[str]:
    return [getattr(card, name.removeprefix("card_")) for card in cards]


async def open_lab(stage: Stage) -> None:
    """Open the lab and lay its tables. Raises `NoDesk`."""
    form = form_of(stage.script.plan(clock.now()))
    stage.room.lab = await stage.desk.open_by(form)
    stage.room.door = f"/l/{stage.room.lab}"
    tables = stage.script.lab["tables"]
    await stage.lead("tables", {"tables": len(tables)})
    page = await stage.desk.browser.open(f"/labs/{stage.room.lab}/tables")
    for table, (number, code) in zip(tables, TABLE.findall(page.text), strict=True):
        await _host(stage, table, number, code.replace(" ", ""))


async def _host(stage: Stage, table: Mapping[str, Any], number: str, code: str) -> None:
    await stage.lead(f"tables/{number}", {"name": table["name"]})
    browser = stage.room.browser()
    await browser.open(f"/host/{code}")
    stage.hosts[table["id"]] = (browser, f"/host/{code}")
