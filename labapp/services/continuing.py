"""The next meeting: a lab that begins with what an earlier one came to."""

from dataclasses import replace
from datetime import datetime

from labapp.domain.ideas import SHOWN, Channel, IdeaStatus
from labapp.services.ideas import keep_version
from labapp.services.proposals import save
from labapp.store.db import session
from labapp.store.idea import Idea, Theme, all_ideas, themes_of
from labapp.store.lab import Lab
from labapp.store.proposal import Proposal, all_proposals


def carry_over(earlier: Lab, lab: Lab, now: datetime) -> dict[str, int]:
    """Have a new lab begin with the earlier one's themes, ideas and proposals; how many of each.

    Inside a piece of work. What may be read is carried, as it may be read: a masked idea by its
    mask, what was merged as the one idea it became. Who wrote stays in the earlier lab, and each
    keeps the number it had there.
    """
    lab.continues_id = earlier.id
    themes = _themes(earlier, lab)
    ideas = _ideas(earlier, lab, themes, now)
    proposals = _proposals(earlier, lab, ideas, now)
    return {"themes": len(themes), "ideas": len(ideas), "proposals": proposals}


def _themes(earlier: Lab, lab: Lab) -> dict[int, int]:
    """The new theme of each of the earlier lab's, by id."""
    made = {
        theme.id: Theme(
            lab_id=lab.id, position=place, name=theme.name, description=theme.description
        )
        for place, theme in enumerate(themes_of(earlier.id), start=1)
    }
    session().add_all(made.values())
    session().flush()
    return {old: theme.id for old, theme in made.items()}


def _ideas(earlier: Lab, lab: Lab, themes: dict[int, int], now: datetime) -> dict[int, int]:
    """The new number of each idea that was carried, by the number it had."""
    shown = [idea for idea in all_ideas(earlier.id) if idea.status in SHOWN]
    for number, idea in enumerate(shown, start=1):
        carry(idea, lab, number, now).theme_id = themes.get(idea.theme_id or 0)
    session().flush()
    return {idea.number: number for number, idea in enumerate(shown, start=1)}


def carry(idea: Idea, lab: Lab, number: int, now: datetime) -> Idea:
    """Have an idea of an earlier lab stand in this one, as it may be read; inside a piece of work.

    Nobody in this lab wrote it, and no count of what came in here counts it.
    """
    carried = Idea(
        lab_id=lab.id,
        number=number,
        channel=Channel.ASYNC,
        text=idea.shown_text,
        detail=idea.shown_detail,
        lang=idea.lang,
        status=IdeaStatus.VISIBLE,
        version=1,
        received_at=now,
        came_from=idea.number,
        from_lab_id=idea.lab_id,
        **_translated(idea),
    )
    session().add(carried)
    session().flush()
    keep_version(carried, now)
    return carried


def _translated(idea: Idea) -> dict[str, object]:
    """Its translation, which is as right as it was: made for these words, or for earlier ones."""
    made = idea.translation
    if made is None:
        return {}
    return {
        "translated_text": made.text,
        "translated_lang": made.lang,
        "translated_by": made.by,
        "translated_version": 0 if made.earlier else 1,
    }


def _proposals(earlier: Lab, lab: Lab, ideas: dict[int, int], now: datetime) -> int:
    kept = [each for each in all_proposals(earlier.id) if each.hide_reason is None]
    for number, proposal in enumerate(kept, start=1):
        behind = tuple(ideas[idea] for idea in proposal.says.ideas if idea in ideas)
        carried = Proposal(
            lab_id=lab.id, number=number, version=0, begun_at=now, came_from=proposal.number
        )
        session().add(carried)
        save(carried, replace(proposal.says, ideas=behind), None, now)
    return len(kept)
