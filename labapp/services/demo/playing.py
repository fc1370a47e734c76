"""Playing a lab from its script, up to a moment: everybody acts at the time it happened."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from operator import itemgetter

from labapp.domain.commitments import Pledge
from labapp.domain.errors import TooManyPoints
from labapp.domain.ideas import Channel, Draft
from labapp.domain.values import Helper, Verdict
from labapp.domain.voting import Ballot
from labapp.live.audience import News
from labapp.services import (
    clock,
    commitments,
    gallery,
    ideas,
    labs,
    merging,
    phases,
    themes,
    voting,
)
from labapp.services.demo import agreeing, staging, tables
from labapp.services.demo.script import Json, before, promises, spread
from labapp.services.demo.stage import Scene, Stage
from labapp.services.demo.staging import Person, op
from labapp.store.ballot import latest_round
from labapp.store.lab import lab_by_code

PLANNED_BEFORE = 14  # days
PUBLISHED_AFTER = 2 * 24 * 3600
MODERATED_AFTER = 20  # seconds until the facilitator has read an idea
SHOWN_AFTER = 60


def play(stage: Stage, until: float) -> None:
    """Open the lab as if it began at its start, and play it for so many seconds."""
    with clock.pretending(before(stage.start, PLANNED_BEFORE)):
        _open(stage)
    for at, act in sorted(scenes(stage), key=itemgetter(0)):
        if at <= until:
            with clock.pretending(stage.start + timedelta(seconds=at)):
                act()


def _open(stage: Stage) -> None:
    shown = tuple(earlier.lab for earlier in stage.shown.values())
    plan = replace(stage.script.plan(stage.start), gallery_of=shown)
    opened = labs.open_lab(stage.account, op(), plan)
    stage.code = str(opened.facts["code"])
    lab = lab_by_code(stage.code)
    stage.lab = lab.id if lab else 0
    laid = stage.script.lab["tables"]
    ids = staging.lay_tables(stage.lab, stage.account, [table["name"] for table in laid])
    stage.tables = {table["id"]: made for table, made in zip(laid, ids, strict=True)}


def scenes(stage: Stage) -> Iterator[Scene]:
    """Everything that happens, and when; in what order does not matter here."""
    yield from _phases(stage)
    yield from _arrivals(stage)
    yield from _ideas(stage)
    yield from agreeing.scenes(stage)
    yield from _moderation(stage)
    yield from _grouping(stage)
    yield from tables.scenes(stage)
    if "vote" in stage.script.begins:
        yield from _voting(stage)
    yield from _promises(stage)
    yield from _ending(stage)


def _phases(stage: Stage) -> Iterator[Scene]:
    for at in stage.script.begins.values():
        yield at, lambda: phases.move_phase(stage.lab, stage.account, op(), "next")


def _arrivals(stage: Stage) -> Iterator[Scene]:
    for person in stage.script.lab["participants"]:
        yield person["joined_s"] - stage.early, partial(_arrive, stage, person)


def _arrive(stage: Stage, person: Json) -> None:
    table = stage.tables.get(person["table_id"])
    stage.people[person["id"]] = Person(Channel(person["channel"]), table)
    staging.seat(stage.lab, stage.account, stage.people[person["id"]])


def _ideas(stage: Stage) -> Iterator[Scene]:
    for idea in stage.script.lab["ideas"]:
        yield stage.script.received(idea), partial(_write, stage, idea)


def _write(stage: Stage, idea: Json) -> None:
    made = _sent(stage, idea).facts["idea"]
    stage.ideas[idea["id"]] = made["id"] if isinstance(made, dict) else 0


def _sent(stage: Stage, idea: Json) -> Verdict[News]:
    meant = stage.shown.get(idea.get("for_lab_id", ""))
    draft = Draft(idea["text"], lang=idea["lang"], for_lab=meant.lab if meant else None)
    if idea["participant_id"] is None:
        return staging.take_early(stage.lab, draft)
    author = stage.people[idea["participant_id"]]
    if author.has_phone:
        return ideas.submit_idea(stage.lab, author.phone, op(), draft)
    who = (author.number, author.channel)
    return ideas.enter_idea(stage.lab, stage.helper(author), op(), draft, who)


def _moderation(stage: Stage) -> Iterator[Scene]:
    for idea in stage.script.ideas("hidden"):
        yield stage.script.received(idea) + MODERATED_AFTER, partial(_hide, stage, idea)
    for idea in stage.script.ideas("masked"):
        yield stage.script.received(idea) + MODERATED_AFTER, partial(_mask, stage, idea)


def _hide(stage: Stage, idea: Json) -> None:
    why = (idea["hide_reason"], "")
    ideas.hide_idea(stage.lab, stage.account, op(), stage.ideas[idea["id"]], why)


def _mask(stage: Stage, idea: Json) -> None:
    staging.mask(stage.lab, stage.account, stage.ideas[idea["id"]], idea["masked_text"])


def _grouping(stage: Stage) -> Iterator[Scene]:
    """Themes first, then ideas into them, then what says the same as another."""
    script = stage.script
    first, last = script.during("cluster", "pitch")
    moments = spread(first, last, 10)
    clusters = script.lab["clusters"]
    for at, cluster in zip(spread(first, moments[1], len(clusters)), clusters, strict=True):
        yield at, partial(_make_theme, stage, cluster)
    grouped = [idea for idea in script.lab["ideas"] if idea["cluster_id"]]
    for at, idea in zip(spread(moments[1], moments[8], len(grouped)), grouped, strict=True):
        seen = max(at, script.received(idea) + MODERATED_AFTER)
        yield seen, partial(_group, stage, idea)
    merged = list(script.ideas("merged"))
    for at, idea in zip(spread(moments[8], moments[9], len(merged)), merged, strict=True):
        yield at, partial(_merge, stage, idea)


def _make_theme(stage: Stage, cluster: Json) -> None:
    made = themes.add_theme(stage.lab, stage.account, op(), cluster["name_sv"]).facts["theme"]
    theme = stage.themes[cluster["id"]] = made if isinstance(made, int) else 0
    words = (cluster["name_sv"], cluster["description_sv"])
    themes.change_theme(stage.lab, stage.account, op(), theme, words)


def _group(stage: Stage, idea: Json) -> None:
    theme = stage.themes[idea["cluster_id"]]
    themes.put_in_theme(stage.lab, stage.account, op(), stage.ideas[idea["id"]], theme)


def _merge(stage: Stage, idea: Json) -> None:
    """Under another of the lab, or of one that it shows."""
    lab, of, ideas = stage.lab, idea["near_duplicate_of"], [stage.ideas[idea["id"]]]
    earlier = stage.earlier_idea(of)
    if earlier is None:
        merging.merge_ideas(lab, stage.account, op(), stage.ideas[of], ideas)
    else:
        gallery.merge_into_earlier(lab, stage.account, op(), earlier, ideas)


def _voting(stage: Stage) -> Iterator[Scene]:
    vote = stage.script.lab["voting"]
    first, last = stage.script.span("vote")
    yield first + 1, lambda: _offer(stage)
    cast = vote["ballots"]
    for at, ballot in zip(spread(first + 10, last - 20, len(cast)), cast, strict=True):
        yield at, partial(_cast, stage, ballot["participant_id"], ballot["dots"])
    for spoilt in vote["invalid_ballots"]:
        yield last - 10, partial(_keep_out, stage, spoilt)


def _offer(stage: Stage) -> None:
    round_ = latest_round(stage.lab)
    stage.round = round_.id if round_ else 0
    wanted = {stage.ideas[option]: option for option in stage.script.lab["voting"]["options"]}
    kept = staging.offer_only(stage.lab, stage.round, wanted.keys())
    stage.choices = {wanted[idea]: choice for idea, choice in kept.items()}


def _cast(stage: Stage, who: str, dots: dict[str, int]) -> None:
    marks = {stage.choices[option]: points for option, points in dots.items()}
    ballot = Ballot(round=stage.round, n=1, marks=marks)
    voter = stage.people[who]
    if voter.has_phone:
        voting.cast_ballot(stage.lab, voter.phone, op(), ballot)
    else:
        person = (voter.number, voter.channel)
        voting.enter_ballot(stage.lab, stage.helper(voter), op(), ballot, person)


def _keep_out(stage: Stage, spoilt: Json) -> None:
    """Try to enter a spoilt paper ballot: it is refused, as in the room."""
    try:
        _cast(stage, spoilt["participant_id"], spoilt["dots_written"])
    except TooManyPoints:
        return
    raise ValueError("a spoilt ballot was counted")


def _promises(stage: Stage) -> Iterator[Scene]:
    """Offers and handshakes, where the lab has a phase for them."""
    if "commit" not in stage.script.begins:
        return
    told = list(promises(stage.script.lab))
    for at, pledge in zip(spread(*stage.script.span("commit"), len(told)), told, strict=True):
        yield at, partial(_promise, stage, pledge)


def _promise(stage: Stage, pledge: Pledge) -> None:
    commitments.enter_commitment(stage.lab, Helper(account=stage.account), op(), pledge)


def _ending(stage: Stage) -> Iterator[Scene]:
    lab, account, ends = stage.lab, stage.account, stage.script.ends
    if "vote" in stage.script.begins:
        shown = stage.script.begins["present"] + SHOWN_AFTER
        yield shown, lambda: voting.show_results(lab, account, op())
    yield ends, lambda: labs.close_lab(lab, account, op())
    yield ends + PUBLISHED_AFTER, lambda: labs.publish_summary(lab, account, op())
