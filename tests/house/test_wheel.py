"""The wheel is whole: built offline, it runs in an empty folder."""

import json
import subprocess
import sys
import sysconfig
import zipfile

import pytest


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    return next(out.glob("labapp-*.whl"))


@pytest.fixture(scope="module")
def labapp(wheel, tmp_path_factory):
    """An environment of its own that borrows the dependencies, so that nothing is downloaded."""
    home = tmp_path_factory.mktemp("installed")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", home], check=True)
    install = ["-m", "pip", "--python", home, "install", "--no-index", "--no-deps", wheel]
    subprocess.run([sys.executable, *install], check=True, capture_output=True)
    libraries = next((home / "lib").glob("python*/site-packages"))
    (libraries / "zz_borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return home / "bin" / "labapp"


@pytest.fixture
def say(labapp, tmp_path):
    def run(*words):
        return subprocess.run(
            [labapp, *words], cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout

    return run


def test_the_wheel_carries_pages_styles_words_and_migrations(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "labapp/_assets/templates/layouts/base.html",
        "labapp/_assets/static/css/tokens.css",
        "labapp/_assets/static/vendor/socket.io.esm.min.js",
        "labapp/i18n/catalogs/sv/LC_MESSAGES/labapp.mo",
        "labapp/store/migrations/env.py",
    ):
        assert wanted in names


def test_the_installed_command_answers(say):
    assert "serve" in say("--help")


def test_the_installed_command_lists_its_routes(say):
    assert json.loads(say("routes", "--json"))
