"""Make the PDF's typefaces: `python scripts/fonts.py FOLDER`. The result is committed.

FOLDER holds the web fonts (woff2) named in SOURCES: the house typeface as served to browsers, the
others from the npm packages @fontsource/noto-emoji 5.3.2 and @fontsource/noto-sans-ethiopic,
-hebrew, -symbols and -symbols-2 5.3.0. Needs `pip install fonttools brotli`. Without FOLDER only
`coverage.json` is made anew, which tells the export what the typefaces can draw.
"""

import json
import sys
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import fontpkg_amiri
import fontpkg_noto_sans
from fontTools.merge import Merger
from fontTools.subset import Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).parents[1] / "labapp" / "exports" / "fonts"
HOUSE = ("schibsted-grotesk-latin-wght-normal", "schibsted-grotesk-latin-ext-wght-normal")
WEIGHTS = {"Regular": 400, "Bold": 700}
SOURCES = {
    "NotoEmoji-Regular": "noto-emoji-emoji-400-normal",
    "NotoSansEthiopic-Regular": "noto-sans-ethiopic-ethiopic-400-normal",
    "NotoSansHebrew-Regular": "noto-sans-hebrew-hebrew-400-normal",
}
SYMBOLS = {
    "NotoSansSymbols-Regular": "noto-sans-symbols-symbols-400-normal",
    "NotoSansSymbols2-Regular": "noto-sans-symbols-2-symbols-400-normal",
}
USUAL = range(0x2000, 0x2C00)  # arrows, ticks, stars, mathematics; not games, music, old scripts


def main(folder: Path) -> None:
    for style, weight in WEIGHTS.items():
        _house(folder, weight).save(FONTS / f"SchibstedGrotesk-{style}.ttf")
    for name, source in SOURCES.items():
        _unpacked(folder / f"{source}.woff2").save(FONTS / f"{name}.ttf")
    for name, source in SYMBOLS.items():
        _usual(_unpacked(folder / f"{source}.woff2")).save(FONTS / f"{name}.ttf")


def _house(folder: Path, weight: int) -> TTFont:
    """One weight of the variable typeface, its two subsets merged."""
    with TemporaryDirectory() as there:
        parts = []
        for name in HOUSE:
            font = _unpacked(folder / f"{name}.woff2")
            parts.append(Path(there) / name)
            instantiateVariableFont(font, {"wght": weight}, updateFontNames=True).save(parts[-1])
        return Merger().merge([str(part) for part in parts])


def _usual(font: TTFont) -> TTFont:
    subsetter = Subsetter()
    subsetter.populate(unicodes=USUAL)
    subsetter.subset(font)
    return font


def _unpacked(path: Path) -> TTFont:
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    return font


def coverage() -> list[list[int]]:
    """First and last of each run of characters that some typeface of ours can draw."""
    folders = (FONTS, fontpkg_noto_sans.ROOT / "files", fontpkg_amiri.ROOT / "files")
    files = [path for folder in folders for path in folder.glob("*.ttf")]
    covered = sorted({point for path in files for point in TTFont(path).getBestCmap()})
    starts = [covered[0], *(b for a, b in pairwise(covered) if b - a > 1)]
    ends = [*(a for a, b in pairwise(covered) if b - a > 1), covered[-1]]
    return [list(run) for run in zip(starts, ends, strict=True)]


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    (FONTS / "coverage.json").write_text(json.dumps(coverage(), separators=(",", ":")) + "\n")
