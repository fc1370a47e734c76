"""Chance that falls the same everywhere: draws from a seed, read off the raw stream of PCG64.

NumPy promises that the stream of a bit generator never changes (NEP 19, "Random number generator
policy"), which it does not promise of `Generator` and its methods. So only the stream is used, and
what is made of it is written here.
"""

import numpy as np
from numpy.random import PCG64
from numpy.typing import NDArray

HALF = np.uint64(32)  # bits
OF_A_FLOAT = np.uint64(11)  # 64 bits less the 53 of a float's fraction


def stream(seed: int) -> PCG64:
    """A source of draws. Raises `ValueError` for a seed below zero."""
    return PCG64(seed)


def raw(source: PCG64, shape: tuple[int, ...]) -> NDArray[np.uint64]:
    """Numbers of 64 bits, in the order of the stream whatever the shape."""
    return source.random_raw(int(np.prod(shape))).reshape(shape)


def below(source: PCG64, shape: tuple[int, ...], bound: int) -> NDArray[np.int64]:
    """Whole numbers from 0 up to, not with, `bound`, which is at most 2**32.

    The upper 32 bits times the bound, over 2**32: no number is favoured by more than bound / 2**32.
    """
    drawn = (raw(source, shape) >> HALF) * np.uint64(bound) >> HALF
    return drawn.astype(np.int64)


def unit(source: PCG64) -> float:
    """One number from 0 up to, not with, 1."""
    return float(raw(source, (1,))[0] >> OF_A_FLOAT) * 2.0**-53
