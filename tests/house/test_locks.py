"""What is installed is pinned by its hash, and names no place to fetch it from."""

import json
import re

import pytest

PINNED = re.compile(r"^[a-z0-9][a-z0-9._-]*==\S+", re.MULTILINE)
PLACES = re.compile(r"://|file:|--\S*(index|find-links|host)")


ORACLES = "scripts/oracles/requirements.lock"


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock", ORACLES])
def test_a_python_lock_has_hashes_and_no_hosts(root, name):
    lock = (root / name).read_text()
    packages = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", lock, flags=re.MULTILINE).strip())
    assert len(packages) > 20
    assert [package for package in packages if not PINNED.match(package)] == []
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    assert PLACES.findall(lock) == []


def test_what_is_tested_is_what_is_run(root):
    run, test = (
        set(PINNED.findall((root / name).read_text()))
        for name in ("requirements.lock", "requirements-dev.lock")
    )
    assert run < test


@pytest.mark.parametrize("folder", [".", "bench"])
def test_an_npm_lock_has_sums_and_no_hosts(root, folder):
    packages = json.loads((root / folder / "package-lock.json").read_text())["packages"]
    fetched = {name: package for name, package in packages.items() if name}
    assert len(fetched) > 1
    assert [name for name, package in fetched.items() if "integrity" not in package] == []
    assert [name for name, package in fetched.items() if "resolved" in package] == []


def test_the_oracles_are_installed_by_nobody_else(root):
    wanted = (root / ORACLES).with_suffix(".in").read_text()
    asked = re.findall(r"^([a-z-]+)~=", wanted, re.MULTILINE)
    assert len(asked) == 4
    ours = PINNED.findall((root / "requirements-dev.lock").read_text())
    assert {pin.split("==")[0] for pin in ours} & {*asked, "gurobipy"} == set()
