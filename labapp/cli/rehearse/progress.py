"""The progress bar: how many came in, and how far their ideas and ballots have come."""

import asyncio
from collections.abc import Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from labapp.cli.rehearse.history import Outcome, Sent
from labapp.cli.rehearse.room import Room
from labapp.i18n.locale import gettext as _

LOOK = 0.2


async def watcher(room: Room, *, quiet: bool) -> None:
    """Show it until cancelled."""
    columns = (TextColumn("{task.description:>10}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True, quiet=quiet)
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        joined = bar.add_task(_("Joined"), total=room.plan.phones)
        ideas = bar.add_task(_("Ideas"), total=None)
        ballots = bar.add_task(_("Ballots"), total=None)
        while True:
            bar.update(joined, completed=len(room.history.joined))
            bar.update(ideas, completed=_saved(room.history.ideas), total=len(room.history.ideas))
            cast = room.history.ballots
            bar.update(ballots, completed=_saved(cast), total=len(cast))
            await asyncio.sleep(LOOK)


def _saved(sent: Sequence[Sent]) -> int:
    return sum(1 for one in sent if one.outcome is not Outcome.UNKNOWN)
