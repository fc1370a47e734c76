"""How sure a share is: the Wilson interval."""

from math import sqrt

Z = 1.96  # 95 percent
DECIMALS = 6  # the same digits in every file


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 percent interval of a share, from 0 to 1.

    It holds the true share 95 times of 100 on average over all shares, for every number of people;
    for one share near 0 or 1 it can be as seldom as 83 times.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22:158 (1927) 209-212.
    """
    if of == 0:
        return 0.0, 1.0
    share = hits / of
    scale = 1 + Z * Z / of
    centre = (share + Z * Z / (2 * of)) / scale
    half = Z * sqrt(share * (1 - share) / of + Z * Z / (4 * of * of)) / scale
    low = 0.0 if hits == 0 else round(centre - half, DECIMALS)
    high = 1.0 if hits == of else round(centre + half, DECIMALS)
    return low, high
