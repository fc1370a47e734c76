"""Ideas that read alike are found; the same texts give the same pairs."""

from hypothesis import given
from hypothesis import strategies as some

from labapp.domain.similar import LEAST, NEIGHBOURS, OFFERED, TWINS, alike, like, weigh

IDEAS = (
    "Fler cykelvägar till skolan",
    "Bygg cykelväg till skolorna!",
    "Billigare busskort för unga",
    "Bänkar i parken",
    "sänk priset på busskorten för ungdomar",
    "",
    "مقاعد في الحديقة",
)


def pairs(texts, least=TWINS):
    return [(pair.one, pair.other) for pair in alike(texts) if pair.score >= least]


def test_what_says_the_same_in_other_forms_of_the_words_is_found():
    assert sorted(pairs(IDEAS)) == [(0, 1), (2, 4)]


def test_the_same_words_are_one_whatever_their_case_and_signs():
    (pair,) = alike(("Mer skugga på torget", "MER SKUGGA, på torget!", "Bad"))
    assert (pair.one, pair.other, round(pair.score, 6)) == (0, 1, 1.0)


@given(some.lists(some.text(max_size=30), max_size=12))
def test_pairs_are_ordered_and_few(texts):
    found = alike(tuple(texts))
    scores = [pair.score for pair in found]
    assert scores == sorted(scores, reverse=True)
    assert all(LEAST <= score < 1.000001 for score in scores)
    assert all(pair.one < pair.other for pair in found)
    assert len({(pair.one, pair.other) for pair in found}) == len(found) <= NEIGHBOURS * len(texts)
    alike.cache_clear()
    assert alike(tuple(texts)) == found


def test_what_is_being_written_finds_what_is_there_already():
    ready = weigh(IDEAS)
    assert [at for at, _ in like("fler cykelvägar till skol", ready)][:1] == [0]
    assert [at for at, _ in like("busskort som är billigare för ungdomar", ready)] == [2, 4]
    assert like("Öppna badhuset på söndagar", ready) == []
    assert like("", ready) == like("?!", weigh(())) == []


@given(some.lists(some.text(max_size=30), max_size=12), some.text(max_size=60))
def test_what_is_offered_is_ordered_and_few(texts, text):
    found = like(text, weigh(texts))
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert all(OFFERED <= score < 1.000001 for score in scores)
    assert len(found) <= NEIGHBOURS
