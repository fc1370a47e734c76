"""`labapp replay`: which file, on which server, and how it is told."""

import argparse
import asyncio
import json
from pathlib import Path
from typing import Any

from labapp.cli.rehearse.command import LED_MINUTES, no_desk, sitting_of
from labapp.cli.rehearse.desk import NoDesk
from labapp.cli.rehearse.playing import Sitting
from labapp.cli.rehearse.room import Plan
from labapp.cli.rehearse.target import NoTarget, Target, read_target
from labapp.cli.replay.comparing import Line
from labapp.cli.replay.playing import Replayed, Until, play
from labapp.cli.terminal import FAULT, GOOD, WRONG_USE, complain, say, table
from labapp.i18n.locale import gettext as _
from labapp.i18n.locale import language, number
from labapp.services.demo.script import ARENA, Script, read_day


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", help=_("the server’s address"))
    parser.add_argument(
        "--file",
        type=Path,
        default=ARENA,
        help=_("the day to play; without it 600 people and 562 ideas"),
    )
    parser.add_argument(
        "--pace",
        type=float,
        default=20.0,
        metavar="S",
        help=_("seconds in which the ideas of the whole day are written"),
    )
    parser.add_argument(
        "--until",
        choices=[until.value for until in Until],
        default=Until.CLOSED.value,
        help=_("leave the lab open when it has its ideas, or its themes"),
    )
    parser.add_argument("--name", help=_("the facilitator to sign in as"))
    parser.add_argument(
        "--password-env", metavar="VAR", help=_("the variable that holds the password")
    )
    parser.add_argument("--json", action="store_true", help=_("the report for programs"))
    parser.set_defaults(lead=False, process="")


def run(chosen: argparse.Namespace) -> int:
    try:
        target = read_target(chosen.url)
        sitting = sitting_of(chosen, target)
        script = _script(chosen.file)
        played = asyncio.run(_play(chosen, target, sitting, script))
    except NoTarget:
        complain(_("That is neither a server's address nor a lab's link: %(url)s", url=chosen.url))
        return WRONG_USE
    except NoDesk as none:
        complain(no_desk(str(none)))
        return WRONG_USE
    except (OSError, ValueError, KeyError):
        complain(_("That is no day that can be played: %(file)s", file=chosen.file))
        return WRONG_USE
    say(_as_json(played) if chosen.json else _in_words(played))
    return GOOD if _went_well(chosen, played) else FAULT


def _script(path: Path) -> Script:
    """The file's one lab. Raises `ValueError` where there are several, or none."""
    day = read_day(path)
    (lab,) = day["labs"]
    return Script(day, lab)


async def _play(
    chosen: argparse.Namespace, target: Target, sitting: Sitting, script: Script
) -> Replayed:
    plan = Plan(
        base=target.base,
        phones=len(script.lab["participants"]),
        seed=0,
        ideas=(0, 0),
        pace=max(0.0, chosen.pace),
        minutes=LED_MINUTES,
        language=language().tag,
        question=script.lab["challenge"]["question"],
    )
    return await play(plan, sitting, script, Until(chosen.until))


def _went_well(chosen: argparse.Namespace, played: Replayed) -> bool:
    whole = chosen.until == Until.CLOSED.value
    return played.is_equal if whole else not played.refused


def _as_json(played: Replayed) -> str:
    report: dict[str, Any] = {
        "ok": played.is_equal,
        "lab": played.lab,
        "compared": len(played.lines),
        "differ": [line.what for line in played.lines if not line.is_equal],
        "refused": list(played.refused),
    }
    return json.dumps(report, indent=2, ensure_ascii=False)


def _in_words(played: Replayed) -> str:
    """Numbers side by side, and what differs by its name."""
    rows = [("", _("the file"), _("the lab"))]
    rows += [_row(line) for line in played.lines if isinstance(line.file, int)]
    parts = [_("The lab is at %(address)s.", address=f"/labs/{played.lab}")]
    parts += [table(rows)] if played.lines else []
    parts += [_("Differs: %(what)s", what=x.what) for x in played.lines if not x.is_equal]
    parts += [_("Not taken in: %(what)s", what=refused) for refused in played.refused]
    return "\n\n".join([*parts, *_verdict(played)])


def _row(line: Line) -> tuple[str, str, str]:
    file, lab = (number(n) if isinstance(n, int) else "" for n in (line.file, line.lab))
    return line.what, file, lab


def _verdict(played: Replayed) -> list[str]:
    return [_("Everything that was compared is equal.")] if played.is_equal else []
