"""`labapp serve` with anything after it: the words of its help. Serving itself is in `main`."""

import argparse

from labapp import serve


def arguments(_parser: argparse.ArgumentParser) -> None:
    """It takes none: settings come from the environment."""


def run(_chosen: argparse.Namespace) -> int:
    return serve.main()
