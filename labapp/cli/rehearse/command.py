"""`labapp rehearse`: what was asked for, who leads, and how it is told."""

import argparse
import asyncio
import getpass
import json
import resource
import secrets
import signal
import sys
from dataclasses import dataclass

from labapp.cli import folder
from labapp.cli.rehearse.desk import NoDesk
from labapp.cli.rehearse.playing import Played, Sitting, play
from labapp.cli.rehearse.progress import watcher
from labapp.cli.rehearse.report import as_report, in_words
from labapp.cli.rehearse.room import Plan, Room
from labapp.cli.rehearse.target import NoTarget, Target, is_same_server, read_target
from labapp.cli.terminal import FAULT, GOOD, WRONG_USE, complain, say
from labapp.i18n.locale import gettext as _
from labapp.i18n.locale import language
from labapp.settings import Settings, secret

MOST_PHONES, MOST_IDEAS = 1000, 9
LED_MINUTES, FOLLOWED_MINUTES = 15.0, 120.0
HTTP_OK = 200


@dataclass(frozen=True)
class Range:
    """A whole number, or two with a dash, within bounds: an argument's type."""

    least: int
    most: int

    def __call__(self, text: str) -> tuple[int, int]:
        first, _dash, last = text.partition("-")
        low, high = int(first), int(last or first)
        if not self.least <= low <= high <= self.most:
            raise ValueError(text)
        return low, high


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", help=_("the server's address, or a lab's link: …/l/12345678"))
    parser.add_argument(
        "--phones", type=Range(1, MOST_PHONES), default=(100, 100), metavar="N", help=_("how many")
    )
    parser.add_argument(
        "--ideas-per-phone",
        type=Range(1, MOST_IDEAS),
        default=(1, 3),
        metavar="1-3",
        help=_("from how many to how many ideas each sends"),
    )
    parser.add_argument(
        "--pace",
        type=float,
        default=20.0,
        metavar="S",
        help=_("seconds that people take to write, and then to vote"),
    )
    parser.add_argument(
        "--process", default="", metavar="KEY", help=_("hold the lab by this template")
    )
    parser.add_argument("--seed", type=int, help=_("play the same people again"))
    parser.add_argument("--minutes", type=float, help=_("stop at the latest after so long"))
    parser.add_argument("--name", help=_("the facilitator to sign in as"))
    parser.add_argument(
        "--password-env", metavar="VAR", help=_("the variable that holds the password")
    )
    parser.add_argument("--lead", action="store_true", help=_("lead the lab that the link is of"))
    parser.add_argument("--json", action="store_true", help=_("the report for programs"))


def run(chosen: argparse.Namespace) -> int:
    try:
        target = read_target(chosen.url)
        sitting = sitting_of(chosen, target)
    except NoTarget:
        complain(_("That is neither a server's address nor a lab's link: %(url)s", url=chosen.url))
        return WRONG_USE
    except NoDesk as none:
        complain(no_desk(str(none)))
        return WRONG_USE
    return _hold(_plan(chosen, target), sitting, as_json=chosen.json)


def _plan(chosen: argparse.Namespace, target: Target) -> Plan:
    led = chosen.lead or not target.door
    return Plan(
        base=target.base,
        door=target.door,
        lab=target.code,
        phones=chosen.phones[1],
        seed=secrets.randbelow(10**6) if chosen.seed is None else chosen.seed,
        ideas=chosen.ideas_per_phone,
        pace=max(0.0, chosen.pace),
        minutes=chosen.minutes or (LED_MINUTES if led else FOLLOWED_MINUTES),
        language=language().tag,
        question=_("Rehearsal: what would you like to see here?"),
        process=chosen.process,
    )


def sitting_of(chosen: argparse.Namespace, target: Target) -> Sitting:
    """By name and password; on this machine by the running server's key; else nobody leads."""
    if chosen.process and target.door:
        raise NoDesk("process_of_a_lab")
    if chosen.name:
        password = secret(chosen.password_env) if chosen.password_env else getpass.getpass()
        return Sitting(name=chosen.name, password=password, leads=chosen.lead)
    if chosen.lead:
        raise NoDesk("not_signed_in")
    return Sitting() if target.door else Sitting(cookie=_by_key(target))


def _by_key(target: Target) -> str:
    settings = Settings.from_env()
    try:
        control, _key = folder.server_of(settings)
        answer = folder.ask(settings, "/control/rehearsals", {})
    except folder.Unreachable:
        raise NoDesk("not_signed_in") from None
    public = str(answer.facts.get("base_url", ""))
    if answer.status != HTTP_OK:
        raise NoDesk(str(answer.facts.get("error", {}).get("code", "")))
    if not is_same_server(target.base, control, public):
        raise NoDesk("not_signed_in")
    return answer.session


def no_desk(code: str) -> str:
    """Why nobody can lead, in words."""
    known = {
        "wrong_sign_in": _("The name or the password is wrong."),
        "process_of_a_lab": _(
            "A lab that is there already has its steps. Leave --process out, or give the server's"
            " address alone."
        ),
        "no_process": _(
            "There is no such template. Their keys stand in the addresses under Templates."
        ),
        "not_found": _("Nobody has set this house up yet. Open the link that the server printed."),
    }
    if code in known:
        return known[code]
    return _(
        "A rehearsal needs somebody who leads. Give a facilitator: --name NAME --password-env VAR."
        " On the server's own machine, set LABAPP_HOME to its folder instead. To let phones follow"
        " a lab that you lead yourself, give the lab's link."
    )


def _hold(plan: Plan, sitting: Sitting, *, as_json: bool) -> int:
    _raise_file_limit()
    quiet = as_json or not sys.stderr.isatty()
    try:
        played = asyncio.run(_play(plan, sitting, quiet=quiet))
    except NoDesk as none:
        complain(no_desk(str(none)))
        return WRONG_USE
    report = {**as_report(played), "seed": plan.seed}
    say(json.dumps(report, indent=2, ensure_ascii=False) if as_json else in_words(report))
    return GOOD if played.findings.is_clean else FAULT


async def _play(plan: Plan, sitting: Sitting, *, quiet: bool) -> Played:
    async def watch(room: Room) -> None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGINT, room.over.set)
        await watcher(room, quiet=quiet)

    return await play(plan, sitting, watch)


def _raise_file_limit() -> None:
    """A phone is an open file on this side too."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
