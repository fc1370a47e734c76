"""The look keeps what it promises: contrast, both directions, few bytes, icons that exist."""

import gzip
import re

import pytest

PHONE = ("tokens.css", "base.css", "components.css")
PHONE_BYTES = 6144
GROUNDS = ("page", "sheet")
READ = [
    *[(word, ground) for word in ("text", "soft", "link") for ground in GROUNDS],
    ("on-board", "board"),
    ("on-board-soft", "board"),
    ("on-action", "action"),
    ("ok", "sheet"),
    ("ok", "ok-wash"),
    ("wait", "wait-wash"),
    ("stop", "stop-wash"),
    ("stop", "sheet"),
    ("text", "ok-wash"),
    ("text", "wait-wash"),
    ("text", "stop-wash"),
    ("text", "sunken"),
]
SEEN = [("dot", "page"), ("dot", "sheet"), ("on-dot", "dot"), ("edge", "page"), ("edge", "sheet")]


@pytest.fixture(scope="module")
def tokens(root):
    return (root / "static/css/tokens.css").read_text()


def meanings(block):
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))


def themes(tokens):
    light = meanings(re.search(r":root \{(.*?)\n  \}", tokens, re.DOTALL)[1])
    dark = meanings(re.search(r'\[data-theme="dark"\] \{(.*?)\n  \}', tokens, re.DOTALL)[1])
    return {"light": light, "dark": light | dark}


def colour(theme, name):
    value = theme[name]
    while value.startswith("var("):
        value = theme[value[6:-1]]
    digits = value.removeprefix("#")
    return [
        int(pair, 16) / 255
        for pair in ([d * 2 for d in digits] if len(digits) == 3 else re.findall("..", digits))
    ]


def luminance(rgb):
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(theme, one, other):
    low, high = sorted(luminance(colour(theme, f"color-{name}")) for name in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_is_read_has_seven_to_one(tokens, name):
    theme = themes(tokens)[name]
    low = {pair: round(contrast(theme, *pair), 2) for pair in READ if contrast(theme, *pair) < 7}
    assert low == {}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_what_is_seen_has_more_than_three_to_one(tokens, name):
    theme = themes(tokens)[name]
    low = {pair: round(contrast(theme, *pair), 2) for pair in SEEN if contrast(theme, *pair) < 4.5}
    assert low == {}


def test_the_dark_that_a_device_asks_for_is_the_dark_that_a_person_chooses(tokens):
    chosen = re.search(r'\[data-theme="dark"\] \{(.*?)\n  \}', tokens, re.DOTALL)[1]
    asked = re.search(r":root:not\(\[data-theme\]\) \{(.*?)\n    \}", tokens, re.DOTALL)[1]
    assert meanings(chosen) == meanings(asked)


def test_a_phone_is_sent_little_style(root):
    sizes = [len(gzip.compress((root / "static/css" / name).read_bytes())) for name in PHONE]
    assert sum(sizes) <= PHONE_BYTES


def test_no_style_knows_left_from_right(root):
    sided = re.compile(
        r"(?:margin|padding|border|inset)-(?:left|right)|(?<![-\w])(?:left|right)\s*:"
        r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
    )
    styles = list((root / "static/css").glob("*.css"))
    assert styles
    assert {css.name: found for css in styles if (found := sided.findall(css.read_text()))} == {}


def test_every_icon_on_a_page_is_drawn(root):
    pages = [page.read_text() for page in (root / "templates").rglob("*.html")]
    drawn = set(re.findall(r'^  "(\w+)": "M', "\n".join(pages), re.MULTILINE))
    used = {name for page in pages for name in re.findall(r'\bicon\("(\w+)"\)', page)}
    assert used
    assert used - drawn == set()


def test_no_text_in_a_script_goes_over_several_lines(root):
    """Indents are taken away before a script is sent."""
    scripts = list((root / "static/js").rglob("*.js"))
    assert scripts
    texts = {path.name: re.findall(r"`[^`]*`", path.read_text()) for path in scripts}
    assert {name: found for name, found in texts.items() if "\n" in "".join(found)} == {}
