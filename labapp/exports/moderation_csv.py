"""The log of moderation as CSV, in the shape of docs/decisions/csv-shape.md: a line a deed."""

import csv
from collections.abc import Iterable
from io import StringIO

from labapp.domain.moderating import LogLine
from labapp.exports.as_csv import BOM, Row, guarded
from labapp.exports.labels import reason_name
from labapp.i18n.locale import Words
from labapp.i18n.moderating import deed, doer

COLUMNS = ("at", "by", "who", "action", "label", "kind", "number", "into", "reason", "why", "note")


def render(lines: Iterable[LogLine], words: Words) -> bytes:
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for line in lines:
        writer.writerow({name: guarded(value) for name, value in _row(line, words).items()})
    return (BOM + out.getvalue()).encode()


def _row(line: LogLine, words: Words) -> Row:
    return {
        "at": line.at.isoformat(),
        "by": line.by,
        "who": doer(line.by, line.who, words.gettext),
        "action": line.action,
        "label": deed(line.action, words.gettext),
        "kind": line.kind,
        "number": line.number,
        "into": line.into,
        "reason": line.reason,
        "why": reason_name(line.reason, words) if line.reason else "",
        "note": line.note,
    }
