"""Static files: read once, compressed once, served for ever under the version of their content."""

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.http import parse_accept_header

from labapp.domain.errors import NotFound

FOR_EVER = "public, max-age=31536000, immutable"
TEXT = frozenset({".css", ".js", ".svg", ".json", ".txt", ".md"})
LEAST = 500  # bytes; smaller answers do not gain
REMARKS = {  # whole lines of a script; anything between the signs in a style
    ".js": re.compile(rb"^[ \t]*//.*\n", re.MULTILINE),
    ".css": re.compile(rb"[ \t]*/\*.*?\*/\n?", re.DOTALL),
}
INDENT = re.compile(rb"^[ \t]+", re.MULTILINE)
mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("font/woff2", ".woff2")


@dataclass(frozen=True)
class _File:
    plain: bytes
    packed: bytes | None
    kind: str


class Statics:
    """Every file under a folder, in memory; the version is a hash over all of them."""

    def __init__(self, folder: Path) -> None:
        self.files = {
            path.relative_to(folder).as_posix(): _read(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        total = hashlib.sha256()
        for name, file in self.files.items():
            total.update(name.encode() + file.plain)
        self.version = total.hexdigest()[:12]

    def url(self, name: str) -> str:
        """Where a file lies: relative imports between scripts carry the version with them."""
        return f"/static/{self.version}/{name}"

    def serve(self, name: str) -> Response:
        """A file; raises `NotFound`."""
        file = self.files.get(name)
        if file is None:
            raise NotFound
        packed = file.packed if takes_gzip() else None
        answer = Response(packed or file.plain, content_type=file.kind)
        answer.headers["Cache-Control"] = FOR_EVER
        answer.headers["Vary"] = "Accept-Encoding"
        if packed:
            answer.headers["Content-Encoding"] = "gzip"
        return answer


@cache
def statics_of(folder: Path) -> Statics:
    """The files of a folder, read once in a process: a later app serves what the first one did."""
    return Statics(folder)


def gzipped(packed: bytes) -> Response:
    """An answer that is compressed already."""
    answer = Response(packed)
    answer.headers["Content-Encoding"] = "gzip"
    return answer


def takes_gzip() -> bool:
    """Whether whoever asks can read what is compressed."""
    return _names_gzip(request.headers.get("Accept-Encoding", ""))


@lru_cache
def _names_gzip(header: str) -> bool:
    return parse_accept_header(header).quality("gzip") > 0


def _read(path: Path) -> _File:
    plain = _lean(path)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    text = path.suffix in TEXT
    packed = gzip.compress(plain, 9, mtime=0) if text and len(plain) > LEAST else None
    return _File(plain, packed, f"{kind}; charset=utf-8" if text else kind)


def _lean(path: Path) -> bytes:
    """A file as it is sent.

    Comments and indents are for those who read the code, not for a crowded hall. No text in a
    script of ours goes over several lines.
    """
    plain = path.read_bytes()
    remark = REMARKS.get(path.suffix)
    if remark is None or "vendor" in path.parts:
        return plain
    return INDENT.sub(b"", remark.sub(b"", plain))


def compress_answers(app: Flask) -> None:
    """Compress pages and JSON. Answers to a form repeat what was sent: they stay as they are."""

    @app.after_request
    def _compress(response: Response) -> Response:
        wanted = request.method == "GET" and takes_gzip()
        text = response.mimetype in {"text/html", "application/json", "image/svg+xml"}
        if not wanted or not text or response.headers.get("Content-Encoding"):
            return response
        plain = response.get_data()
        response.vary.add("Accept-Encoding")
        if len(plain) > LEAST:
            response.set_data(gzip.compress(plain, 6, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
        return response
