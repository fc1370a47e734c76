"""The summary as PDF: the paper of the web page, set on A4."""

from pydantic import TypeAdapter

from labapp.domain.summary import LabSummary
from labapp.exports.layout import lay_out
from labapp.exports.paper import Paper
from labapp.exports.typesetting import typeset
from labapp.i18n.locale import Words

PAPER = TypeAdapter(Paper)


def render(summary: LabSummary, words: Words) -> bytes:
    return typeset("summary", PAPER.dump_json(lay_out(summary, words)), words, summary.made_at)
