"""Samtalscafé: even tables, and people who have not met."""

import hashlib
from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from labapp.domain.seating import next_tables


def after(rounds, people, tables):
    """Where everybody sat, from a first round in order."""
    sat = {person: [tables[person % len(tables)]] for person in range(people)}
    for _ in range(rounds - 1):
        for person, table in next_tables(sat, tables).items():
            sat[person].append(table)
    return sat


def shuffled(people, seed):
    """The people in an order that looks like chance, and is the same each time."""
    return sorted(range(people), key=lambda n: hashlib.sha256(f"{seed}.{n}".encode()).digest())


def repeated(sat):
    """How many pairs have sat together more than once."""
    pairs = Counter()
    for sitting in zip(*sat.values(), strict=True):
        people = list(zip(sat, sitting, strict=True))
        pairs.update((a, b) for (a, at), (b, bt) in combinations(people, 2) if at == bt)
    return sum(1 for times in pairs.values() if times > 1)


@given(st.integers(0, 70), st.integers(1, 12), st.integers(1, 4))
def test_everybody_has_a_table_and_tables_are_even(people, count, rounds):
    tables = list(range(1, count + 1))
    sat = after(rounds, people, tables)
    found = next_tables(sat, tables)
    assert found.keys() == sat.keys()
    sizes = Counter(found.values())
    assert not people or max(sizes.values()) - min(sizes.get(t, 0) for t in tables) <= 1
    assert found == next_tables(sat, tables)


@given(st.integers(2, 70), st.integers(2, 12))
def test_few_stay_where_they_are(people, count):
    tables = list(range(1, count + 1))
    sat = after(1, people, tables)
    stay = sum(sat[person][-1] == table for person, table in next_tables(sat, tables).items())
    assert stay <= 1  # the last one, when every other table is full


def test_people_meet_fewer_again_than_by_chance():
    tables = list(range(8))
    ours = after(3, 48, tables)
    by_chance = []
    for trial in range(20):
        orders = [shuffled(48, f"{trial}.{number}") for number in range(3)]
        sat = {
            person: [tables[order.index(person) % 8] for order in orders] for person in range(48)
        }
        by_chance.append(repeated(sat))
    assert repeated(ours) < min(by_chance)


def test_whoever_sat_nowhere_gets_a_place_too():
    found = next_tables({1: [7], 2: [7], 3: []}, [7, 8])
    assert set(found) == {1, 2, 3}


def test_without_tables_nobody_is_sent_anywhere():
    assert next_tables({}, [1]) == {}
