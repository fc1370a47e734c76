"""Where the rehearsal is held: a server, where it opens its own lab, or a lab by its link."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

LINK = re.compile(r"^/(?:l/(?P<code>\d{8})|j/(?P<token>[A-Za-z0-9_-]{16,64}))/?$")
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


class NoTarget(Exception):
    """The address is neither a server nor a lab's link."""


@dataclass(frozen=True)
class Target:
    """`base` is the server alone; `door` what phones open, "" where the lab is yet to be made."""

    base: str
    door: str = ""
    code: str = ""


def read_target(url: str) -> Target:
    """Raises `NoTarget`."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NoTarget
    base = f"{parts.scheme}://{parts.netloc}"
    if parts.path in {"", "/"}:
        return Target(base)
    link = LINK.match(parts.path)
    if link is None:
        raise NoTarget
    return Target(base, parts.path, link["code"] or "")


def is_same_server(base: str, control: str, public: str) -> bool:
    """Whether an address is that of the server which this machine's key opens.

    Only then may the sign-in that the key gives be sent there.
    """
    port = urlsplit(control).port
    own = {control, public} | {f"http://{host}:{port}" for host in LOOPBACK}
    return base in own
