"""Random ballots. One is a string with a digit a choice: points, or a place; 0 for none."""

from random import Random

TIES = 0.3  # how often a choice shares the place of the one before it


def popular(rng: Random, choices: int) -> list[float]:
    """How likely each choice is to be marked: some are liked by many, most by few."""
    return [rng.random() ** 2 * 0.8 + 0.05 for _ in range(choices)]


def marks(rng: Random, voters: int, choices: int, most: int) -> list[str]:
    """Ballots with up to `most` points a choice (at most 9), and at least one mark each.

    Two camps, so that sharing equally is not just what most want.
    """
    camps = [popular(rng, choices), popular(rng, choices)]
    return [one_ballot(rng, rng.choice(camps), most) for _ in range(voters)]


def one_ballot(rng: Random, liked: list[float], most: int) -> str:
    ballot = [rng.randint(1, most) if rng.random() < liking else 0 for liking in liked]
    if not any(ballot):
        ballot[rng.randrange(len(ballot))] = rng.randint(1, most)
    return "".join(map(str, ballot))


def approved(ballot: str) -> list[int]:
    return [choice for choice, points in enumerate(ballot) if points != "0"]


def ranking(rng: Random, choices: int, *, ties: bool) -> str:
    """A ballot that ranks at least one choice, seldom all; with `ties` some share a place."""
    order = sorted(range(choices), key=lambda choice: rng.random() * (choice + 2))
    same = TIES if ties else 0
    places = dict.fromkeys(range(choices), 0)
    place = 0
    for choice in order[: rng.randint(1, choices)]:
        place += not place or rng.random() >= same
        places[choice] = place
    return "".join(map(str, places.values()))
