"""Colours stand only in tokens.css; pages carry no style or script of their own."""

import re

import pytest

NAMES = "white|black|red|green|blue|yellow|orange|purple|gray|grey|pink|brown|silver|gold|navy|teal"
RAW = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(", re.IGNORECASE
)
NAMED = re.compile(rf"(?<![-\w])(?:{NAMES})(?![-\w])", re.IGNORECASE)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
VALUE = re.compile(r"[-\w]+\s*:\s*([^;{}]+)[;}]")
INLINE = re.compile(
    r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\bsrc=)(?![^>]*application/json)", re.IGNORECASE
)


def colours_in_css(text):
    values = " ".join(VALUE.findall(COMMENT.sub("", text)))
    values = re.sub(r"url\([^)]*\)", "", values)
    return RAW.findall(values) + NAMED.findall(values)


@pytest.fixture(scope="module")
def styles(root):
    return {path.name: path.read_text() for path in (root / "static/css").glob("**/*.css")}


def test_tokens_hold_the_colours(styles):
    assert len(colours_in_css(styles["tokens.css"])) > 10


def test_no_other_style_holds_a_colour(styles):
    others = {name: colours_in_css(text) for name, text in styles.items() if name != "tokens.css"}
    assert others
    assert {name: found for name, found in others.items() if found} == {}


@pytest.mark.parametrize(("folder", "kind"), [("templates", "html"), ("static/js", "js")])
def test_no_page_or_script_holds_a_colour(root, folder, kind):
    colour = re.compile(
        r"""["'\s:]#(?:[0-9a-f]{6}|[0-9a-f]{3})["';\s]|\b(?:rgb|hsl|oklch)\(""", re.IGNORECASE
    )
    files = list((root / folder).rglob(f"*.{kind}"))
    assert files
    assert [path.name for path in files if colour.search(path.read_text())] == []


def test_no_page_holds_a_style_or_a_script_of_its_own(root):
    pages = list((root / "templates").rglob("*.html"))
    assert pages
    assert [page.name for page in pages if INLINE.search(page.read_text())] == []
