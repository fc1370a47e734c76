"""Leading a lab through all its phases by the desk's routes, at the pace of its phones."""

from dataclasses import dataclass

from labapp.cli.rehearse.desk import Desk
from labapp.cli.rehearse.history import Outcome
from labapp.cli.rehearse.leaving import WAYS
from labapp.cli.rehearse.room import Room

MOST_PHASES = 30
LATE = 60.0  # seconds beyond the pace until the leader goes on without the last ones
THEMES = 2
GROUPED = 12  # ideas that are put into a theme
LOOK = 1.0


@dataclass
class Seen:
    """What the desk showed when everybody had voted."""

    joined: int = 0
    ballots: int = 0


async def lead(desk: Desk, room: Room) -> Seen:
    """From the first phase to the last, or until the rehearsal is over."""
    seen = Seen()
    everybody = room.plan.phones
    await room.until(lambda: len(room.history.joined) >= everybody, room.arriving_for + LATE)
    for _ in range(MOST_PHASES):
        reply = await desk.move()
        if not reply.ok or room.over.is_set():
            break
        state = await desk.state()
        await _in_phase(desk, room, state.get("activity"), state.get("round") or 0)
        await _look(desk, seen)
    return seen


async def _in_phase(desk: Desk, room: Room, activity: str | None, round_id: int) -> None:
    limit = room.plan.pace + LATE
    if activity == "collect":
        await room.until(lambda: len(room.wrote) >= len(room.history.joined), limit)
    elif activity == "group":
        await _group(desk, room)
    elif activity == "vote":
        await room.until(lambda: len(room.voted[round_id]) >= len(room.history.joined), limit)
    elif activity in {"gallery", *WAYS}:
        await room.until(lambda: len(room.left[activity]) >= len(room.history.joined), limit)
    elif activity == "results":
        await desk.act("results")
        await room.rest(LOOK)


async def _group(desk: Desk, room: Room) -> None:
    """A few ideas into a few themes: what a facilitator does while people read."""
    themes = []
    for at in range(THEMES):
        reply = await desk.act("themes", {"name": f"{room.history.tag} {at + 1}"})
        themes += [reply.facts["theme"]] if reply.ok else []
    saved = [idea for idea in room.history.ideas if idea.outcome is Outcome.OK]
    for at, idea in enumerate(saved[:GROUPED] if themes else []):
        await desk.act(f"ideas/{idea.id}/theme", {"theme": themes[at % len(themes)]})


async def _look(desk: Desk, seen: Seen) -> None:
    state = await desk.state()
    seen.joined = max(seen.joined, int(state.get("joined") or 0))
    seen.ballots = max(seen.ballots, int(state.get("ballots") or 0))
