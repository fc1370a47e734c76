"""LabSummary -> bytes, one file a format. Drawn in a process of its own: see `apart`."""

from typing import NamedTuple


class Format(NamedTuple):
    """What a browser is told, and the module whose `render(summary, words)` makes the file."""

    mimetype: str
    module: str


FORMATS = {
    "pdf": Format("application/pdf", "labapp.exports.as_pdf"),
    "csv": Format("text/csv; charset=utf-8", "labapp.exports.as_csv"),
    "json": Format("application/json", "labapp.exports.as_json"),
}
