"""abcvoting: Equal Shares for approval ballots and choices that all cost alike."""

from random import Random

from abcvoting.abcrules import compute_equal_shares
from abcvoting.preferences import Profile

from scripts.oracles import draw

CASES = 400
MOST_OUTCOMES = 200


def cases() -> list[dict]:
    rng = Random(1911)
    return [one(rng) for _ in range(CASES)]


def one(rng: Random) -> dict:
    choices, voters = rng.randint(4, 10), rng.choice((rng.randint(3, 9), rng.randint(10, 40)))
    size = rng.randint(2, choices - 1)
    ballots = draw.marks(rng, voters, choices, most=1)
    while len({choice for ballot in ballots for choice in draw.approved(ballot)}) < size:
        ballots = draw.marks(rng, voters, choices, most=1)
    profile = Profile(choices)
    profile.add_voters([draw.approved(ballot) for ballot in ballots])
    return {
        "ballots": ballots,
        "size": size,
        "alone": first(compute_equal_shares(profile, size, completion=None)),
        "tied": outcomes(profile, size),
        "raised": first(compute_equal_shares(profile, size, completion="increment")),
    }


def first(committees: list) -> list[int]:
    return sorted(committees[0])


def outcomes(profile: Profile, size: int) -> list[list[int]] | None:
    """Every outcome, however ties are broken; None where there are too many to be sure."""
    found = compute_equal_shares(
        profile, size, completion=None, resolute=False, max_num_of_committees=MOST_OUTCOMES
    )
    return None if len(found) == MOST_OUTCOMES else [sorted(committee) for committee in found]
