"""A server that lies: every twentieth idea that it says it saved, it forgets."""

import importlib
import sys
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from labapp import aio, serve

EVERY = 20


def sabotage():
    inside = vars(importlib.import_module("labapp.store.work"))
    honest, ideas = inside["_first"], count(1)

    def forgetful(own, jobs):
        with own.begin_nested() as savepoint:
            answers = honest(own, jobs)
            told = [answer for answer in answers if "idea" in getattr(answer, "facts", {})]
            if told and next(ideas) % EVERY == 0:
                savepoint.rollback()
        return answers

    inside["_first"] = forgetful


def main():
    listen = aio.serve

    def lie(listener, app):
        sabotage()
        listen(listener, app)

    aio.serve = lie
    return serve.main()


if __name__ == "__main__":
    sys.exit(main())
