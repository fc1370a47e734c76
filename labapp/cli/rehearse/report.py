"""The report: numbers for programs, and words for the facilitator the day before."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any

from labapp.cli.rehearse.findings import Difference
from labapp.cli.rehearse.history import Kind, Outcome, Sent
from labapp.cli.rehearse.playing import Played
from labapp.cli.rehearse.waits import Heard, Spread, Told, news_waits, spread
from labapp.cli.terminal import table
from labapp.i18n.locale import gettext as _
from labapp.i18n.locale import ngettext, number

MOST_SHOWN = 5  # texts of one kind of fault
Report = dict[str, Any]


def as_report(played: Played) -> Report:
    """Everything as plain values."""
    history, found = played.history, played.findings
    return {
        "ok": found.is_clean,
        "lab": played.lab,
        "seconds": round(played.seconds, 1),
        "phones": history.phones,
        "joined": len(history.joined),
        "ideas": _tally(history.ideas),
        "ballots": _tally(history.ballots),
        "agreements": _tally(history.agreements),
        **{kind.value: _tally(history.of(kind)) for kind in Kind},
        "lost": found.lost,
        "double": found.double,
        "compared_with": played.compared_with,
        "alone": played.alone,
        "stopped": history.stopped,
        "findings": asdict(found),
        "waits": {name: _rounded(times) for name, times in _waits(played).items()},
        "lines_cut": sum(len(heard.gaps) for heard in played.phones),
    }


def _tally(sent: list[Any]) -> dict[str, Any]:
    refused = Counter(one.refusal for one in sent if one.outcome is Outcome.REFUSED)
    return {
        "sent": len(sent),
        "saved": sum(1 for one in sent if one.outcome is Outcome.OK),
        "refused": dict(refused),
        "unanswered": sum(1 for one in sent if one.outcome is Outcome.UNKNOWN),
        "sent_again": sum(max(0, one.tries - 1) for one in sent),
    }


def _rounded(times: Spread) -> dict[str, float]:
    return {name: round(value, 4) for name, value in asdict(times).items()}


def _waits(played: Played) -> dict[str, Spread]:
    answered = [one.waited for one in played.history.sent if one.outcome is not Outcome.UNKNOWN]
    ideas = list(_told("idea.added", list(played.history.ideas)))
    ballots = list(_told("ballot.counted", list(played.history.ballots)))
    moves = list(_told("phase.moved", list(played.moves)))
    return {
        "answers": spread(answered),
        "news_to_phones": _news([*ideas, *moves], played.phones),
        "news_to_screens": _news([*ideas, *moves, *ballots], played.screens),
    }


def _told(name: str, sent: list[Sent]) -> Iterator[Told]:
    """The actions that went through at the first try: a wait for a restart is no wait for news."""
    for one in sent:
        if one.outcome is Outcome.OK and one.tries == 1:
            yield Told(name, one.seq, one.sent_at)


def _news(told: list[Told], screens: tuple[Heard, ...]) -> Spread:
    return spread(news_waits(told, screens))


def in_words(report: Report) -> str:
    """The report to read."""
    parts = [table(list(_numbers(report))), table(list(_times(report))), *_faults(report)]
    parts += [_stopped(report), _compared(report), _verdict(report)]
    return "\n\n".join(part for part in parts if part)


def _numbers(report: Report) -> Iterator[tuple[str, ...]]:
    yield "", _("sent"), _("saved"), _("refused"), _("sent again")
    for name, what in _left().items():
        tally = report[name]
        if not tally["sent"] and name not in {"ideas", "ballots"}:
            continue
        refused = sum(tally["refused"].values())
        numbers = (tally["sent"], tally["saved"], refused, tally["sent_again"])
        yield (what, *(number(n) for n in numbers))
    joined = _("%(joined)s of %(phones)s", joined=report["joined"], phones=report["phones"])
    yield _("Joined"), joined, "", "", ""
    yield _("Lost"), number(report["lost"]), "", "", ""
    yield _("Double"), number(report["double"]), "", "", ""


def _left() -> dict[str, str]:
    return {
        "ideas": _("Ideas"),
        "ballots": _("Ballots"),
        "agreements": _("Agreements"),
        "proposals": _("Proposals"),
        "commitments": _("Offers and handshakes"),
        "answers": _("Exit answers"),
    }


def _times(report: Report) -> Iterator[tuple[str, ...]]:
    yield _("Waiting, in ms"), "p50", "p95", "p99", _("longest")
    names = {
        "answers": _("for an answer"),
        "news_to_phones": _("for news, phones"),
        "news_to_screens": _("for news, projector and desk"),
    }
    for key, name in names.items():
        times = report["waits"][key]
        if times["count"]:
            parts = (times[part] for part in ("p50", "p95", "p99", "longest"))
            yield (name, *(number(round(1000 * part)) for part in parts))


def _faults(report: Report) -> Iterator[str]:
    found = report["findings"]
    lists = {
        "lost_ideas": _("Saved ideas that the lab does not have:"),
        "double_ideas": _("Ideas that the lab has twice:"),
        "strange_ideas": _("Ideas that the lab has otherwise than it answered:"),
        "lost_words": _("Saved proposals, promises or answers that the lab does not have:"),
        "double_words": _("Proposals, promises or answers that the lab has twice:"),
        "gone": _("Ideas that are not shown; somebody has hidden as many:"),
    }
    for key, words in lists.items():
        if found[key]:
            yield "\n".join([words, *(f"  {text}" for text in found[key][:MOST_SHOWN])])
    for difference in [*found["wrong_counts"], *found["wrong_marks"]][:MOST_SHOWN]:
        yield _differs(Difference(**difference))
    yield from _counts(found)


def _counts(found: dict[str, Any]) -> Iterator[str]:
    words: dict[str, Callable[[int], str]] = {
        "lost_ballots": lambda n: ngettext(
            "%(num)s saved ballot is missing.", "%(num)s saved ballots are missing.", n
        ),
        "double_ballots": lambda n: ngettext(
            "%(num)s ballot too many.", "%(num)s ballots too many.", n
        ),
        "unanswered": lambda n: ngettext(
            "%(num)s action got no answer at all.", "%(num)s actions got no answer at all.", n
        ),
        "away": lambda n: ngettext(
            "%(num)s phone never came in.", "%(num)s phones never came in.", n
        ),
        "silent": lambda n: ngettext(
            "%(num)s phone did not hear that it could write or vote.",
            "%(num)s phones did not hear that they could write or vote.",
            n,
        ),
    }
    yield from (say(found[key]) for key, say in words.items() if found[key])


def _differs(found: Difference) -> str:
    return _(
        "%(what)s: we know of %(ours)s, the lab says %(theirs)s.",
        what=_names().get(found.what, found.what),
        ours=found.ours,
        theirs=found.theirs,
    )


def _names() -> dict[str, str]:
    return {
        **_left(),
        "joined": _("Joined"),
        "joined at the desk": _("Joined, at the desk"),
        "ballots at the desk": _("Ballots, at the desk"),
    }


def _compared(report: Report) -> str:
    sources = {
        "summary": _("Compared with the lab's exported summary."),
        "published": _("Compared with the published summary."),
        "pages": _(
            "Compared with what each phone is told of its own ideas. Votes could not be compared:"
            " for that, give a facilitator's name, or publish the summary."
        ),
        "nothing": _("Nothing could be compared: the lab did not answer."),
    }
    others = _(
        "Other people may have been in the lab, so its numbers may be higher than ours; a ballot"
        " of ours that was counted twice could not be told from one of theirs."
    )
    told = sources[report["compared_with"]]
    return told if report["alone"] or report["compared_with"] == "pages" else f"{told} {others}"


def _stopped(report: Report) -> str:
    return _("It was stopped before its end.") if report["stopped"] else ""


def _verdict(report: Report) -> str:
    if report["ok"]:
        return _("Nothing lost, nothing double.")
    return _("Something is wrong: see above.")
