"""What the server says in the terminal when it starts: where it is, and the set-up link."""

import socket
import sys
from dataclasses import replace
from ipaddress import ip_address

import qrcode
from flask import Flask

from labapp.domain.values import Op
from labapp.security.passwords import hash_token, new_token
from labapp.services import accounts
from labapp.settings import Settings
from labapp.store import instance
from labapp.web.pages import new_op_id

EVERYWHERE = frozenset({"", str(ip_address(0))})


def lan_address() -> str:
    """This machine's address in its network, as phones reach it; nothing is sent to find it."""
    probe = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        probe.connect(("10.255.255.255", 1))
        return str(probe.getsockname()[0])
    except OSError:
        return "127.0.0.1"
    finally:
        probe.close()


def with_address(settings: Settings, port: int) -> tuple[Settings, bool]:
    """The settings with a public address, and whether it had to be guessed."""
    if settings.base_url:
        return settings, False
    host = lan_address() if settings.host in EVERYWHERE else settings.host
    return replace(settings, base_url=f"http://{host}:{port}"), True


def greet(app: Flask, settings: Settings, port: int) -> None:
    """Print the addresses, the QR for phones and, on a new house, the one-time set-up link."""
    key = new_token()
    app.config["CONTROL_KEY"] = key
    here = "127.0.0.1" if settings.host in EVERYWHERE else settings.host
    app.config["CONTROL_FROM"] = {"127.0.0.1", "::1", here}
    instance.publish_control(settings.home, f"http://{here}:{port}", key)
    say = sys.stdout.write
    say(f"\nlabapp is at {settings.base_url}\n")
    say(f"On this machine: http://127.0.0.1:{port}\n")
    say(f"Its data is in {settings.home}\n\n")
    if sys.stdout.isatty():
        code = qrcode.QRCode(border=2)
        code.add_data(settings.base_url)
        code.print_ascii(invert=True)
    link = _set_up_path(app)
    if link:
        say("This house is new. Open this link once to set it up:\n")
        say(f"  {settings.base_url}{link}\n  http://127.0.0.1:{port}{link}\n\n")
    sys.stdout.flush()


def _set_up_path(app: Flask) -> str | None:
    token = new_token()
    with app.app_context():
        made = accounts.make_set_up_link(Op(new_op_id()), hash_token(token))
    return f"/setup/{token}" if made else None
