"""Compile the catalogues while the wheel is built, so that an installed app need not."""

import sys
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))

from catalogs import compile_all


class CompileCatalogues(BuildHookInterface):
    def initialize(self, _version: str, _build_data: dict) -> None:
        compile_all(Path(self.root))
