"""A join link as SVG, drawn once a link."""

from functools import lru_cache

import qrcode
from flask import Blueprint, Response, current_app, request
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage

from labapp.security import entry
from labapp.store.lab import Lab

door = Blueprint("qr", __name__)


def base_url() -> str:
    """The public address: what is set, or what was found at start. Never the Host header."""
    return str(current_app.config["BASE_URL"]) or request.host_url.rstrip("/")


def join_url(lab: Lab) -> str:
    """What the QR carries: at least 128 random bits, so that it can be no guess."""
    return f"{base_url()}/j/{lab.join_token}"


def host() -> str:
    """The address as people read it aloud."""
    return base_url().partition("://")[2]


@lru_cache(maxsize=512)
def as_svg(url: str) -> bytes:
    """The link as an SVG of one path, black on white, with its quiet zone."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4, image_factory=SvgPathImage)
    code.add_data(url)
    svg: bytes = code.make_image().to_string()
    return svg.replace(b"<path", b'<rect width="100%" height="100%" fill="#fff"/><path', 1)


@door.get("/labs/<code>/qr.svg")
def for_desk(code: str) -> Response:
    return _answer(entry.desk(code).lab)


@door.get("/screen/<key>/qr.svg")
def for_screen(key: str) -> Response:
    return _answer(entry.screen(key))


def _answer(lab: Lab) -> Response:
    return Response(as_svg(join_url(lab)), content_type="image/svg+xml")
