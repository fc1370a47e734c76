"""Set a page with typst: data goes in as JSON, never as markup, and a PDF comes out.

The PDF is both PDF/A-2a (it can be archived) and PDF/UA-1 (it can be read aloud); typst refuses to
build one that is not. Fonts of the machine are ignored: same paper, same file, on any machine.
"""

import json
import re
from datetime import datetime
from pathlib import Path

import fontpkg_amiri
import fontpkg_noto_sans
import typst

from labapp.i18n.locale import Words

HERE = Path(__file__).parent
LAYOUTS = HERE / "layouts"
FONTS = HERE / "fonts"
UNSEEN = "\n\u061c\u200c\u200d\u200e\u200f\ufe0e\ufe0f"  # they have no shape of their own


def typeset(layout: str, data: bytes, words: Words, made_at: datetime) -> bytes:
    """Lay JSON out by one of our layouts."""
    compiler = typst.Compiler(
        input=LAYOUTS / f"{layout}.typ",
        root=LAYOUTS,
        font_paths=[FONTS, fontpkg_noto_sans.ROOT / "files", fontpkg_amiri.ROOT / "files"],
        ignore_system_fonts=True,
        sys_inputs={"data": drawable(data.decode(), words)},
    )
    pdf = compiler.compile(
        format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=made_at.replace(microsecond=0)
    )
    return b"".join(pdf) if isinstance(pdf, list) else pdf or b""


def drawable(text: str, words: Words) -> str:
    """Say so in words where no typeface of ours can draw what was written.

    typst would refuse the whole paper for one such sign. The web page has the text as it is.
    """
    lack = words.gettext("[signs that this paper's typeface lacks; they are on the web page]")
    return _undrawn().sub(lack, text)


def _undrawn() -> re.Pattern[str]:
    covered = json.loads((FONTS / "coverage.json").read_text())
    runs = "".join(f"{re.escape(chr(a))}-{re.escape(chr(b))}" for a, b in covered)
    return re.compile(f"[^{runs}{UNSEEN}]+")
