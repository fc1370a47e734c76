"""Compile every .po into the .mo that the app reads; the Makefile and the wheel use it."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGS = "labapp/i18n/catalogs"


def compile_all(root: Path) -> None:
    for po in sorted((root / CATALOGS).rglob("*.po")):
        compile_one(po)


def compile_one(po: Path) -> None:
    with po.open("rb") as source, po.with_suffix(".mo").open("wb") as target:
        write_mo(target, read_po(source, domain=po.stem))


if __name__ == "__main__":
    compile_all(Path(__file__).parents[1])
