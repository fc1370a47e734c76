"""Rooms of people who were never there: their votes are drawn from a truth that the test knows."""

import numpy as np
from numpy.random import PCG64


class Dice:
    """Chance from a seed, the same on every machine and with every numpy."""

    def __init__(self, seed):
        self.source = PCG64(seed)

    def unit(self, *shape):
        count = int(np.prod(shape))
        drawn = (self.source.random_raw(count) >> np.uint64(11)) * 2.0**-53
        return drawn.reshape(shape)

    def normal(self, *shape):
        """By Box and Muller."""
        far = np.sqrt(-2 * np.log(1 - self.unit(*shape)))
        return far * np.cos(2 * np.pi * self.unit(*shape))

    def yes(self, share, *shape):
        return (self.unit(*shape) < share).astype(int)

    def dots(self, weights, people, dots):
        """Each gives `dots` different choices one dot, the likelier the heavier a choice is."""
        keys = self.unit(people, len(weights)) ** (1 / np.asarray(weights, dtype=float))
        given = np.zeros(keys.shape, dtype=int)
        np.put_along_axis(given, np.argsort(-keys, axis=1)[:, :dots], 1, axis=1)
        return given
