"""A server that is quickly bored: by phones that do not answer, or by those that do not read.

`hasty.py pings` pings every two seconds; `hasty.py lines` keeps little for a phone that is behind,
and waits three seconds until it takes some of it; `hasty.py files` waits a second for requests, and
may open few files.
"""

import importlib
import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from labapp import aio, connections, serve

FILES, LINES = 120, 20
PINGS = {"ping_interval": 2, "ping_timeout": 2}


def main():
    patch = aio.patch

    def hurry(mode):
        patch(mode)
        if "pings" in sys.argv:
            importlib.import_module("labapp.background").SOCKETS.update(PINGS)
        if "lines" in sys.argv:
            transport = importlib.import_module("labapp.live.transport")
            transport.STUCK, transport.SEND_BUFFER = 3.0, 4096

    if "files" in sys.argv:
        resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
        aio.IDLE = connections.IDLE = 1.0
        connections.SPARE_FILES = FILES - LINES
    aio.patch = hurry
    return serve.main()


if __name__ == "__main__":
    sys.exit(main())
