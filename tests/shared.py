"""What is made once in a run: workers have one folder in common."""

import fcntl
import gc
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

RUN = "LABAPP_TEST_RUN"  # names the folder; servers that tests start look there too


def begin(config):
    """Make the folder, unless it is there: workers have it of who started them."""
    if RUN not in os.environ:
        os.environ[RUN] = mkdtemp(prefix="labapp-run-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop(RUN)))


def collect_rarely():
    """Have the garbage collector do as in the server (`labapp.serve`): it took a fifth of all."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def once(name, make):
    """What `make(path)` makes, made by who asks first; who asks meanwhile waits for it."""
    there = Path(os.environ[RUN]) / name
    with there.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not there.exists():
            fresh = there.with_suffix(".fresh")
            make(fresh)
            fresh.rename(there)
    return there
