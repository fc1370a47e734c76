"""The server as run.py starts it; its templates are compiled once for all servers of a run.

Each would compile them anew, which takes longer than most of what a test asks of it.
"""

import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from labapp import aio, serve
from tests.shared import once


def keep_templates():
    """Have every app of this process, made from now on, look first for what was compiled."""
    jinja2, factory = importlib.import_module("jinja2"), importlib.import_module("labapp.factory")
    kept = jinja2.FileSystemBytecodeCache(str(once("templates", Path.mkdir)))
    factory.Labapp.jinja_options = {"bytecode_cache": kept}


def main():
    patch = aio.patch

    def patch_first(mode):
        patch(mode)
        keep_templates()

    aio.patch = patch_first
    return serve.main()


if __name__ == "__main__":
    sys.exit(main())
