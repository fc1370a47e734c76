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

    def ballots(self, agreeing, passes=0.1, answered=1.0):
        """Ballots of stances: how likely each person (row) agrees with each idea, or else not."""
        stances = np.where(self.unit(*agreeing.shape) < agreeing, 1, -1)
        stances[self.unit(*agreeing.shape) < passes] = 0
        seen = self.unit(*agreeing.shape) < answered
        return [
            {idea: int(row[idea]) for idea in np.flatnonzero(here).tolist()}
            for row, here in zip(stances, seen, strict=True)
        ]

    def noise(self, people, ideas, kind):
        """People who share nothing: each idea is answered for itself."""
        popular = 0.1 + 0.8 * self.unit(1, ideas)
        if kind == "even":
            return self.ballots(np.full((people, ideas), 0.5))
        if kind == "agreeable":  # some agree with most, others with little: a slope, not groups
            return self.ballots(
                1 / (1 + np.exp(-self.normal(people, 1) - np.log(popular / (1 - popular))))
            )
        answered = 0.7 if kind == "half seen" else 1
        return self.ballots(np.tile(popular, (people, 1)), answered=answered)

    def planted(self, people=30, ideas=15, dividing=8, *, apart=0.85, one_way=False):
        """Two groups, the first 40 percent and the others, who differ on the first ideas."""
        first = np.arange(people) < round(0.4 * people)
        agreeing = np.tile(0.2 + 0.6 * self.unit(1, ideas), (people, 1))
        up = np.ones(dividing, dtype=bool) if one_way else self.unit(dividing) < 0.5
        agreeing[:, :dividing] = np.where(first[:, None] == up[None], apart, 1 - apart)
        return self.ballots(agreeing)
