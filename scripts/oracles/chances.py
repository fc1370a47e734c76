"""scipy: the exact binomial test, the Wilson interval and Benjamini-Hochberg."""

from random import Random

from scipy.stats import binomtest, false_discovery_control

CASES = 600
ROUNDS = 60


def cases() -> list[dict]:
    rng = Random(1995)
    tests = [one_test(*stands(rng)) for _ in range(CASES)]
    return tests + [one_round(rng) for _ in range(ROUNDS)]


def stands(rng: Random) -> tuple[int, int]:
    of = rng.choice((rng.randint(1, 30), rng.randint(1, 120), rng.randint(1, 600)))
    return rng.randint(0, of), of


def one_test(hits: int, of: int) -> dict:
    test = binomtest(hits, of, alternative="greater")
    interval = binomtest(hits, of).proportion_ci(0.95, method="wilson")
    return {
        "hits": hits,
        "of": of,
        "p": float(f"{test.pvalue:.12g}"),
        "wilson": [round(float(end), 9) for end in interval],
    }


def one_round(rng: Random) -> dict:
    counts = [stands(rng) for _ in range(rng.randint(1, 25))]
    p = [binomtest(hits, of, alternative="greater").pvalue for hits, of in counts]
    return {"counts": counts, "adjusted": [float(f"{q:.12g}") for q in false_discovery_control(p)]}
