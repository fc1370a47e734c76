"""Read a catalogue: the compiled one where it is fresh, else the text itself, once."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

CATALOGS = Path(__file__).parent / "catalogs"


def read_catalogue(tag: str) -> Translations:
    """Read the words of one language: a checkout needs no compile step, a wheel has had one."""
    text = CATALOGS / tag / "LC_MESSAGES" / "labapp.po"
    compiled = text.with_suffix(".mo")
    if _is_fresh(compiled, text):
        return Translations(BytesIO(compiled.read_bytes()), domain="labapp")
    return Translations(_compile(text), domain="labapp")


def _is_fresh(compiled: Path, text: Path) -> bool:
    if not compiled.exists() or not text.exists():
        return compiled.exists()
    return compiled.stat().st_mtime >= text.stat().st_mtime


def _compile(text: Path) -> BytesIO:
    compiled = BytesIO()
    with text.open("rb") as source:
        write_mo(compiled, read_po(source, domain="labapp"))
    compiled.seek(0)
    return compiled
