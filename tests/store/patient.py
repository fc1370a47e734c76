"""Run by test_waiting.py in a process of its own, after the patch: wait for PostgreSQL.

Writes JSON: which wait psycopg chose, whether two waits go side by side, and how late the loop was
while the writer's thread waited half a second for the server.
"""

import json
import sys
import threading
import time

from psycopg import waiting
from sqlalchemy import text

from labapp.domain.values import Effect, Op
from labapp.settings import SettingsError
from labapp.store import writer
from labapp.store.db import check, reading_engine, session


class Pulse:
    """A thread of the loop's that wants to run every hundredth of a second."""

    late, beats, stopped = 0.0, 0, False

    def __enter__(self):
        threading.Thread(target=self._beat, daemon=True).start()
        return self

    def _beat(self):
        while not self.stopped:
            before = time.monotonic()
            time.sleep(0.01)
            self.late = max(self.late, time.monotonic() - before - 0.01)
            self.beats += 1

    def __exit__(self, *_fault):
        self.stopped = True


def fitness(url):
    engine = reading_engine(url)
    try:
        check(engine, loop=True)
    except SettingsError as unfit:
        return str(unfit)
    finally:
        engine.dispose()
    return "fit"


def write_slowly(url):
    def work():
        session().execute(text("select pg_sleep(0.5)"))
        return Effect(facts={"done": True})

    writer.start(url)
    with Pulse() as pulse:
        facts = writer.write(Op("o" * 32), "x", work).facts
    writer.stop()
    return {**facts, "late": pulse.late, "beats": pulse.beats}


def main(url):
    said = {"wait": waiting.wait.__name__, "fitness": fitness(url), **write_slowly(url)}
    sys.stdout.write(json.dumps(said))


main(sys.argv[2])
