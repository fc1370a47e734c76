"""Codes that people type: eight digits, of which no two things in the house have the same."""

import secrets

from labapp.store.lab import lab_by_code
from labapp.store.table import table_by_code


def free_code() -> str:
    """Eight random digits that no lab and no table has: both are typed in the same place."""
    while True:
        code = f"{secrets.randbelow(10**8):08d}"
        if lab_by_code(code) is None and table_by_code(code) is None:
            return code
