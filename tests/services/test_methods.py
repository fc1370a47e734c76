"""The method cards that come with the house."""

import json

import pytest

from labapp.domain.phases import KINDS, MINUTES
from labapp.i18n import locale
from labapp.services import methods, processes
from labapp.services.methods import FOLDER, method_keys
from labapp.services.processes import ours


def in_language(tag):
    with locale.speaking(tag):
        return {card.key: card for card in methods.all_methods()}


def test_every_card_is_offered_in_swedish_and_english():
    for tag in ("sv", "en"):
        assert {path.stem for path in (FOLDER / tag).glob("*.json")} == set(method_keys())
    assert len(method_keys()) >= 16


@pytest.mark.parametrize("key", method_keys())
def test_a_card_is_the_same_in_both_languages_but_for_its_words(key):
    swedish, english = in_language("sv")[key], in_language("en")[key]
    assert (swedish.minutes, swedish.kinds) == (english.minutes, english.kinds)
    assert len(swedish.steps) == len(english.steps)
    assert swedish.purpose != english.purpose
    assert all(one != other for one, other in zip(swedish.steps, english.steps, strict=True))


@pytest.mark.parametrize("tag", ["sv", "en"])
@pytest.mark.parametrize("key", method_keys())
def test_a_card_can_be_used(key, tag):
    card = in_language(tag)[key]
    assert 3 <= len(card.steps) <= 6
    assert set(card.kinds) <= KINDS.keys()
    assert card.minutes in MINUTES
    assert all((card.name, card.purpose, card.people, card.source, *card.steps))
    assert max(map(len, card.steps)) <= 140


def test_a_process_carries_its_cards_out_and_in_again():
    data = json.loads(processes.to_json(processes.our_process("silk-180")))
    data["phases"][1]["method"] = "vems-vardag"
    read = processes.from_json(json.dumps(data))
    assert read.phases[1].method == "vems-vardag"
    assert processes.from_json(processes.to_json(read)) == read


def test_a_card_of_another_house_is_kept_by_its_key():
    phases = [{"kind": "pair", "name": "Par", "method": "ett-annat-kort"}]
    sent = {"format": "labapp-process/1", "name": "x", "phases": phases}
    assert processes.from_json(json.dumps(sent)).phases[0].method == "ett-annat-kort"
    assert methods.method("ett-annat-kort") is None


@pytest.mark.parametrize("tag", ["sv", "en"])
@pytest.mark.parametrize("key", ours.keys())
def test_our_processes_name_cards_that_there_are(key, tag):
    with locale.speaking(tag):
        process = processes.our_process(key)
    named = {phase.method for phase in process.phases if phase.method}
    assert named <= set(method_keys())
