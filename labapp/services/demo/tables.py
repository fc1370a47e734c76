"""What the tables of a played lab do: their hosts note the talk, and they work out proposals."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import cycle

from labapp.domain.proposals import Content, Start
from labapp.domain.values import Helper
from labapp.services import proposals, tables
from labapp.services.demo.script import Json, spread
from labapp.services.demo.stage import Scene, Stage
from labapp.services.demo.staging import op
from labapp.services.proposals import Writing
from labapp.store.idea import numbers_of

TALKS = ("table_round", "gallery")


def scenes(stage: Stage) -> Iterator[Scene]:
    """The notes while the tables talk, and the proposals while they are worked out."""
    notes = stage.script.lab["table_notes"]
    for at, note in zip(spread(*stage.script.during(*TALKS), len(notes)), notes, strict=True):
        yield at, partial(_note, stage, note)
    yield from _proposals(stage)


def _note(stage: Stage, note: Json) -> None:
    host = Helper(table=stage.tables[note["table_id"]])
    tables.note(stage.lab, host, op(), note["text"])


def _proposals(stage: Stage) -> Iterator[Scene]:
    """The file does not say which table it was: they are dealt out in order."""
    written = stage.script.lab["proposals"]
    if not written:
        return
    first, last = stage.script.span("deepen")
    moments = spread(first, last, len(written))
    for at, proposal, table in zip(moments, written, cycle(stage.tables.values()), strict=False):
        yield at, partial(_propose, stage, proposal, Helper(table=table))


def _propose(stage: Stage, proposal: Json, host: Helper) -> None:
    """Save it as often as the file says: first its name alone, last all of it."""
    numbers = numbers_of(stage.lab)
    full = content(proposal, [numbers[stage.ideas[idea]] for idea in proposal["idea_ids"]])
    number, saves = None, proposal["version"]
    for version in range(saves):
        now = full if version == saves - 1 else Content(title=full.title)
        sent = proposals.write_proposal(stage.lab, host, op(), Writing(now, number, version))
        made = sent.facts["proposal"]
        number = made["number"] if isinstance(made, dict) else None


def content(proposal: Json, behind: Iterable[int]) -> Content:
    """What a proposal of the file says; `behind` are the numbers of its ideas."""
    trial = proposal.get("trial") or {}
    return Content(
        title=proposal["title"],
        what=proposal["what"],
        why=proposal["why"] or "",
        for_whom=proposal["for_whom"] or "",
        first_step=proposal["first_step"] or "",
        who=", ".join(proposal["who_could_do"]),
        cost=_cost(proposal),
        minority=proposal.get("minority_view") or "",
        start=Start(proposal["starting_point"]),
        ideas=tuple(behind),
        trial_where=trial.get("where") or "",
        trial_time=f"{trial['weeks']} veckor" if trial else "",
        trial_measure=trial.get("measure") or "",
        trial_stop=trial.get("stop_if") or "",
    )


def _cost(proposal: Json) -> str:
    if proposal["cost_sek"] is None:
        return ""
    kronor = f"{proposal['cost_sek']:,}".replace(",", "\u00a0")
    return f"{kronor} kronor ({proposal['cost_estimated_by']})"
