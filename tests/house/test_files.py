"""Files stay short, and hold no way around the rules."""

import re

import pytest

FOLDERS = ("labapp", "templates", "static", "tests", "scripts", "docs", "bench", "deploy")
KINDS = {".py", ".js", ".css", ".html", ".sh", ".md"}
NOT_OURS = {"vendor", "__pycache__", "node_modules", "versions"}  # Alembic writes the versions
MEASURED = "performance.md"  # `make bench` writes it: as long as what was measured
MOST_LINES = 300
WAYS_AROUND = re.compile(r"#\s*(noqa|type:\s*ignore)|biome-" + r"ignore|djlint:" + r"off")


@pytest.fixture(scope="module")
def files(root):
    found = [path for folder in FOLDERS for path in (root / folder).rglob("*")]
    ours = [path for path in found if path.suffix in KINDS and not NOT_OURS & set(path.parts)]
    assert {path.suffix for path in ours} >= {".py", ".js", ".css", ".html"}
    return ours


def test_no_file_is_over_three_hundred_lines(files):
    written = [path for path in files if path.name != MEASURED]
    lengths = {str(path): len(path.read_text().splitlines()) for path in written}
    assert {path: length for path, length in lengths.items() if length > MOST_LINES} == {}


def test_no_line_turns_a_rule_off(files):
    assert [str(path) for path in files if WAYS_AROUND.search(path.read_text())] == []


def test_only_settings_reads_the_environment(root):
    reading = re.compile(r"os\.environ\b|\bgetenv\(")
    readers = [p.name for p in (root / "labapp").rglob("*.py") if reading.search(p.read_text())]
    assert readers == ["settings.py"]


def test_only_aio_names_the_greenlets(root):
    importing = re.compile(r"""import_module\(["'](eventlet|gevent)""")
    importers = [p.name for p in (root / "labapp").rglob("*.py") if importing.search(p.read_text())]
    assert set(importers) <= {"aio.py"}


def test_every_setting_has_a_row_in_the_readme(root):
    names = set(re.findall(r'env(?:\.get\(|, )"(\w+)"', (root / "labapp/settings.py").read_text()))
    names |= set(re.findall(r'_\w+\(env, "(\w+)"', (root / "labapp/settings.py").read_text()))
    assert "LABAPP_HOME" in names
    readme = (root / "README.md").read_text()
    assert {name for name in names if f"`{name}`" not in readme} == set()
