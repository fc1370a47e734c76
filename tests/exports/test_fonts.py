import json
import runpy

from labapp.exports.typesetting import FONTS


def test_the_export_knows_what_its_typefaces_can_draw(root):
    coverage = runpy.run_path(str(root / "scripts" / "fonts.py"))["coverage"]
    assert json.loads((FONTS / "coverage.json").read_text()) == coverage()


def test_every_typeface_comes_with_its_licence():
    families = {path.name.split("-")[0].rstrip("2") for path in FONTS.glob("*.ttf")}
    licences = {path.name.removeprefix("LICENSE-") for path in FONTS.glob("LICENSE-*")}
    assert families == licences
