"""What the desk does with the ideas, in few posts: hides, makes themes, puts together."""

import asyncio
from collections.abc import Iterable
from dataclasses import asdict
from difflib import SequenceMatcher
from itertools import cycle

from labapp.cli.rehearse.browser import Fields
from labapp.cli.replay.stage import Stage
from labapp.domain.ideas import HideReason
from labapp.domain.masking import words_of
from labapp.services.demo.script import Json, promises
from labapp.services.demo.tables import content


async def moderate_all(stage: Stage) -> None:
    """Hide what the day hid, and mask the words that its mask leaves out."""
    for idea in stage.script.lab["ideas"]:
        if idea["idea_status"] == "hidden":
            await _moderate(stage, idea, "hiding", {})
        if idea["idea_status"] == "masked":
            words = left_out(idea["text"], idea["masked_text"])
            await _moderate(stage, idea, "mask", {"words": words, "version": 1})


async def _moderate(stage: Stage, idea: Json, what: str, fields: Fields) -> None:
    reason = idea.get("hide_reason") or HideReason.PERSONAL_DATA.value
    await stage.lead(f"ideas/{stage.ideas[idea['id']].id}/{what}", {"reason": reason, **fields})


def left_out(text: str, masked: str) -> list[int]:
    """The places of the words of a text that do not stand in its mask."""
    words = [word.text for word in words_of(text)]
    alike = SequenceMatcher(a=words, b=[word.text for word in words_of(masked)], autojunk=False)
    kept = {block.a + n for block in alike.get_matching_blocks() for n in range(block.size)}
    return [place for place in range(len(words)) if place not in kept]


async def group_all(stage: Stage) -> None:
    """Each theme with all its ideas in one post, then each group of the same in one more."""
    for cluster in stage.script.lab["clusters"]:
        await _theme(stage, cluster)
    groups = stage.script.lab["expected"]["near_duplicate_groups"]
    await asyncio.gather(*(_merge(stage, group) for group in groups))


async def _theme(stage: Stage, cluster: Json) -> None:
    made = await stage.lead("themes", {"name": cluster["name_sv"]})
    theme = stage.themes[cluster["id"]] = int(made.facts["theme"])
    words = {"name": cluster["name_sv"], "description": cluster["description_sv"]}
    await stage.lead(f"themes/{theme}", words)
    ids = _ids(stage, cluster["idea_ids"])
    await stage.lead("ideas/theme", {"ideas": ids, "theme": theme})


async def _merge(stage: Stage, group: Json) -> None:
    into = stage.ideas[group["keep"]].id
    await stage.lead("merges", {"into": into, "ideas": _ids(stage, group["merge"])})


def _ids(stage: Stage, ideas: Iterable[str]) -> list[int]:
    return [stage.ideas[idea].id for idea in ideas]


async def note_all(stage: Stage) -> None:
    """What the hosts noted of the talk."""
    for note in stage.script.lab["table_notes"]:
        browser, door = stage.hosts[note["table_id"]]
        await stage.send(browser, f"{door}/notes", {"note": note["text"]})


async def propose_all(stage: Stage) -> None:
    """The proposals, dealt out to the tables in order: the file does not say whose they were."""
    written = stage.script.lab["proposals"]
    for proposal, (browser, door) in zip(written, cycle(stage.hosts.values()), strict=False):
        await stage.send(browser, f"{door}/proposals", _proposal(stage, proposal))


def _proposal(stage: Stage, proposal: Json) -> Fields:
    says = content(proposal, [stage.ideas[idea].number for idea in proposal["idea_ids"]])
    numbers = ", ".join(map(str, says.ideas))
    return {**asdict(says), "start": says.start.value if says.start else "", "ideas": numbers}


async def promise_all(stage: Stage) -> None:
    """Offers and handshakes, written down at the desk."""
    for pledge in promises(stage.script.lab):
        await stage.lead("commitments", asdict(pledge))
