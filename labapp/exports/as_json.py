"""The summary as JSON: all of it, for programs and for whoever wants to check the numbers.

`checksum` is of `summary` alone, written as `labapp.domain.summary.canonical` does; with the usual
tools: `jq --sort-keys --compact-output --join-output .summary FILE | sha256sum`.
"""

import json

from labapp.domain.summary import LabSummary, canonical, checksum
from labapp.i18n.locale import Words

SCHEMA = "labapp/lab-summary/1"


def render(summary: LabSummary, words: Words) -> bytes:
    document = {
        "about": words.gettext(
            "All numbers are of one moment. The checksum is the SHA-256 of “summary”, written as"
            " JSON in UTF-8 with sorted keys and without spaces."
        ),
        "checksum": checksum(summary),
        "made_at": summary.made_at.isoformat(),
        "schema": SCHEMA,
        "summary": json.loads(canonical(summary)),
    }
    return (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
