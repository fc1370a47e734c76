"""A LabSummary of the day's first lab, so that its numbers are the file's `expected` ones."""

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from labapp.domain.ending import HiddenCount
from labapp.domain.summary import (
    ChannelCount,
    IdeaLine,
    LabSummary,
    PhaseLine,
    ResultRow,
    RoundSummary,
    ThemeSummary,
)
from labapp.domain.voting import VoteOn
from labapp.domain.wilson import wilson

ROOT = Path(__file__).parents[2]
ACTIVITIES = {"ideate_solo": "collect", "cluster": "group", "vote": "vote", "results": "results"}
CHANNELS = ("phone", "table_host", "paper", "kiosk", "async")


def school_lab():
    """The school lab of 4 July 2018, published."""
    day = demo_day()
    lab = day["labs"][0]
    lines = _lines(lab)
    expected = lab["expected"]
    return LabSummary(
        body=day["municipality"]["name"],
        body_phone=day["municipality"]["contact_phone"],
        code="48261735",
        question=lab["challenge"]["question"],
        background=lab["challenge"]["text"],
        place=lab["place"],
        held_at=datetime.fromisoformat(lab["start"]),
        recipient="Utbildningsnämnden",
        answer_by=date.fromisoformat(lab["mandate"]["first_reply_due"]),
        language="sv",
        published_at=datetime(2018, 7, 6, 9, 0, tzinfo=UTC),
        seq=1412,
        agreed=23,
        made_at=datetime(2018, 7, 6, 9, 0, 12, tzinfo=UTC),
        audit_head="12ab34cd" * 8,
        phases=tuple(_phase(phase) for phase in lab["phases"]),
        joined=expected["participants"],
        contributed=expected["contributors"],
        voted=expected["voters"],
        blank=lab["voting"]["expected_blank_ballots"],
        channels=_channels(lab),
        submitted=expected["submitted"],
        shown=expected["submitted"] - expected["by_idea_status"]["hidden"],
        unique=expected["unique_after_merge"],
        merged=expected["by_idea_status"]["merged"],
        withdrawn=0,
        late=0,
        hidden=_hidden(lab),
        themes=tuple(_theme(at, cluster, lab, lines) for at, cluster in _clusters(lab)),
        unthemed=tuple(
            lines[idea["id"]]
            for idea in lab["ideas"]
            if idea["cluster_id"] is None and idea["id"] in lines
        ),
        rounds=(_round(lab),),
    )


def demo_day():
    """The project's demo data, wherever it keeps them."""
    return json.loads(next((ROOT / "labapp").rglob("almedalen-dag.json")).read_text())


def number(idea_id):
    return int(idea_id.rsplit("-", 1)[1])


def _phase(phase):
    activity = ACTIVITIES.get(phase["kind"], "inform")
    return PhaseLine(name=phase["name"], activity=activity, minutes=phase["minutes"])


def _lines(lab):
    """Every idea that may be read, by id; merged ones stand under the one that is kept."""
    merged = {}
    for idea in lab["ideas"]:
        if idea["idea_status"] == "merged":
            merged.setdefault(idea["near_duplicate_of"], []).append(_line(idea, ()))
    return {
        idea["id"]: _line(idea, tuple(merged.get(idea["id"], ())))
        for idea in lab["ideas"]
        if idea["idea_status"] in {"visible", "masked"}
    }


def _line(idea, merged):
    masked = idea["idea_status"] == "masked"
    return IdeaLine(
        number=number(idea["id"]),
        text=idea["masked_text"] if masked else idea["text"],
        lang=idea["lang"],
        channel=idea["channel"],
        masked=masked,
        agreeing=number(idea["id"]) % 3 if idea["lang"] == "sv" and not masked else 0,
        merged=merged,
    )


def _clusters(lab):
    return enumerate(lab["clusters"], start=1)


def _theme(at, cluster, lab, lines):
    mine = [idea["id"] for idea in lab["ideas"] if idea["cluster_id"] == cluster["id"]]
    return ThemeSummary(
        id=at,
        name=cluster["name_sv"],
        description=cluster["description_sv"],
        ideas=tuple(lines[idea] for idea in mine if idea in lines),
    )


def _hidden(lab):
    reasons = Counter(i["hide_reason"] for i in lab["ideas"] if i["idea_status"] == "hidden")
    return tuple(HiddenCount(reason=reason, count=count) for reason, count in reasons.items())


def _channels(lab):
    joined = lab["attendance"]["by_channel"]
    ideas = lab["expected"]["by_channel"]
    ballots = {k: v["ballots"] for k, v in lab["voting"]["expected_by_channel"].items()}
    return tuple(
        ChannelCount(
            channel=channel,
            joined=joined.get(channel, 0),
            ideas=ideas.get(channel, 0),
            ballots=ballots.get(channel, 0),
        )
        for channel in CHANNELS
        if channel in joined or channel in ideas
    )


def _round(lab):
    voting = lab["voting"]
    opened = datetime.fromisoformat(lab["start"]) + timedelta(minutes=40)
    return RoundSummary(
        number=1,
        on=VoteOn.IDEAS,
        points=voting["rule"]["dots_per_person"],
        max_per_choice=voting["rule"]["max_per_option"],
        opened_at=opened,
        closed_at=opened + timedelta(minutes=5),
        superseded=False,
        ballots=len(voting["ballots"]),
        voted=voting["expected_voters"],
        blank=voting["expected_blank_ballots"],
        dots=voting["expected_dots"],
        channels=tuple(way for way in _channels(lab) if way.ballots),
        rows=tuple(_row(row, lab) for row in voting["expected_tally"]),
    )


def _row(row, lab):
    idea = next(idea for idea in lab["ideas"] if idea["id"] == row["option"])
    shared = [r["option"] for r in lab["voting"]["expected_tally"] if r["rank"] == row["rank"]]
    low, high = wilson(row["voters"], lab["voting"]["expected_voters"])
    return ResultRow(
        rank=row["rank"],
        tied=len(shared) > 1,
        label=idea.get("masked_text") or idea["text"],
        lang=idea["lang"],
        idea_number=number(idea["id"]),
        dots=row["dots"],
        voters=row["voters"],
        supporters=row["voters"],
        answered=row["voters"],
        value=float(row["dots"]),
        levels={"1": row["voters"]} if row["voters"] else {},
        share_low=low,
        share_high=high,
    )
