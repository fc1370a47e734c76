"""The words of WebSocket that are the same for everybody (RFC 6455): the handshake, and a frame."""

import base64
import hashlib
import re
import struct
from collections.abc import Mapping

KEY = re.compile(r"[A-Za-z0-9+/]{22}==")
SALT = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # of RFC 6455
SHORT, MIDDLE = 126, 1 << 16  # lengths from which a frame's header grows


def handshake(environ: Mapping[str, str]) -> bytes | None:
    """The answer to a request for a WebSocket; None when it is none (RFC 6455, section 4.2).

    No extension is ever agreed to, and no compression: it costs a third more processor and more
    than twice the memory, and opens the door to a bomb.
    """
    wants = {word.strip() for word in environ.get("HTTP_CONNECTION", "").lower().split(",")}
    kind = environ.get("HTTP_UPGRADE", "").lower(), environ.get("HTTP_SEC_WEBSOCKET_VERSION")
    key = environ.get("HTTP_SEC_WEBSOCKET_KEY", "")
    if "upgrade" not in wants or kind != ("websocket", "13") or not KEY.fullmatch(key):
        return None
    digest = hashlib.sha1(key.encode() + SALT, usedforsecurity=False).digest()
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: %s\r\n\r\n" % base64.b64encode(digest)
    )


def text_frame(text: str) -> bytes:
    """A message as one frame, the same for everybody: what a server sends is not masked."""
    payload = text.encode()
    if (size := len(payload)) < SHORT:
        return struct.pack("!BB", 0x81, size) + payload
    if size < MIDDLE:
        return struct.pack("!BBH", 0x81, 126, size) + payload
    return struct.pack("!BBQ", 0x81, 127, size) + payload
