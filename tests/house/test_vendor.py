"""What we serve but did not write is what its README says, byte for byte."""

import hashlib
import json
import re

import pytest

ROW = re.compile(
    r"^\| `([^`]+)` \| ([^|]+) \| ([\d.]+) \| [^|]+ \| `([0-9a-f]{64})` \|$", re.MULTILINE
)


@pytest.fixture(scope="module")
def vendor(root):
    return root / "static" / "vendor"


@pytest.fixture(scope="module")
def rows(vendor):
    return ROW.findall((vendor / "README.md").read_text())


def test_every_vendored_file_is_written_down(vendor, rows):
    files = {path.name for path in vendor.iterdir()} - {"README.md"}
    assert files == {name for name, *_ in rows} != set()


def test_every_vendored_file_has_its_sum(vendor, rows):
    sums = {name: digest for name, *_, digest in rows}
    assert sums == {name: hashlib.sha256((vendor / name).read_bytes()).hexdigest() for name in sums}


def test_every_vendored_version_is_the_pinned_one(root, rows):
    pinned = json.loads((root / "package.json").read_text())["devDependencies"]
    assert {package: version for _, package, version, _ in rows}.items() <= pinned.items()
