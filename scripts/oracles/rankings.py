"""pref_voting: Schulze with winning votes, and Borda, for truncated ballots."""

from random import Random

from pref_voting.margin_based_methods import beat_path, beat_path_defeat
from pref_voting.profiles import Profile
from pref_voting.profiles_with_ties import ProfileWithTies
from pref_voting.scoring_methods import domination_borda_scores, score_ranking

from scripts.oracles import draw

CASES = 120


def cases() -> list[dict]:
    rng = Random(2011)
    makers = (schulze, borda_truncated, borda_top)
    return [make(rng) for make in makers for _ in range(CASES)]


def profile_of(ballots: list[str], choices: int) -> ProfileWithTies:
    places = [{c: int(ballot[c]) for c in draw.approved(ballot)} for ballot in ballots]
    profile = ProfileWithTies(places, candidates=list(range(choices)))
    profile.use_extended_strict_preference()
    return profile


def schulze(rng: Random) -> dict:
    choices, voters = rng.randint(3, 7), rng.randint(2, 30)
    ballots = [draw.ranking(rng, choices, ties=True) for _ in range(voters)]
    profile = profile_of(ballots, choices)
    beats = beat_path_defeat(profile, strength_function=profile.support)
    return {
        "rule": "schulze",
        "ballots": ballots,
        "winners": [int(c) for c in beat_path(profile, strength_function=profile.support)],
        "beats": sorted([int(a), int(b)] for a, b in beats.edges),
    }


def borda_truncated(rng: Random) -> dict:
    """Without ties, and scaled to all choices: domination is what we do with k = choices - 1."""
    choices, voters = rng.randint(3, 7), rng.randint(2, 30)
    ballots = [draw.ranking(rng, choices, ties=False) for _ in range(voters)]
    scores = domination_borda_scores(profile_of(ballots, choices))
    points = [int(scores[choice]) for choice in range(choices)]
    return {"rule": "borda", "ballots": ballots, "k": choices - 1, "points": points}


def borda_top(rng: Random) -> dict:
    """Whole orders, of which a scoring rule counts the first k; we are shown only those."""
    choices, voters = rng.randint(4, 9), rng.randint(2, 30)
    k = rng.randint(1, choices - 2)
    orders = [rng.sample(range(choices), choices) for _ in range(voters)]
    ranked = score_ranking(Profile(orders), score=lambda _choices, place: max(0, k + 1 - place))
    places = [{choice: place for place, choice in enumerate(o[:k], 1)} for o in orders]
    ballots = ["".join(str(place.get(c, 0)) for c in range(choices)) for place in places]
    ranks = [int(ranked.rmap[choice]) for choice in range(choices)]
    return {"rule": "borda_top", "ballots": ballots, "k": k, "ranks": ranks}
