"""Several processes on one database, against one: not yet to be had."""

from bench.figures import Figures
from bench.plan import Part, Run, only
from bench.servers import NotToBeHad, Server


async def measure(run: Run) -> Figures:
    """Raises `NotToBeHad`, until labapp runs as several processes."""
    start(run, 2)
    raise NotToBeHad("There is nothing to measure yet.")


def start(_run: Run, count: int) -> list[Server]:
    """So many processes on one database. `Lab` then takes their addresses.

    Raises `NotToBeHad`.
    """
    raise NotToBeHad(
        f"labapp cannot yet run as {count} processes: DATABASE_URL and REDIS_URL are refused by its"
        " settings, so there is nothing to start here."
    )


PART = Part(
    name="processes",
    about="two processes against one (not yet to be had)",
    measure=measure,
    sizes=(2000,),
    quick=(600,),
    servers=only("labapp"),
)
