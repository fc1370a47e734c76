"""The labapp command."""

from labapp.cli.main import main

__all__ = ["main"]
